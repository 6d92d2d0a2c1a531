from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import TestCase
from django.urls import path

from recording.running import run
from shop.factories import OrderFactory
from shop.models import Order

TEMPLATE = "templates-forms/orders.html"


def test_queries_of_a_template(orders, show):
    """The loop sends one query, and each order four more."""
    with show("template", code=f"shop/templates/{TEMPLATE}") as naive:
        render_to_string(TEMPLATE, {"orders": Order.objects.all()})
    assert naive.query_count == 1 + 4 * 5
    with show("loaded-in-the-view") as loaded:
        orders = Order.objects.select_related("customer")
        orders = orders.prefetch_related("lines")
        render_to_string(TEMPLATE, {"orders": orders})
    assert loaded.query_count == 2


def test_template_that_depends_on_less(show):
    """One query for the lines, also without a prefetch."""
    order = OrderFactory(lines=2)
    file = "templates-forms/lines.html"
    with show("with", code=f"shop/templates/{file}") as block:
        render_to_string(file, {"order": order})
    assert block.query_count == 1


def test_first_of_a_prefetch(orders, show):
    """all, count and exists are answered from the prefetch; first is not."""
    with show("first") as block:
        for order in Order.objects.prefetch_related("lines"):
            order.lines.first()
    assert block.query_count == 2 + 5


def order_list(request):
    orders = Order.objects.select_related("customer")
    orders = orders.prefetch_related("lines")
    return HttpResponse(render_to_string(TEMPLATE, {"orders": orders}))


def test_number_of_queries_of_a_page(show, urls):
    urls(path("orders/", order_list))
    with show("test"):

        class OrderListTest(TestCase):
            def setUp(self):
                OrderFactory.create_batch(2, lines=2)

            def test_queries(self):
                with self.assertNumQueries(2):
                    self.client.get("/orders/")

    with show("passes") as block:
        run(OrderListTest)
    assert block.output == "1 run, 0 failed\n"
