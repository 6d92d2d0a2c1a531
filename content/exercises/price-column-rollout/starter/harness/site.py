"""A site that stays open during a rollout: releases that run, people who write, and what they wrote."""

import random
from contextlib import suppress
from decimal import Decimal
from importlib import import_module

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string

from harness.steps import Deploy, Migrate, Repeat, Step

Price = tuple[Decimal, str]


class Interrupted(Exception):
    """The process was stopped in the middle."""


def break_off_after_a_write(execute, sql, params, many, context):
    result = execute(sql, params, many, context)
    if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
        raise Interrupted
    return result


class Site:
    def __init__(self, rows: int) -> None:
        self.draw = random.Random(7)
        self.running = ["release1"]
        # What people entered last, by row.
        self.entered: dict[int, Price] = {}
        self.start_over()
        for number in range(rows):
            self.add("release1", f"SKU-{number}")

    def start_over(self) -> None:
        """The table as release 1 knows it, nothing in it, and no other."""
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                if table != "django_migrations":
                    cursor.execute(f'DROP TABLE "{table}"')
            cursor.execute("DELETE FROM django_migrations WHERE app = 'schema'")
        self.migrate("0001")

    def migrate(self, to: str) -> None:
        if connection.vendor == "postgresql":
            # Each migration runs in a process of its own.
            with connection.cursor() as cursor:
                cursor.execute("RESET lock_timeout")
        executor = MigrationExecutor(connection)
        executor.migrate([("schema", executor.loader.get_migration_by_prefix("schema", to).name)])

    def take(self, step: Step) -> None:
        """Goes one step, with people writing before, during and after."""
        if isinstance(step, Deploy):
            self.running.append(step.release)
            self.traffic(f"while {step.release} replaces {self.running[0]}")
            self.running = [step.release]
        elif isinstance(step, Migrate):
            self.migrate(step.to)
        elif isinstance(step, Repeat):
            self.repeat(step)
        self.traffic(f"after {step}")

    def repeat(self, step: Repeat) -> None:
        fill = import_string(step.function)
        with suppress(Interrupted), connection.execute_wrapper(break_off_after_a_write):
            fill()
        for _ in range(50):
            before = self.rows()
            said = fill()
            changed = self.changed_since(before)
            assert changed <= 500 and said <= 500, (
                f"{step.function} changed {changed} rows at once, and said {said}"
            )
            if not said:
                return
            self.traffic(f"between two calls of {step.function}")
        raise AssertionError(f"{step.function} never returned 0")

    def rows(self) -> dict[int, tuple[object, object]]:
        """Amount and currency of each row, as the table has them; nothing before there are such columns."""
        with connection.cursor() as cursor:
            described = connection.introspection.get_table_description(cursor, "price_tag")
            if not {"amount", "currency"} <= {column.name for column in described}:
                return {}
            cursor.execute("SELECT id, amount, currency FROM price_tag")
            return {pk: (amount, currency) for pk, amount, currency in cursor.fetchall()}

    def changed_since(self, before: dict[int, tuple[object, object]]) -> int:
        return sum(row != before.get(pk, (None, None)) for pk, row in self.rows().items())

    def traffic(self, moment: str) -> None:
        """Each running release adds rows, changes rows that others wrote, and reads them all."""
        try:
            for release in self.running:
                self.add(release, "SKU-new")
            for release in self.running:
                for pk in self.draw.sample(sorted(self.entered), 5):
                    self.change(release, pk)
            newest = sorted(self.entered)[-len(self.running) :]
            for release, pk in zip(reversed(self.running), newest, strict=True):
                self.change(release, pk)
        except Exception as error:
            raise AssertionError(f"{moment}, {release} cannot write: {error}") from error
        for release in self.running:
            self.check(release, moment)

    def check(self, release: str, moment: str) -> None:
        prices = import_module(f"{release}.prices")
        for pk, entered in self.entered.items():
            try:
                read = prices.read(pk)
            except Exception as error:
                raise AssertionError(f"{moment}, {release} cannot read row {pk}: {error!r}") from error
            assert read == entered, f"{moment}, {release} reads {read} in row {pk}; entered was {entered}"

    def price(self) -> Price:
        return Decimal(self.draw.randrange(1, 100_000)).scaleb(-2), self.draw.choice(["EUR", "CHF", "USD"])

    def add(self, release: str, sku: str) -> None:
        price = self.price()
        self.entered[import_module(f"{release}.prices").add(sku, *price)] = price

    def change(self, release: str, pk: int) -> None:
        price = self.price()
        import_module(f"{release}.prices").change(pk, *price)
        self.entered[pk] = price
