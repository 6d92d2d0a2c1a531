import pytest
from django.db.models import Case, Value, When

from shop.factories import CustomerFactory
from shop.models import Order


@pytest.fixture
def old_orders(show):
    customer = CustomerFactory()
    Order.objects.bulk_create(
        Order(customer=customer, partner="ACME" if number % 3 == 0 else None)
        for number in range(2_500)
    )


def test_backfill_in_batches(old_orders, show):
    """Short transactions by key; a second run finds nothing to do."""

    def backfill():
        last = 0
        while ids := list(
            Order.objects.filter(pk__gt=last, channel=None)
            .order_by("pk")
            .values_list("pk", flat=True)[:1000]
        ):
            batch = Order.objects.filter(pk__in=ids, channel=None)
            batch.update(
                channel=Case(
                    When(partner=None, then=Value("web")),
                    default=Value("api"),
                )
            )
            last = ids[-1]

    backfill()
    assert Order.objects.filter(channel="api").count() == 834
    Order.objects.filter(pk__gt=4).delete()
    Order.objects.update(channel=None)
    with show("batches", code=backfill) as block:
        backfill()
        print("left:", Order.objects.filter(channel=None).count())
    assert block.query_count == 4
    with show("again", code=backfill) as again:
        backfill()
    assert again.query_count == 1
