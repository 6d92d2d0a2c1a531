import csv
import sys

from shop.factories import OrderFactory
from shop.models import Order


def rows(orders):
    for order in orders:
        yield [order.pk, order.created, order.status]


def test_rows_one_at_a_time(show):
    """iterator() fetches in chunks and keeps none of them."""
    OrderFactory.create_batch(5)
    with show("generator") as block:

        def rows(orders):
            for order in orders:
                yield [order.pk, order.created, order.status]

        writer = csv.writer(sys.stdout)
        orders = Order.objects.order_by("pk")
        writer.writerows(rows(orders.iterator(chunk_size=2000)))
    assert block.query_count == 1
    assert len(block.output.splitlines()) == 5


def test_prefetch_by_chunk(show):
    """With prefetch_related a chunk size is needed, and each chunk prefetches."""
    OrderFactory.create_batch(5, lines=1)
    orders = Order.objects.prefetch_related("lines").order_by("pk")
    with show("without-chunk-size", raises=ValueError):
        list(orders.iterator())
    with show("by-chunk") as block:
        for order in orders.iterator(chunk_size=2):
            print(order.pk, len(order.lines.all()))
    assert block.query_count == 1 + 3
