"""Runs a command with a PostgreSQL server of its own, which the usual variables point to."""

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "content" / "samples"))

from recording.postgres import running_server  # noqa: E402

with running_server() as port:
    server = {"PGHOST": "127.0.0.1", "PGPORT": str(port), "PGUSER": "shop"}
    sys.exit(subprocess.call(sys.argv[1:], env={**os.environ, **server}))
