import subprocess
import sys
import textwrap
from pathlib import Path

from recording.source import SAMPLES

SETTINGS = "fundamentals/strict-pytest.ini"
TESTS = textwrap.dedent("""
    import warnings, oldpkg

    def test_ours():
        warnings.warn("going away", DeprecationWarning)

    def test_pending():
        warnings.warn("going away later", PendingDeprecationWarning)

    def test_theirs():
        oldpkg.call()
""")
PACKAGE = """
import warnings

def call():
    warnings.warn("going away", DeprecationWarning)
"""


def run_pytest(folder: Path) -> str:
    """Names and outcomes of the tests in a folder, with the strict settings."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-rA",
            "-q",
            "--no-header",
            "-p",
            "no:django",
        ],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    lines = done.stdout.splitlines()
    return "\n".join(
        line.split(" - ")[0]
        for line in sorted(lines)
        if line.startswith(("PASSED", "FAILED"))
    )


def test_warnings_as_errors(show, tmp_path):
    """Our own warnings fail a test, those of the old package do not."""
    (tmp_path / "test_shop.py").write_text(TESTS)
    (tmp_path / "oldpkg.py").write_text(PACKAGE)
    (tmp_path / "pytest.ini").write_text((SAMPLES / SETTINGS).read_text())
    with show("settings", code=SETTINGS) as block:
        print(run_pytest(tmp_path))
    assert block.output.splitlines() == [
        "FAILED test_shop.py::test_ours",
        "FAILED test_shop.py::test_pending",
        "PASSED test_shop.py::test_theirs",
    ]
