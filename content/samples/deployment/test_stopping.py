import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from recording.source import SAMPLES


class Server:
    """Gunicorn in a process of its own, with an answer that takes a while."""

    def __init__(self, process: subprocess.Popen, port: int, started) -> None:
        self.process, self.port, self.started = process, port, started

    def ask(self, seconds: float) -> str:
        address = f"http://127.0.0.1:{self.port}/?{seconds}"
        try:
            with urllib.request.urlopen(address) as answer:
                return answer.read().decode()
        except OSError:
            return "connection lost"

    def is_open(self) -> bool:
        with socket.socket() as one:
            return one.connect_ex(("127.0.0.1", self.port)) == 0

    def stop_during(self, seconds: float) -> tuple[str, bool]:
        """SIGTERM while a request runs: its answer, and whether others come in."""
        with ThreadPoolExecutor() as pool:
            answer = pool.submit(self.ask, seconds)
            wait_for(self.started.exists)
            self.process.send_signal(signal.SIGTERM)
            wait_for(lambda: not self.is_open())
            return answer.result(), self.is_open()


def wait_for(condition) -> None:
    for _ in range(300):
        if condition():
            return
        time.sleep(0.02)
    raise AssertionError("waited in vain")


@pytest.fixture
def gunicorn(tmp_path):
    @contextmanager
    def start(*options: str):
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
        started = tmp_path / f"started-{port}"
        program = "from gunicorn.app.wsgiapp import run; run()"
        process = subprocess.Popen(
            [sys.executable, "-c", program, "--bind", f"127.0.0.1:{port}"]
            + [*options, "deployment.slow_app:application"],
            cwd=SAMPLES,
            env={**os.environ, "STARTED": str(started)},
            stderr=subprocess.DEVNULL,
        )
        server = Server(process, port, started)
        try:
            wait_for(server.is_open)
            yield server
        finally:
            process.terminate()
            process.wait(10)

    return start


@pytest.mark.real_clock
def test_drained_on_sigterm(show, gunicorn):
    """A request within the grace period is answered, a longer one is cut."""
    with show("drained") as block:
        with gunicorn("--graceful-timeout", "5") as server:
            print(server.stop_during(seconds=1))
        with gunicorn("--graceful-timeout", "1") as server:
            print(server.stop_during(seconds=3))
    assert block.output == (
        "('order placed', False)\n('connection lost', False)\n"
    )
