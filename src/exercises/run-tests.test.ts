import { describe, expect, it } from 'vitest';

import { readRun } from './run-tests.ts';

const OUTPUT = `Found 4 test(s).
test_one (desk.tests.ItemTests.test_one) ... ok
test_two (desk.tests.ItemTests.test_two)
What it is about. ... FAIL
test_three (desk.tests.ItemTests.test_three) ... some print
ERROR
setUpClass (desk.tests.LoanTests) ... ERROR
test_other (unittest.loader._FailedTest.test_other) ... ERROR

======================================================================
ERROR: setUpClass (desk.tests.LoanTests)
----------------------------------------------------------------------
Traceback (most recent call last):
FAIL: test_two (desk.tests.ItemTests.test_two)
`;

describe('what unittest printed', () => {
  it('tells which tests passed and which did not', () => {
    const { passed, failed } = readRun(OUTPUT);
    expect(passed).toEqual(['desk.tests.ItemTests.test_one']);
    expect(failed).toEqual([
      'desk.tests.ItemTests.test_three',
      'desk.tests.ItemTests.test_two',
      'desk.tests.LoanTests.setUpClass',
      'unittest.loader._FailedTest.test_other',
    ]);
  });

  it('knows nothing of tests when none ran', () => {
    expect(readRun('ImportError: no module\n')).toMatchObject({ passed: [], failed: [] });
  });
});
