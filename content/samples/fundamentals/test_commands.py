from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from shop.factories import OrderFactory
from shop.models import Order

NIGHTLY_CANCEL = 8001


class CancelOldOrders(BaseCommand):
    help = "Cancels open orders that are older than so many days."

    def add_arguments(self, parser):
        parser.add_argument("--days", type=int, default=30)
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *, days, dry_run, **options):
        if days < 1:
            raise CommandError("--days: at least 1", returncode=2)
        limit = timezone.now() - timedelta(days=days)
        old = Order.objects.filter(status="open", created__lt=limit)
        if dry_run:
            self.stdout.write(f"would cancel {old.count()}")
        else:
            done = old.update(status="cancelled")
            self.stdout.write(f"cancelled {done}")


class StockError(Exception):
    pass


class CancelOneByOne(BaseCommand):
    def handle(self, **options):
        failed = []
        for pk in old_orders().values_list("pk", flat=True):
            try:
                cancel(pk)
            except StockError as error:
                self.stderr.write(f"order {pk}: {error}")
                failed.append(pk)
        if failed:
            raise CommandError(f"not cancelled: {failed}")


def old_orders():
    return Order.objects.filter(status="open").order_by("pk")


@transaction.atomic
def cancel(pk):
    """Looks again under the lock: another run may have been here."""
    order = old_orders().select_for_update().filter(pk=pk).first()
    if order is None:
        return
    order.status = "cancelled"
    order.save(update_fields=["status"])
    release_stock(order)


def release_stock(order):
    if order.pk == 2:
        raise StockError("unknown shelf")


@contextmanager
def only_one(key):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        if not cursor.fetchone()[0]:
            raise CommandError("is running already", returncode=75)
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


@pytest.fixture
def old(show):
    long_ago = timezone.now() - timedelta(days=40)
    OrderFactory.create_batch(3, created=long_ago)
    OrderFactory(created=timezone.now())


def test_command_that_may_run_twice(old, show):
    """The condition is in the write, so a second run finds nothing to do."""
    with show("command", code=CancelOldOrders) as block:
        call_command(CancelOldOrders(), dry_run=True)
        call_command(CancelOldOrders(), "--days=30")
        call_command(CancelOldOrders(), "--days=30")
    assert block.output.splitlines() == [
        "would cancel 3",
        "cancelled 3",
        "cancelled 0",
    ]


def test_exit_code(old, show, capsys):
    """What the shell gets, and what a test gets."""
    with show("from-the-shell", raises=SystemExit) as shell:
        argv = ["manage.py", "cancel_old_orders", "--days=0"]
        CancelOldOrders().run_from_argv(argv)
    assert shell.error.code == 2
    with show("call-command", raises=CommandError) as called:
        call_command(CancelOldOrders(), days=0)
    assert called.error.returncode == 2
    # A keyword of call_command() is handed on past the parser.
    with show("keyword", raises=TypeError):
        call_command(CancelOldOrders(), days="30")
    with show("argument") as block:
        call_command(CancelOldOrders(), "--days", "30")
    assert block.output == "cancelled 3\n"


def test_one_bad_order(show):
    """Each order in a transaction of its own; the failed one is told at the end."""
    OrderFactory.create_batch(3)
    with show("loop", code=CancelOneByOne, raises=CommandError) as block:
        call_command(CancelOneByOne())
    assert str(block.error) == "not cancelled: [2]"
    stored = Order.objects.order_by("pk").values_list("status", flat=True)
    assert list(stored) == ["cancelled", "open", "cancelled"]


def test_two_runs_at_once(old, show, sessions):
    """The second run ends at once, with a code of its own."""

    def nightly():
        with only_one(NIGHTLY_CANCEL):
            return Order.objects.filter(status="open").count()

    with show("only-one", code=only_one) as block:
        stage = sessions(block)
        cron = stage.start("Cron", nightly)
        hand = stage.start("By hand", nightly)
        cron.step()
        hand.finish()
        cron.finish()
        print(f"By hand: {hand.error}")
    assert block.output == "By hand: is running already\n"
    assert cron.error is None
