from functools import partial
from unittest.mock import patch

import pytest
from celery import shared_task
from django.core.mail import send_mail
from django.db import transaction
from django.shortcuts import redirect
from django.test import TestCase

from recording.running import run
from shop.celery import app
from shop.factories import CustomerFactory, UserFactory
from shop.models import Order


@shared_task
def send_receipt(order_id):
    order = Order.objects.select_related("customer").get(pk=order_id)
    send_mail("Your receipt", str(order), None, [order.customer.email])


class OutOfStock(Exception):
    pass


def reserve_stock(order):
    """As a shop where the last one has just been sold."""
    raise OutOfStock(order.pk)


@transaction.atomic
def place_order(request):
    order = Order.objects.create(customer=request.user.customer)
    send_receipt.delay(order.pk)
    reserve_stock(order)
    return redirect("order-detail", pk=order.pk)


def place_order_for(customer):
    with transaction.atomic():
        order = Order.objects.create(customer=customer)
        transaction.on_commit(partial(send_receipt.delay, order.pk))
    return order


@pytest.fixture
def eager():
    """Tasks run at once, in the process that sends them."""
    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = False


def test_sent_before_commit(eager, show, rf, mailoutbox):
    """The order is rolled back, and its receipt is already out."""
    request = rf.post("/orders/")
    request.user = UserFactory()
    CustomerFactory(user=request.user)
    with show("view", code=place_order, raises=OutOfStock):
        place_order(request)
    assert Order.objects.count() == 0
    assert len(mailoutbox) == 1


def test_sent_after_commit(eager, customer, show, mailoutbox):
    """The message leaves after COMMIT, and not at all after a rollback."""
    with show("on-commit") as block:
        with transaction.atomic():
            order = Order.objects.create(customer=customer)
            transaction.on_commit(partial(send_receipt.delay, order.pk))
            print("mails in the block:", len(mailoutbox))
        print("mails after it:", len(mailoutbox))
    assert block.output == "mails in the block: 0\nmails after it: 1\n"
    assert block.sql.index("COMMIT") < len(block.sql) - 1
    with show("delay-on-commit") as own:
        with transaction.atomic():
            result = send_receipt.delay_on_commit(order.pk)
            print("task id:", result)
    assert own.output == "task id: None\n"
    assert len(mailoutbox) == 2


def test_testing_what_waits_for_commit(show):
    with show("test"):

        class ReceiptTest(TestCase):
            def test_receipt_is_sent_after_commit(self):
                customer = CustomerFactory()
                with patch.object(send_receipt, "delay") as delay:
                    with self.captureOnCommitCallbacks() as callbacks:
                        order = place_order_for(customer)
                    delay.assert_not_called()
                    for callback in callbacks:
                        callback()
                delay.assert_called_once_with(order.pk)

    with show("passes") as block:
        run(ReceiptTest)
    assert block.output == "1 run, 0 failed\n"


@pytest.mark.real_clock
def test_real_worker(customer, real_worker, show):
    """A worker with a connection of its own cannot see an uncommitted order."""
    seen = []

    @app.task
    def look(order_id):
        seen.append(Order.objects.filter(pk=order_id).exists())

    with real_worker(app):
        with show("worker") as block:
            with transaction.atomic():
                order = Order.objects.create(customer=customer)
                look.delay(order.pk).get(timeout=5)
                print("before the commit:", seen[-1])
            look.delay(order.pk).get(timeout=5)
            print("after the commit:", seen[-1])
    app.tasks.unregister(look.name)
    assert (
        block.output == "before the commit: False\nafter the commit: True\n"
    )
