from django.db import connection
from django.db.models import Sum
from django.shortcuts import render

from shop.models import Order


def order_list(request):
    orders = [o for o in Order.objects.all() if o.status == "open"]
    return render(request, "order_list.html", {"orders": orders[:50]})


class QueryCounter:
    def __init__(self):
        self.count = 0

    def __call__(self, execute, sql, params, many, context):
        self.count += 1
        return execute(sql, params, many, context)


def test_property_that_queries(orders, show, rf):
    """A property that filters is a query per row, whatever was prefetched."""
    with show("view", code=[Order.units.fget, order_list]) as block:
        order_list(rf.get("/orders/"))
    assert block.query_count == 1 + 2 * 5
    with show("prefetch-does-not-help") as prefetched:
        for order in Order.objects.prefetch_related("lines"):
            print(order.units)
    assert prefetched.query_count == 2 + 5


def test_sum_in_sql(orders, show):
    with show("annotate") as block:
        orders = (
            Order.objects.filter(status="open")
            .select_related("customer")
            .annotate(unit_count=Sum("lines__quantity", default=0))
            .order_by("-created", "id")[:50]
        )
        for order in orders:
            print(order.customer.name, order.unit_count)
    assert block.query_count == 1


def test_count_without_debug(orders, show, rf, settings):
    """connection.queries is empty without DEBUG; a wrapper counts all the same."""
    get_response, request = order_list, rf.get("/orders/")
    assert settings.DEBUG is False
    with show("query-counter", code=QueryCounter):
        counter = QueryCounter()
        with connection.execute_wrapper(counter):
            get_response(request)
        print(f"{counter.count} queries")
    assert counter.count == 1 + 2 * 5
