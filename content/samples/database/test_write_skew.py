from functools import wraps
from types import SimpleNamespace

import pytest
from django.db import (
    IntegrityError,
    OperationalError,
    connection,
    connections,
    models,
    transaction,
)
from django.db.backends.postgresql.psycopg_any import IsolationLevel
from django.db.models import F, Q, Sum
from django.test.utils import isolate_apps

from shop.factories import OrderFactory, PaymentFactory, ProductFactory
from shop.models import Order, Payment, Product

LEVELS = (
    IsolationLevel.READ_COMMITTED,
    IsolationLevel.REPEATABLE_READ,
    IsolationLevel.SERIALIZABLE,
)


class TooMuch(Exception):
    pass


@pytest.fixture
def order(show):
    """An order of which 100 have been paid, and nothing has been refunded."""
    order = OrderFactory()
    PaymentFactory(order=order, amount=100, status="paid")
    return order


def refunded():
    rows = Payment.objects.filter(status="refund")
    return f"{rows.aggregate(sum=Sum('amount', default=0))['sum']:.0f}"


def balance(payments):
    return sum(
        payment.amount if payment.status == "paid" else -payment.amount
        for payment in payments
    )


def refund(order_id, amount):
    with transaction.atomic():
        order = Order.objects.get(pk=order_id)
        if amount > balance(order.payments.all()):
            raise TooMuch(order_id)
        order.payments.create(amount=amount, status="refund")


def refund_under_lock(order_id, amount):
    with transaction.atomic():
        orders = Order.objects.select_for_update(no_key=True)
        order = orders.get(pk=order_id)
        if amount > balance(order.payments.all()):
            raise TooMuch(order_id)
        order.payments.create(amount=amount, status="refund")


def take_one(product_id):
    with transaction.atomic():
        product = Product.objects.get(pk=product_id)
        product.stock -= 1
        product.save(update_fields=["stock"])


def unseen():
    """A block for sessions whose steps no page shows."""
    return SimpleNamespace(timeline=[])


def both(stage, function, *args):
    """Both read before either writes, unless one waits; then Anna goes on first."""
    anna = stage.start("Anna", function, *args)
    boris = stage.start("Boris", function, *args)
    return take_turns(anna, boris)


def take_turns(anna, boris):
    for session in (anna, boris):
        while session.at.startswith(("SELECT", "SET")):
            session.step()
            if session.waiting:
                break
    anna.finish()
    boris.finish()
    return anna, boris


def test_write_skew(order, show, sessions):
    """Each reads a sum that the other is about to change, and inserts a row of its own."""
    with show("refund", code=[balance, refund]) as block:
        anna, boris = both(sessions(block), refund, order.pk, 60)
        print(f"paid 100, refunded {refunded()}")
    assert (anna.error, boris.error) == (None, None)
    assert block.output == "paid 100, refunded 120\n"
    assert not any("waitsFor" in step for step in block.timeline)


def test_which_rows_to_lock(order, show, sessions):
    """Locked payments do not stop a new one; the locked order does."""

    def refund(order_id, amount):
        with transaction.atomic():
            rows = Payment.objects.filter(order=order_id)
            if amount > balance(rows.select_for_update()):
                raise TooMuch(order_id)
            rows.create(order_id=order_id, amount=amount, status="refund")

    with show("lock-the-payments", code=refund) as block:
        anna, boris = both(sessions(block), refund, order.pk, 60)
        print(f"paid 100, refunded {refunded()}")
    assert (anna.error, boris.error) == (None, None)
    assert any("waitsFor" in step for step in block.timeline)
    assert block.output == "paid 100, refunded 120\n"
    Payment.objects.filter(status="refund").delete()

    with show("lock-the-order", code=refund_under_lock) as block:
        anna, boris = both(sessions(block), refund_under_lock, order.pk, 60)
        print(f"Boris: {type(boris.error).__name__}")
        print(f"paid 100, refunded {refunded()}")
    assert isinstance(boris.error, TooMuch)
    assert block.output.endswith("refunded 60\n")
    Payment.objects.filter(status="refund").delete()
    without_a_lock = globals()["refund"]

    def refund(order_id, amount):
        with transaction.atomic():
            lock = "SELECT pg_advisory_xact_lock(%s)"
            connection.cursor().execute(lock, [order_id])
            without_a_lock(order_id, amount)

    with show("advisory-lock", code=refund) as block:
        anna, boris = both(sessions(unseen()), refund, order.pk, 60)
        print(f"Boris: {type(boris.error).__name__}")
        print(f"paid 100, refunded {refunded()}")
    assert block.output == "Boris: TooMuch\npaid 100, refunded 60\n"


