"""Sets the project up and runs its tests: the same lines on Windows, macOS and Linux.

python tasks.py setup    makes .venv, installs requirements.txt, makes the database
python tasks.py test     runs the tests; needs no network
python tasks.py run      serves http://127.0.0.1:8000/
python tasks.py manage   any command of Django, such as: python tasks.py manage makemigrations
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def manage(*args: str) -> None:
    if not PYTHON.exists():
        raise SystemExit("Run this first: python tasks.py setup")
    raise SystemExit(subprocess.call([PYTHON, "manage.py", *args], cwd=HERE))


def setup() -> None:
    if sys.version_info < (3, 11):
        raise SystemExit("Python 3.11 or later is needed.")
    subprocess.check_call([sys.executable, "-m", "venv", VENV])
    subprocess.check_call([PYTHON, "-m", "pip", "install", "-r", HERE / "requirements.txt"])
    manage("migrate")


if __name__ == "__main__":
    command, arguments = (sys.argv[1:2] or [""])[0], sys.argv[2:]
    if command == "setup":
        setup()
    elif command == "test":
        manage("test", *arguments)
    elif command == "run":
        manage("runserver")
    elif command == "manage":
        manage(*arguments)
    else:
        raise SystemExit(__doc__)
