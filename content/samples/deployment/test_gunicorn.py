import subprocess
import sys
from pathlib import Path

from recording.source import SAMPLES

COMMAND = Path(__file__).with_name("gunicorn.sh")


def test_workers_and_threads(show):
    """Gunicorn accepts every option, and finds the application."""
    with show("command", code="deployment/gunicorn.sh"):
        pass
    words = COMMAND.read_text(encoding="utf-8").replace("\\\n", " ").split()
    program = "from gunicorn.app.wsgiapp import run; run()"
    checked = subprocess.run(
        [sys.executable, "-c", program, "--check-config", *words[1:]],
        cwd=SAMPLES,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stderr
    refused = subprocess.run(
        [sys.executable, "-c", program, "--check-config", "--thread", "x"],
        cwd=SAMPLES,
        capture_output=True,
        text=True,
    )
    assert refused.returncode != 0
