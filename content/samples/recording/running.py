"""Runs the test cases that a sample is about."""

import unittest


def run(case: type[unittest.TestCase]) -> unittest.TestResult:
    """Runs the tests of a class as Django's test runner would, and prints the outcome."""
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(case).run(result)
    for test, trace in [*result.errors, *result.failures]:
        print(f"{test._testMethodName}: {trace.strip().splitlines()[-1]}")
    print(
        f"{result.testsRun} run, {len(result.errors + result.failures)} failed"
    )
    return result
