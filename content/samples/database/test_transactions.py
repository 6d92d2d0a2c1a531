import pytest
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from shop.factories import OrderFactory
from shop.models import Invoice, Job, Order


@pytest.fixture
def order(show):
    order = OrderFactory()
    Invoice.objects.create(order=order, number=1)
    return order


def test_broken_block(order, show):
    """After a database error the block refuses every query."""
    with show("error-inside", raises=TransactionManagementError) as block:
        with transaction.atomic():
            try:
                Invoice.objects.create(order=order, number=1)
            except IntegrityError:
                Invoice.objects.create(order=order, number=2)
    assert block.sql[-1] == "ROLLBACK"
    with show("savepoint") as saved:
        with transaction.atomic():
            try:
                with transaction.atomic():
                    Invoice.objects.create(order=order, number=1)
            except IntegrityError:
                Invoice.objects.create(order=order, number=2)
    assert any("ROLLBACK TO SAVEPOINT" in sql for sql in saved.sql)
    assert Invoice.objects.count() == 2


def test_on_commit(show):
    """Callbacks run after COMMIT, and never after a rollback."""
    with show("commit") as block:
        with transaction.atomic():
            job = Job.objects.create()
            transaction.on_commit(lambda: print("send mail"))
            print("still in the block")
    assert block.output == "still in the block\nsend mail\n"
    with show("rollback", raises=ZeroDivisionError) as undone:
        with transaction.atomic():
            Job.objects.create()
            transaction.on_commit(lambda: print("send mail"))
            1 / 0  # noqa: B018
    assert undone.output == ""
    assert list(Job.objects.all()) == [job]


def test_nested_atomic(show):
    """An inner block is a savepoint; its callbacks wait for the outer COMMIT."""
    with show("nested") as block:
        with transaction.atomic():
            Job.objects.create(state="outer")
            try:
                with transaction.atomic():
                    Job.objects.create(state="inner")
                    transaction.on_commit(lambda: print("inner"))
                    raise ValueError
            except ValueError:
                print("inner block undone")
            transaction.on_commit(lambda: print("outer"))
    assert block.output == "inner block undone\nouter\n"
    assert [job.state for job in Job.objects.all()] == ["outer"]
    with show("durable", raises=RuntimeError):
        with transaction.atomic(), transaction.atomic(durable=True):
            Job.objects.create()


def place(request):
    OrderFactory()
    print("in a transaction:", connection.in_atomic_block)
    raise RuntimeError("the payment failed")


def test_atomic_requests(show, urls, settings):
    """Off by default: what a failing view wrote before the error stays."""
    urls(path("orders/", place), path("", lambda request: HttpResponse()))
    client = Client(raise_request_exception=False)
    with show("autocommit", code=place):
        client.post("/orders/")
        print("orders stored:", Order.objects.count())
    assert Order.objects.count() == 1
    Order.objects.all().delete()
    connection.settings_dict["ATOMIC_REQUESTS"] = True
    try:
        with show("atomic-requests", code=place):
            client.post("/orders/")
            print("orders stored:", Order.objects.count())
    finally:
        connection.settings_dict["ATOMIC_REQUESTS"] = False
    assert Order.objects.count() == 0
