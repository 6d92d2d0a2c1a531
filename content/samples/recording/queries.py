"""Queries as a block sent them: captured, told apart, laid out."""

import re
from collections import deque
from dataclasses import dataclass

import sqlparse
from django.db import connections

#: Statements that steer a transaction. They are shown, but are not queries of the code.
_TRANSACTION = re.compile(
    r"(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET CONSTRAINTS)\b", re.I
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


class _Log(deque):
    """A connection's log that Django's own ``reset_queries`` does not empty."""

    def clear(self) -> None:
        pass


class QueryLog:
    """Captures what this thread sends, on every database, while it is open."""

    def __enter__(self) -> "QueryLog":
        self._before = {}
        self._logs = {alias: _Log() for alias in connections}
        for alias, log in self._logs.items():
            connection = connections[alias]
            # Connecting sends statements that are not the block's.
            connection.ensure_connection()
            self._before[alias] = (
                connection.queries_log,
                connection.force_debug_cursor,
            )
            connection.queries_log = log
            connection.force_debug_cursor = True
        return self

    def __exit__(self, *exception: object) -> None:
        for alias, (log, forced) in self._before.items():
            connections[alias].queries_log = log
            connections[alias].force_debug_cursor = forced

    @property
    def queries(self) -> list[Query]:
        return [
            Query(entry["sql"], alias)
            for alias, log in self._logs.items()
            for entry in log
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
