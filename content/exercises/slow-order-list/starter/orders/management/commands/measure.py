"""What the page costs, opened in three ways."""

import re
import time

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


class Command(BaseCommand):
    help = "Prints statements, time and plans of the first page, the second, and one day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--plans", action="store_true", help="without times, so the same each time")

    def handle(self, *args: object, plans: bool, **options: object) -> None:
        for title, address in self.addresses():
            times = []
            for _ in range(3):
                with CaptureQueriesContext(connection) as sent:
                    begin = time.perf_counter()
                    Client().get(address, headers={"host": "localhost"})
                    times.append(time.perf_counter() - begin)
            figures = f"{len(sent)} statements"
            self.stdout.write(
                f"{title}: {figures}" + ("" if plans else f", {min(times) * 1000:.0f} ms, the best of three")
            )
            for sql, count in grouped(sent.captured_queries):
                self.stdout.write(f"  {count} x {short(sql)}")
                for step in plan(sql):
                    self.stdout.write(f"      {step}")

    def addresses(self) -> list[tuple[str, str]]:
        """The pages are found as a person finds them, by the link to older orders."""
        first = "/orders/"
        second = older(first) or first
        return [
            ("First page", first),
            ("Second page", second),
            ("One day", "/orders/?day=2025-12-24"),
        ]


def older(address: str) -> str | None:
    page = Client().get(address, headers={"host": "localhost"}).content.decode()
    link = re.search(r'rel="next" href="([^"]+)"', page)
    return "/orders/" + link[1].replace("&amp;", "&") if link else None


def grouped(queries: list[dict[str, str]]) -> list[tuple[str, int]]:
    """Statements that differ only in their values count as one."""
    shapes: dict[str, list[str]] = {}
    for query in queries:
        shapes.setdefault(re.sub(r"'[^']*'|\b\d+\b", "?", query["sql"]), []).append(query["sql"])
    return [(sqls[0], len(sqls)) for sqls in shapes.values()]


def short(sql: str) -> str:
    """What is asked of which table, without the list of columns."""
    sql = re.sub(r'SELECT ("\w+"\."\w+", )+"\w+"\."\w+"', "SELECT ...", sql)
    sql = re.sub(r'"orders_\w+"\.|"', "", sql)
    return re.sub(r"'\d{4}-[^']*'|\([\d, ]+\)|\b\d{3,}\b", "?", sql)


def plan(sql: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + sql.replace("%", "%%"))
        return [row[3] for row in cursor.fetchall()]
