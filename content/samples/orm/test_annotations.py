from decimal import Decimal

import pytest
from django.db.models import (
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    Window,
)
from django.db.models.functions import Coalesce, Rank

from shop.factories import (
    CustomerFactory,
    OrderFactory,
    PaymentFactory,
    ProductFactory,
)
from shop.models import Order, Payment, Product


@pytest.fixture
def order(show):
    """Three lines, and two payments of 10.00 each."""
    order = OrderFactory(lines=3)
    PaymentFactory.create_batch(2, order=order)
    return order


def test_double_count(order, show):
    """Two joins in one query: three lines times two payments."""
    with show("six-and-six") as wrong:
        orders = Order.objects.annotate(
            line_count=Count("lines"),
            payment_count=Count("payments"),
        )
        order = orders.get()
        print(order.line_count, order.payment_count)
    with show("distinct") as right:
        orders = Order.objects.annotate(
            line_count=Count("lines", distinct=True),
            payment_count=Count("payments", distinct=True),
        )
        order = orders.get()
        print(order.line_count, order.payment_count)
    assert wrong.output == "6 6\n"
    assert right.output == "3 2\n"


def test_sum_in_a_subquery(order, show):
    OrderFactory()
    with show("distinct-sum") as wrong:
        orders = Order.objects.annotate(
            paid=Sum("payments__amount", distinct=True)
        )
        print(orders.get(pk=1).paid)
    with show("subquery") as right:
        paid = (
            Payment.objects.filter(order=OuterRef("pk"))
            .order_by()
            .values("order")
            .annotate(total=Sum("amount"))
            .values("total")
        )
        orders = Order.objects.annotate(
            line_count=Count("lines"),
            paid=Coalesce(Subquery(paid), Value(Decimal("0"))),
        )
        for order in orders.order_by("pk"):
            print(order.line_count, order.paid)
    assert wrong.output == "10.00\n"
    assert right.output == "3 20.00\n0 0\n"
    assert right.query_count == 1
    # Beside the count it is grouped by, so it runs for each joined row (three
    # lines, and an order without any); alone it runs for the order shown.
    assert "loops=4" in orders.order_by("pk")[:1].explain(analyze=True)
    alone = Order.objects.annotate(paid=Subquery(paid)).order_by("pk")[:1]
    assert "loops=4" not in alone.explain(analyze=True)


def test_filter_or_exists(order, show):
    """A filter over a relation multiplies as well; Exists() adds no rows."""
    with show("filter") as joined:
        orders = Order.objects.annotate(line_count=Count("lines"))
        print(orders.filter(payments__amount=10)[0].line_count)
    with show("exists") as exists:
        paid_ten = Payment.objects.filter(order=OuterRef("pk"), amount=10)
        orders = Order.objects.annotate(line_count=Count("lines"))
        print(orders.filter(Exists(paid_ten))[0].line_count)
    assert joined.output == "6\n"
    assert exists.output == "3\n"


def test_conditional_count(order, show):
    order.lines.filter(pk=1).update(status="returned")
    with show("count-with-a-filter") as block:
        orders = Order.objects.annotate(
            sold=Count("lines", filter=Q(lines__status="sold")),
            returned=Count("lines", filter=Q(lines__status="returned")),
        )
        order = orders.get()
        print(order.sold, order.returned)
    assert block.output == "2 1\n"
    assert block.query_count == 1


def test_window_rank(show):
    """The dearest order of each customer, in one query."""
    for name, amounts in (("Anna", (30, 50)), ("Boris", (20,))):
        customer = CustomerFactory(name=name)
        for amount in amounts:
            order = OrderFactory(customer=customer)
            PaymentFactory(order=order, amount=amount)
    with show("window") as block:
        ranked = Payment.objects.annotate(
            place=Window(
                Rank(),
                partition_by=F("order__customer"),
                order_by=F("amount").desc(),
            )
        ).select_related("order__customer")
        for payment in ranked.filter(place=1).order_by("pk"):
            print(payment.order.customer.name, payment.amount)
    assert block.output == "Anna 50.00\nBoris 20.00\n"
    assert block.query_count == 1


def test_q_objects(show):
    """OR, NOT and XOR, and what becomes of NULL under NOT."""
    for country, stock in ((1, 0), (2, 5)):
        ProductFactory(price=country, stock=stock)
    with show("xor") as block:
        cheap, sold_out = Q(price__lt=2), Q(stock=0)
        print(Product.objects.filter(cheap | sold_out).count())
        print(Product.objects.filter(cheap ^ sold_out).count())
        print(Product.objects.filter(~sold_out).count())
    assert block.output == "1\n0\n1\n"


def test_upsert(show):
    """Insert or update in one statement."""
    ProductFactory(sku="SKU-1", name="Kettle", price=10)
    with show("update-conflicts") as block:
        Product.objects.bulk_create(
            [
                Product(sku="SKU-1", name="Kettle", price=12),
                Product(sku="SKU-2", name="Lamp", price=30),
            ],
            update_conflicts=True,
            unique_fields=["sku"],
            update_fields=["price"],
        )
        print(Product.objects.values_list("sku", "price").order_by("pk"))
    assert Product.objects.get(sku="SKU-1").price == 12
    assert any("ON CONFLICT" in sql for sql in block.sql)
