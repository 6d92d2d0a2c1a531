"""One block of a sample: code that runs, and what it did."""

import contextlib
import io
import sys
from types import TracebackType
from typing import Any

from django.db import connections
from django.db.models import QuerySet

from . import source
from .normalise import Normaliser
from .queries import Query, QueryLog, fold, layout

#: Lines of output that a page shows.
OUTPUT_LINES = 40


class Block:
    """What ``with show("name") as block`` gives: evidence, also for the asserts."""

    def __init__(
        self,
        name: str,
        normalise: Normaliser,
        shown: object | None,
        raises: type[BaseException] | None,
    ) -> None:
        self.name = name
        self.error: BaseException | None = None
        self.exchanges: list[dict[str, Any]] = []
        self.timeline: list[dict[str, str]] = []
        self.plans: list[str] = []
        self.code = self.language = self.ran = ""
        self.is_open = False
        self._normalise = normalise
        self._shown = shown
        self._raises = raises
        self._log = QueryLog()
        self._stdout = io.StringIO()

    def __enter__(self) -> "Block":
        body = source.body_of_with(sys._getframe(1))
        if self._shown is None:
            self.code, self.language = body, "python"
        else:
            self.code, self.language = source.source_of(self._shown)
            self.ran = "" if body in ("", "pass") else body
        source.check_shape(self.name, self.code, self.language)
        self._redirect = contextlib.redirect_stdout(self._stdout)
        self._redirect.__enter__()
        self._log.__enter__()
        self.is_open = True
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        self.is_open = False
        self._log.__exit__(kind, error, traceback)
        self._redirect.__exit__(kind, error, traceback)
        if self._raises is None:
            return False
        if error is None:
            raise AssertionError(
                f"block {self.name!r} was to raise {self._raises.__name__}"
            )
        self.error = error
        return isinstance(error, self._raises)

    @property
    def output(self) -> str:
        """What the block printed."""
        return self._stdout.getvalue()

    @property
    def queries(self) -> list[Query]:
        """Every statement of this thread, those that steer transactions included."""
        return self._log.queries

    @property
    def query_count(self) -> int:
        """Queries, without BEGIN, COMMIT, SAVEPOINT and their like."""
        return sum(not query.is_transaction for query in self.queries)

    @property
    def sql(self) -> list[str]:
        """The statements as text."""
        return [query.sql for query in self.queries]

    @property
    def responses(self) -> list[int]:
        """Status codes of the responses that the block's client calls got."""
        return [exchange["status"] for exchange in self.exchanges]

    def explain(self, queryset: QuerySet, *, analyze: bool = False) -> str:
        """Adds the plan of a queryset; its costs are left out, since they vary by machine.

        With ``analyze`` the statement is executed, and the plan says how many rows came.
        """
        options: dict[str, bool] = {"costs": False}
        if analyze:
            options |= {"analyze": True, "timing": False, "summary": False}
            # PostgreSQL 18 and later add buffers on their own.
            options["buffers"] = False
        return self._add_plan(queryset.explain(**options))

    def explain_sql(self, sql: str, using: str = "default") -> str:
        """Adds the plan of a statement that is not a queryset's."""
        with connections[using].cursor() as cursor:
            cursor.execute(f"EXPLAIN (COSTS OFF) {sql}")
            return self._add_plan(
                "\n".join(row[0] for row in cursor.fetchall())
            )

    def _add_plan(self, plan: str) -> str:
        self.plans.append(self._normalise(plan))
        return plan

    def record(self) -> dict[str, Any]:
        """The block as its record holds it; what is empty is left out.

        Where sessions took turns, the timeline says what ran: not the code that steered
        them, and not what that code asked the database itself.
        """
        text = self._normalise
        staged = bool(self.timeline)
        queries = [
            {
                "sql": layout(text(query.sql)),
                **(
                    {"database": query.database}
                    if query.database != "default"
                    else {}
                ),
                **({"times": query.times} if query.times > 1 else {}),
                **({"transaction": True} if query.is_transaction else {}),
            }
            for query in ([] if staged else fold(self.queries))
        ]
        output = text(self.output).rstrip()
        lines = output.splitlines()
        if len(lines) > OUTPUT_LINES:
            raise ValueError(f"block {self.name!r} prints {len(lines)} lines")
        everything = {
            "name": self.name,
            "language": self.language,
            "code": self.code,
            "ran": "" if staged else self.ran,
            "output": output,
            "queryCount": None if staged else self.query_count,
            "queries": queries,
            "error": self._error(),
            "http": [
                _normalised(exchange, text) for exchange in self.exchanges
            ],
            "plans": self.plans,
            "timeline": [
                {key: text(value) for key, value in step.items()}
                for step in self.timeline
            ],
        }
        return {
            key: value
            for key, value in everything.items()
            if value not in ("", [], None)
        }

    def _error(self) -> dict[str, str] | None:
        if self.error is None:
            return None
        kind = type(self.error)
        # Errors that a sample defines itself have no module worth naming.
        local = (
            "<locals>" in kind.__qualname__ or kind.__module__ == "builtins"
        )
        name = (
            kind.__name__ if local else f"{kind.__module__}.{kind.__name__}"
        )
        message = self._normalise(str(self.error)).strip()
        return {"type": name, "message": message}


def _normalised(value: Any, text: Normaliser) -> Any:
    if isinstance(value, str):
        return text(value)
    if isinstance(value, dict):
        return {key: _normalised(one, text) for key, one in value.items()}
    return value
