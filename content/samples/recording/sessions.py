"""Named database sessions that take turns, statement by statement.

A session is a thread with a connection of its own that runs ordinary code. It stops
before each statement until the sample says ``step()``; so two sessions interleave in one
known way, and the timeline shows who waited for whom.
"""

import threading
import time
from collections.abc import Callable
from typing import Any

import psycopg
from django.db import connection, connections
from psycopg.pq import TransactionStatus

from .block import Block
from .normalise import Normaliser
from .queries import layout

#: Longer than the server's ``deadlock_timeout``: a session that still waits after this
#: has been checked for a deadlock and is not in one.
SETTLED = 0.3


class Session:
    """One thread with its own connection, driven by the sample."""

    def __init__(
        self, name: str, stage: "Stage", run: Callable[[], Any]
    ) -> None:
        self.name = name
        self.result: Any = None
        self.error: BaseException | None = None
        self.done = False
        self.pid = 0
        self.waiting = False
        self._stage = stage
        self._run = run
        self._go = threading.Semaphore(0)
        self._arrived = threading.Semaphore(0)
        self._next: str = ""
        self._begins = False
        self._open_step: dict[str, str] | None = None
        self._thread = threading.Thread(
            target=self._main, name=name, daemon=True
        )
        self._thread.start()
        self._arrived.acquire()

    @property
    def at(self) -> str:
        """The statement that the next ``step()`` will send."""
        return self._next

    def step(self, count: int = 1) -> None:
        """Sends the next statement, and returns when it is done or waits for a lock."""
        for _ in range(count):
            if self.done:
                raise AssertionError(f"{self.name} has nothing left to send")
            if self.waiting:
                raise AssertionError(f"{self.name} still waits for a lock")
            if self._begins:
                # psycopg sends BEGIN together with the first statement.
                self._stage.timeline.append(
                    {"session": self.name, "sql": "BEGIN"}
                )
                self._begins = False
            entry = {"session": self.name, "sql": layout(self._next)}
            self._stage.timeline.append(entry)
            self._open_step = entry
            self._go.release()
            self._settle()
            self._stage.look_after_waiting()

    def finish(self) -> Any:
        """Sends what is left and returns the result; an error is kept, not raised."""
        while not self.done:
            self.step()
        return self.result

    def wait(self) -> None:
        """Waits until a statement that waits is over by itself, as by a timeout."""
        while not self.woken():
            time.sleep(0.02)

    def step_to(self, start: str) -> None:
        """Sends statements until the next one starts with ``start``."""
        while not self._next.startswith(start):
            self.step()

    def _settle(self) -> None:
        """Waits until the statement in flight is over, or surely waits for a lock."""
        deadline = time.monotonic() + SETTLED
        while True:
            if self._arrived.acquire(timeout=0.01):
                self.waiting = False
                self._open_step = None
                return
            holders = self._stage.holders_for(self.pid)
            if not holders:
                # Neither done nor blocked: at work, or about to be woken.
                deadline = time.monotonic() + SETTLED
            elif time.monotonic() > deadline:
                if not self.waiting and self._open_step is not None:
                    self.waiting = True
                    self._open_step["waitsFor"] = ", ".join(holders)
                return

    def woken(self) -> bool:
        """Whether a wait has ended; if so, the statement is over when this returns."""
        if self._stage.holders_for(self.pid):
            return False
        self._arrived.acquire()
        self.waiting = False
        entry = {"session": self.name, "event": "goes on"}
        if self._open_step is not None and "error" in self._open_step:
            entry["error"] = self._open_step.pop("error")
            entry["event"] = "is refused"
        self._open_step = None
        self._stage.timeline.append(entry)
        return True

    def _main(self) -> None:
        try:
            connection.ensure_connection()
            self.pid = connection.connection.info.backend_pid
            self._stage.normalise.processes[self.pid] = self.name
            _gate_transactions(connection, self._before)
            with connection.execute_wrapper(self._statement):
                self.result = self._run()
        except BaseException as error:
            self.error = error
        finally:
            connections.close_all()
            self.done = True
            self._next = ""
            self._arrived.release()

    def _statement(
        self, execute: Any, sql: str, params: Any, many: bool, context: Any
    ):
        with connection.connection.cursor() as cursor:
            text = cursor.mogrify(sql, params) if params and not many else sql
            status = connection.connection.info.transaction_status
            self._begins = (
                status == TransactionStatus.IDLE
                and not connection.get_autocommit()
            )
        self._before(text)
        try:
            return execute(sql, params, many, context)
        except Exception as error:
            if self._open_step is not None:
                self._open_step["error"] = (
                    f"{type(error).__name__}: {error}".strip()
                )
            raise

    def _before(self, text: str) -> None:
        self._next = text
        self._arrived.release()
        self._go.acquire()


class Stage:
    """The sessions of one block and their common timeline."""

    def __init__(self, block: Block, normalise: Normaliser) -> None:
        self.timeline = block.timeline
        self.normalise = normalise
        self._sessions: list[Session] = []
        settings = connections["default"].get_connection_params()
        self._observer = psycopg.connect(
            host=settings["host"],
            port=settings["port"],
            user=settings["user"],
            dbname=settings["dbname"],
            autocommit=True,
        )

    def start(
        self, name: str, run: Callable[..., Any], *args: Any
    ) -> Session:
        """Starts ``run(*args)`` in a session; it stops before its first statement."""
        call = f"{run.__name__}({', '.join(map(repr, args))})"
        self.timeline.append({"session": name, "event": f"calls {call}"})
        session = Session(name, self, lambda: run(*args))
        self._sessions.append(session)
        return session

    def holders_for(self, pid: int) -> list[str]:
        """Names of the sessions that keep this one waiting."""
        row = self._observer.execute(
            "SELECT pg_blocking_pids(%s)", [pid]
        ).fetchone()
        names = {session.pid: session.name for session in self._sessions}
        return [
            names.get(holder, "another session")
            for holder in (row or [[]])[0]
        ]

    def look_after_waiting(self) -> None:
        """After a step: notes which of the sessions that waited go on."""
        for session in self._sessions:
            if session.waiting:
                session.woken()

    def close(self) -> None:
        for session in self._sessions:
            while not session.done:
                session.step()
        self._observer.close()


def _gate_transactions(db: Any, before: Callable[[str], None]) -> None:
    """Makes COMMIT and ROLLBACK stop as well: Django sends them past the wrappers."""

    def gated(send: Callable[[], None], text: str) -> Callable[[], None]:
        def gate() -> None:
            if db.connection is not None and not db.closed_in_transaction:
                before(text)
            send()

        return gate

    db._commit = gated(db._commit, "COMMIT")
    db._rollback = gated(db._rollback, "ROLLBACK")
