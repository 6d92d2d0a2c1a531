from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, models
from django.db.models import Q
from django.db.models.functions import Lower

from shop.models import Customer, Order

DAY = datetime(2026, 1, 1, tzinfo=UTC)


def analyze():
    """Fresh statistics, and a visibility map for index-only scans."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) shop_order, shop_customer")


@pytest.fixture
def many_orders(show):
    """20,000 orders of 20 customers; one in ten is open."""
    Customer.objects.bulk_create(
        Customer(name=f"Customer {number}", email=f"C{number}@Example.com")
        for number in range(1, 21)
    )
    Order.objects.bulk_create(
        (
            Order(
                customer_id=number % 20 + 1,
                status="open" if number // 20 % 10 == 0 else "done",
                created=DAY + timedelta(minutes=number * 7919 % 20_000),
            )
            for number in range(20_000)
        ),
        batch_size=5_000,
    )
    analyze()


@pytest.fixture
def add_index(many_orders):
    added = []

    def add(model, index):
        with connection.schema_editor() as editor:
            editor.add_index(model, index)
        added.append((model, index))
        analyze()

    yield add
    for model, index in added:
        with connection.schema_editor() as editor:
            editor.remove_index(model, index)


def open_orders():
    return Order.objects.filter(customer=1, status="open").order_by(
        "-created"
    )


def test_index_for_a_list(add_index, show):
    """Before: every order of the customer is read, filtered and sorted."""
    customer = Customer.objects.get(pk=1)
    with show("query") as before:
        orders = Order.objects.filter(
            customer=customer, status="open"
        ).order_by("-created")[:20]
    assert "Sort" in before.explain(orders)
    with show("composite") as after:
        index = models.Index(
            fields=["customer", "status", "-created"],
            name="order_customer_status_created",
        )
    add_index(Order, index)
    plan = after.explain(orders)
    assert "order_customer_status_created" in plan
    assert "Sort" not in plan


def test_partial_index(add_index, show):
    """It serves only queries that contain its condition."""
    with show("index") as block:
        index = models.Index(
            fields=["customer", "-created"],
            name="order_open",
            condition=Q(status="open"),
        )
    add_index(Order, index)
    with show("served") as served:
        orders = Order.objects.filter(customer=1, status="open")
        orders = orders.order_by("-created")[:20]
    assert "order_open" in served.explain(orders)
    with show("not-served") as other:
        orders = Order.objects.filter(customer=1, status="done")
        orders = orders.order_by("-created")[:20]
    assert "order_open" not in other.explain(orders)
    assert block.query_count == 0


def test_covering_index(add_index, show):
    """With every column in the index the table is not read."""
    plain = models.Index(
        fields=["customer", "-created"], name="order_by_date"
    )
    add_index(Order, plain)
    with show("query") as before:
        columns = Order.objects.filter(customer=1).order_by("-created")
        columns = columns.values_list("created", "status")[:20]
    assert "Index Scan using order_by_date" in before.explain(
        columns, analyze=True
    )
    with show("covering") as after:
        index = models.Index(
            fields=["customer", "-created"],
            include=["status"],
            name="order_covering",
        )
    add_index(Order, index)
    plan = after.explain(columns, analyze=True)
    assert "Index Only Scan" in plan
    assert "Heap Fetches: 0" in plan


def test_expression_index(add_index, show):
    """A plain index does not serve LOWER(email); one on the expression does."""
    with show("lookup") as before:
        customers = Customer.objects.annotate(
            lower_email=Lower("email")
        ).filter(lower_email="c7@example.com")
    Customer.objects.bulk_create(
        Customer(name="more", email=f"D{number}@Example.com")
        for number in range(5_000)
    )
    analyze()
    assert "Seq Scan" in before.explain(customers)
    with show("index-on-lower") as after:
        index = models.Index(Lower("email"), name="customer_lower_email")
    add_index(Customer, index)
    assert "customer_lower_email" in after.explain(customers)
