from datetime import timedelta

import pytest
from django.db import connection, models
from django.db.models import Q
from django.utils import timezone

from shop.factories import CustomerFactory, OrderFactory
from shop.models import Order


@pytest.fixture
def long_list(show):
    """50,000 orders, ten in each minute, with an index in the order of the list."""
    customer = CustomerFactory()
    start = timezone.now() - timedelta(days=40)
    Order.objects.bulk_create(
        (
            Order(
                customer=customer,
                created=start + timedelta(minutes=number // 10),
            )
            for number in range(50_000)
        ),
        batch_size=10_000,
    )
    index = models.Index(fields=["created", "id"], name="order_created_id")
    with connection.schema_editor() as editor:
        editor.add_index(Order, index)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE shop_order")
    yield
    with connection.schema_editor() as editor:
        editor.remove_index(Order, index)


def test_offset_or_keyset(long_list, show):
    """Rows that the database walks over to return five of them, far down the list."""
    with show("offset") as offset:
        page = Order.objects.order_by("created", "pk")[40_000:40_005]
        last = page[0]
    walked = offset.explain(page, analyze=True)
    with show("either-or") as disjunction:
        page = Order.objects.filter(
            Q(created__gt=last.created)
            | Q(created=last.created, pk__gt=last.pk)
        ).order_by("created", "pk")[:5]
    filtered = disjunction.explain(page, analyze=True)
    with show("with-a-bound") as bound:
        page = (
            Order.objects.filter(created__gte=last.created)
            .filter(Q(created__gt=last.created) | Q(pk__gt=last.pk))
            .order_by("created", "pk")[:5]
        )
    entered = bound.explain(page, analyze=True)
    assert "rows=40005" in walked
    assert "Rows Removed by Filter: 40001" in filtered
    assert "Index Cond" in entered
    assert "Rows Removed by Filter: 1" in entered


def test_moving_list(show):
    """A new order on top moves every page by one."""
    OrderFactory.create_batch(6)

    def page(number):
        start = (number - 1) * 3
        return list(
            Order.objects.order_by("-pk")[start : start + 3].values_list(
                "pk", flat=True
            )
        )

    with show("offset-pages", code=page):
        print(page(1))
        OrderFactory()
        print(page(2))
    assert page(2) == [4, 3, 2]

    def after(last):
        orders = Order.objects.order_by("-pk")
        if last is not None:
            orders = orders.filter(pk__lt=last)
        return list(orders[:3].values_list("pk", flat=True))

    with show("keyset-pages", code=after) as keyset:
        print(first := after(None))
        OrderFactory()
        print(after(first[-1]))
    assert keyset.output == "[7, 6, 5]\n[4, 3, 2]\n"
