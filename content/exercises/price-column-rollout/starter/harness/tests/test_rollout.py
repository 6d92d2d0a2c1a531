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
            before = site.rows()
            site.take(step)
            if isinstance(step, Migrate):
                changed = site.changed_since(before)
                self.assertLess(
                    changed, 500, f"{step} writes rows under its lock, or values that nobody entered"
                )
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

    def columns(self) -> set[str]:
        with connection.cursor() as cursor:
            described = connection.introspection.get_table_description(cursor, "price_tag")
        return {column.name for column in described}


@skipUnless(connection.vendor == "postgresql", "SQLite has one lock for all")
class LockTests(TransactionTestCase):
    """What a migration sends while twenty workers use the table."""

    def sent(self) -> list[tuple[str, str, str]]:
        """What all migrations send: the statement, the `lock_timeout` it ran under, and its transaction."""
        site, sent = Site(rows=20), []

        def watch(execute, sql, params, many, context):
            words = " ".join(str(sql).upper().split())
            if "ALTER TABLE" in words:
                with connection.connection.cursor() as cursor:
                    cursor.execute("SELECT current_setting('lock_timeout'), txid_current()::text")
                    sent.append((words, *cursor.fetchone()))
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
        for words, timeout, _ in self.sent():
            self.assertTrue(timeout != "0" or "SET LOCAL LOCK_TIMEOUT" in words, words)

    def test_rows_are_looked_at_while_people_write(self) -> None:
        """A check that is validated in a transaction of its own, before a column becomes required."""
        sent = self.sent()
        validated = [number for number, (words, *_) in enumerate(sent) if "VALIDATE CONSTRAINT" in words]
        self.assertTrue(validated, "all rows are read under the strongest lock")
        for number, (words, _, transaction_id) in enumerate(sent):
            if "SET NOT NULL" in words:
                self.assertLess(validated[0], number, words)
            if "SET NOT NULL" in words or "NOT VALID" in words:
                others = {sent[other][2] for other in validated}
                self.assertNotIn(transaction_id, others, f"{words} keeps its lock while rows are read")
