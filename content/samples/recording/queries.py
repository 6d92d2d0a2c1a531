"""Queries as a block sent them: captured, told apart, laid out."""

import re
from contextlib import ExitStack
from dataclasses import dataclass

import sqlparse
from django.db import connections
from django.test.utils import CaptureQueriesContext

#: Statements that steer a transaction. They are shown, but are not queries of the code.
_TRANSACTION = re.compile(
    r"(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|START TRANSACTION)\b", re.I
)
_LITERAL = re.compile(r"'(?:[^']|'')*'|\b\d+(?:\.\d+)?\b")

_MENDED = (
    (re.compile(r"\bFOR\s+(NO KEY\s+)?UPDATE\b"), r"FOR \1UPDATE"),
    (re.compile(r"\bDO\s+UPDATE\s+SET\b"), "DO UPDATE SET"),
    (re.compile(r"\bFILTER \(\s*WHERE\s+"), "FILTER (WHERE "),
)

#: Blocks with more statements than this show each shape of statement once.
LISTED = 6


@dataclass(frozen=True)
class Query:
    sql: str
    #: Alias of the database.
    database: str = "default"
    #: Statements of this shape that the block sent, other values counted as the same shape.
    times: int = 1

    @property
    def is_transaction(self) -> bool:
        return bool(_TRANSACTION.match(self.sql))


class QueryLog:
    """Captures what this thread sends, on every database, while it is open."""

    def __enter__(self) -> "QueryLog":
        self._stack = ExitStack()
        self._captured = {
            alias: self._stack.enter_context(
                CaptureQueriesContext(connections[alias])
            )
            for alias in connections
        }
        return self

    def __exit__(self, *exception: object) -> None:
        self._stack.close()

    @property
    def queries(self) -> list[Query]:
        return [
            Query(entry["sql"], alias)
            for alias, context in self._captured.items()
            for entry in context.captured_queries
            # What Django refuses in a broken transaction has no SQL: it was not sent.
            if entry["sql"] is not None
        ]


def shape(sql: str) -> str:
    """The statement without its values: what two runs of one line of code share."""
    return _LITERAL.sub("?", sql)


def fold(queries: list[Query]) -> list[Query]:
    """Long lists with each shape once, where it came first, and how often it came."""
    if len(queries) <= LISTED:
        return queries
    first: dict[str, Query] = {}
    for query in queries:
        key = shape(query.sql)
        seen = first.get(key)
        first[key] = (
            Query(seen.sql, seen.database, seen.times + 1) if seen else query
        )
    return list(first.values())


def layout(sql: str) -> str:
    """The statement on lines that a page can hold; not a word of it changes."""
    laid = sqlparse.format(sql, reindent=True, wrap_after=64).strip()
    # sqlparse takes these for new statements or clauses, and breaks before them.
    for broken, whole in _MENDED:
        laid = broken.sub(whole, laid)
    return laid