def test_what_each_level_stops(order, show, sessions, monkeypatch):
    """Repeatable read refuses the lost update, and lets write skew through."""
    product = ProductFactory()

    def session(stage, name, level, function, *args):
        options = {"isolation_level": level}
        settings = connections.settings["default"]
        monkeypatch.setitem(settings, "OPTIONS", options)
        return stage.start(name, function, *args)

    def race(function, pk, level, other_level=None):
        Payment.objects.filter(status="refund").delete()
        args = [pk] if function is take_one else [pk, 60]
        stage = sessions(unseen())
        _, boris = take_turns(
            session(stage, "Anna", level, function, *args),
            session(stage, "Boris", other_level or level, function, *args),
        )
        if isinstance(boris.error, OperationalError):
            return f"error {boris.error.__cause__.sqlstate}"
        return type(boris.error).__name__ if boris.error else "both commit"

    outcomes = {
        level.name: {
            "take_one": race(take_one, product.pk, level),
            "refund": race(refund, order.pk, level),
            "refund_under_lock": race(refund_under_lock, order.pk, level),
        }
        for level in LEVELS
    }
    outcomes["READ_COMMITTED and SERIALIZABLE"] = {
        "refund": race(refund, order.pk, LEVELS[0], LEVELS[-1])
    }
    with show("levels", code=take_one) as block:
        for level, results in outcomes.items():
            print(level)
            for function, result in results.items():
                print(f"  {function}: {result}")
    assert block.output.splitlines() == [
        "READ_COMMITTED",
        "  take_one: both commit",
        "  refund: both commit",
        "  refund_under_lock: TooMuch",
        "REPEATABLE_READ",
        "  take_one: error 40001",
        "  refund: both commit",
        "  refund_under_lock: both commit",
        "SERIALIZABLE",
        "  take_one: error 40001",
        "  refund: error 40001",
        "  refund_under_lock: error 40001",
        "READ_COMMITTED and SERIALIZABLE",
        "  refund: both commit",
    ]


def serializable(unit_of_work, attempts=3):
    level = "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"

    @wraps(unit_of_work)
    def retried(*args):
        for attempt in range(1, attempts + 1):
            try:
                with transaction.atomic(durable=True):
                    connection.cursor().execute(level)
                    return unit_of_work(*args)
            except OperationalError as error:
                state = error.__cause__.sqlstate
                again = state in ("40001", "40P01")
                if not again or attempt == attempts:
                    raise

    return retried


def insert_refund(order_id, amount):
    order = Order.objects.get(pk=order_id)
    if amount > balance(order.payments.all()):
        raise TooMuch(order_id)
    order.payments.create(amount=amount, status="refund")


def test_serializable_and_retry(order, show, sessions):
    """One is ended by the database, runs again and is refused by the rule."""
    refund_once = serializable(insert_refund)
    with show("serializable", code=serializable) as block:
        anna, boris = both(sessions(block), refund_once, order.pk, 60)
        print(f"Boris: {type(boris.error).__name__}")
        print(f"paid 100, refunded {refunded()}")
    assert anna.error is None
    assert isinstance(boris.error, TooMuch)
    assert block.output.endswith("refunded 60\n")
    errors = [step.get("error", "") for step in block.timeline]
    assert sum("could not serialize" in error for error in errors) == 1


def test_rule_in_one_row(show, create_table, sessions):
    """The sum as a column: one row to meet on, and a constraint on it."""
    with isolate_apps("shop"):

        class Account(models.Model):
            paid = models.IntegerField(default=0)
            refunded = models.IntegerField(default=0)

            class Meta:
                app_label = "shop"
                constraints = [
                    models.CheckConstraint(
                        condition=Q(refunded__lte=F("paid")),
                        name="refunded_at_most_paid",
                    )
                ]

    create_table(Account)
    account = Account.objects.create(paid=100)

    def refund(account_id, amount):
        Account.objects.filter(pk=account_id).update(
            refunded=F("refunded") + amount
        )

    with show("one-row", code=[Account, refund]) as block:
        stage = sessions(block)

        def refund_in_transaction(pk):
            with transaction.atomic():
                refund(pk, 60)

        anna = stage.start("Anna", refund_in_transaction, account.pk)
        boris = stage.start("Boris", refund_in_transaction, account.pk)
        anna.step()
        boris.step()
        anna.finish()
        boris.finish()
    assert isinstance(boris.error, IntegrityError)
