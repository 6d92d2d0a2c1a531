from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone

from shop.factories import OrderFactory
from shop.models import Order


def cutoff():
    return timezone.now() - timedelta(days=3)


def open_orders(request):
    orders = Order.objects.filter(status="open")
    orders = orders.order_by("-created")
    newest = orders[0] if orders.exists() else None
    context = {
        "orders": orders,
        "newest": newest,
        "total": orders.count(),
        "late": orders.filter(created__lt=cutoff()),
    }
    return render(request, "open_orders.html", context)


def test_queries_of_a_view(orders, show, rf):
    """Five queries over the same rows."""
    with show("view", code=open_orders) as block:
        open_orders(rf.get("/orders/"))
    assert block.query_count == 5
    Order.objects.all().delete()
    with show("view-without-orders", code=open_orders) as empty:
        open_orders(rf.get("/orders/"))
    assert empty.query_count == 4


def test_load_once(orders, show):
    with show("list") as block:
        orders = list(
            Order.objects.filter(status="open").order_by("-created")
        )
        newest = orders[0] if orders else None
        total = len(orders)
        limit = cutoff()
        late = [order for order in orders if order.created < limit]
    assert block.query_count == 1
    assert (newest.pk, total, late) == (orders[0].pk, 5, [])


def test_laziness(orders, show):
    """Building sends nothing; each fresh index sends; a loaded QuerySet answers itself."""
    with show("built") as built:
        orders = Order.objects.filter(status="open")
        orders = orders.exclude(channel="web").order_by("pk")
    with show("index-twice") as fresh:
        orders[0]
        orders[0]
    with show("loaded") as loaded:
        print(len(orders), orders.count(), orders.exists())
        orders[0]
    with show("all-starts-again") as again:
        len(orders.all())
    assert built.query_count == 0
    assert fresh.query_count == 2
    assert loaded.query_count == 1
    assert again.query_count == 1


def test_number_or_rows(show):
    """What each way to ask "how many" and "any?" makes the database send."""
    OrderFactory.create_batch(3)
    orders = Order.objects.all()
    with show("count-and-exists") as numbers:
        print(orders.count(), orders.exists())
    with show("len-and-bool") as rows:
        print(len(Order.objects.all()), bool(Order.objects.all()))
    assert "COUNT(*)" in numbers.sql[0]
    assert "LIMIT 1" in numbers.sql[1]
    assert all("LIMIT" not in sql for sql in rows.sql)
    assert numbers.output == rows.output
