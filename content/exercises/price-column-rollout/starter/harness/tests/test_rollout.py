from decimal import Decimal
from io import StringIO
from unittest import skipUnless

from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test import TransactionTestCase

from harness.site import Site
from harness.steps import Deploy, Migrate, Repeat
from rollout import STEPS


class RolloutTests(TransactionTestCase):
    def test_people_read_and_write_at_every_moment(self) -> None:
        site = Site(rows=20)
        for step in STEPS:
            site.take(step)

    def test_rows_are_filled_between_migrations_and_not_in_them(self) -> None:
        site = Site(rows=1_200)
        for step in STEPS:
            before = self.filled(site)
            site.take(step)
            if isinstance(step, Migrate):
                self.assertLess(self.filled(site) - before, 500, f"{step} fills rows under its lock")
        self.assertTrue(any(isinstance(step, Repeat) for step in STEPS))

    def test_at_the_end_there_are_two_columns_with_what_was_entered(self) -> None:
        site = Site(rows=20)
        for step in STEPS:
            if isinstance(step, Migrate):
                site.migrate(step.to)
            elif isinstance(step, Repeat):
                site.repeat(step)
            else:
                site.running = [step.release]
        self.assertEqual(self.columns(), {"id", "sku", "amount", "currency"})
        with connection.cursor() as cursor:
            cursor.execute("SELECT id, amount, currency FROM price_tag")
            rows = {pk: (Decimal(str(amount)), currency) for pk, amount, currency in cursor.fetchall()}
        self.assertEqual(rows, site.entered)
        for column in ("amount", "currency"):
            with self.assertRaises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"UPDATE price_tag SET {column} = NULL")

    def test_migrations_are_complete(self) -> None:
        call_command("makemigrations", "--check", "--dry-run", stdout=StringIO())

    def filled(self, site: Site) -> int:
        return site.filled() if "amount" in self.columns() else 0

    def columns(self) -> set[str]:
        with connection.cursor() as cursor:
            described = connection.introspection.get_table_description(cursor, "price_tag")
        return {column.name for column in described}


@skipUnless(connection.vendor == "postgresql", "SQLite has one lock for all")
class LockTests(TransactionTestCase):
    """What a migration sends while twenty workers use the table."""

    def sent(self) -> list[tuple[str, str]]:
        """The statements of all migrations, each with the `lock_timeout` that it ran under."""
        site, sent = Site(rows=20), []

        def watch(execute, sql, params, many, context):
            if str(sql).startswith("ALTER TABLE"):
                with connection.connection.cursor() as cursor:
                    sent.append((str(sql), cursor.execute("SHOW lock_timeout").fetchone()[0]))
            return execute(sql, params, many, context)

        for step in STEPS:
            if isinstance(step, Migrate):
                with connection.execute_wrapper(watch):
                    site.migrate(step.to)
            elif isinstance(step, Repeat):
                site.repeat(step)
            elif isinstance(step, Deploy):
                site.running = [step.release]
        return sent

    def test_no_migration_waits_for_its_lock_without_an_end(self) -> None:
        for sql, timeout in self.sent():
            self.assertNotEqual(timeout, "0", sql)

    def test_rows_are_looked_at_before_a_column_becomes_required(self) -> None:
        statements = [sql for sql, _ in self.sent()]
        required = next(n for n, sql in enumerate(statements) if "SET NOT NULL" in sql)
        self.assertTrue(any("VALIDATE CONSTRAINT" in sql for sql in statements[:required]))
