from functools import partial

import pytest
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F
from django.db.models.signals import post_save

from shop.factories import CustomerFactory, OrderFactory, ProductFactory
from shop.models import Order, OrderLine, Product


class OutOfStock(Exception):
    pass


def line_saved(sender, instance, **kwargs):
    product = instance.product
    product.stock -= instance.quantity
    product.save()
    order = instance.order
    send_mail(
        "Thank you",
        f"Order {order.pk} was received.",
        "shop@example.com",
        [order.customer.email],
    )


@pytest.fixture
def receiver(show):
    post_save.connect(line_saved, sender=OrderLine)
    yield
    post_save.disconnect(line_saved, sender=OrderLine)


def reserve(product_id, quantity):
    updated = Product.objects.filter(
        pk=product_id, stock__gte=quantity
    ).update(stock=F("stock") - quantity)
    if not updated:
        raise OutOfStock(product_id)


def send_confirmation(order_id):
    order = Order.objects.select_related("customer").get(pk=order_id)
    send_mail(
        "Thank you",
        f"Order {order.pk} was received.",
        "shop@example.com",
        [order.customer.email],
    )


def place_order(customer, items):
    with transaction.atomic():
        order = Order.objects.create(customer=customer)
        for product, quantity in items:
            reserve(product.pk, quantity)
            order.lines.create(product=product, quantity=quantity)
        transaction.on_commit(partial(send_confirmation, order.pk))
    return order


def test_receiver_runs_on_every_save(receiver, show, mailoutbox):
    """Two lines and one correction: three mails, and stock for a line is taken twice."""
    order, (kettle, lamp) = OrderFactory(), ProductFactory.create_batch(2)
    with show("receiver", code=line_saved):
        line = order.lines.create(product=kettle, quantity=2)
        order.lines.create(product=lamp, quantity=1)
        line.quantity = 3
        line.save()
        kettle.refresh_from_db()
        print(f"stock 10, sold 3, left: {kettle.stock}")
        print(f"mails: {len(mailoutbox)}")
    assert kettle.stock == 5
    assert len(mailoutbox) == 3


def test_bulk_create_sends_no_signal(receiver, show, mailoutbox):
    """One receiver, four ways to write: two of them pass it by."""
    order, product = OrderFactory(), ProductFactory(stock=10)
    calls = []
    post_save.connect(listener := lambda **kwargs: calls.append(1))
    with show("four-ways-to-write") as block:
        line = OrderLine.objects.create(order=order, product=product)
        print("create:", len(calls))
        OrderLine.objects.bulk_create(
            [OrderLine(order=order, product=product)]
        )
        OrderLine.objects.filter(order=order).update(quantity=2)
        print("bulk_create and update:", len(calls))
        line.save()
        print("save:", len(calls))
    post_save.disconnect(listener)
    # create() and save() each also save the product, inside the receiver.
    assert block.output == "create: 2\nbulk_create and update: 2\nsave: 4\n"


def test_place_order_explicitly(show, mailoutbox):
    """One mail for two lines, and none when the order fails."""
    customer = CustomerFactory()
    kettle, lamp = ProductFactory.create_batch(2)
    with show("place-order", code=place_order) as block:
        place_order(customer, [(kettle, 2), (lamp, 1)])
        print(f"mails: {len(mailoutbox)}")
    assert len(mailoutbox) == 1
    assert block.sql[0] == "BEGIN"
    lamp.stock = 0
    lamp.save()
    with show("place-order-refused", code=place_order, raises=OutOfStock):
        place_order(customer, [(kettle, 1), (lamp, 1)])
    kettle.refresh_from_db()
    assert (kettle.stock, len(mailoutbox), Order.objects.count()) == (8, 1, 1)
