from collections import Counter

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.template.response import TemplateResponse
from django.test import RequestFactory, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import path

from recording.running import run
from shop.factories import OrderFactory
from shop.models import Order


def order_list(request):
    context = {"orders": Order.objects.filter(status="open")}
    return TemplateResponse(request, "my_orders.html", context)


@pytest.fixture(autouse=True)
def addresses(urls):
    urls(path("orders/", order_list))


def test_budget_that_holds_nothing(show):
    """One row, a view that renders later, and a limit with room."""
    with show("view", code=order_list):
        pass
    with show("tests"):

        class OrderListBudget(TestCase):
            @classmethod
            def setUpTestData(cls):
                OrderFactory()

            def test_view(self):
                request = RequestFactory().get("/orders/")
                with CaptureQueriesContext(connection) as sent:
                    order_list(request)
                self.assertLessEqual(len(sent), 10)

            def test_page(self):
                with CaptureQueriesContext(connection) as sent:
                    self.client.get("/orders/")
                self.assertLessEqual(len(sent), 10)

    with show("green") as green:
        run(OrderListBudget)
    assert green.output == "2 run, 0 failed\n"
    with show("not-rendered") as view:
        response = order_list(RequestFactory().get("/orders/"))
    assert view.query_count == 0
    assert not response.is_rendered


def test_count_at_two_sizes(show):
    """What grows with the rows shows itself, without a magic number."""
    with show("growth"):

        class OrderListBudget(TestCase):
            def sent(self):
                with CaptureQueriesContext(connection) as sent:
                    self.client.get("/orders/")
                return len(sent)

            def test_more_orders_same_count(self):
                OrderFactory.create_batch(2)
                few = self.sent()
                OrderFactory.create_batch(3)
                self.assertEqual(self.sent(), few)

    with show("red") as red:
        run(OrderListBudget)
    assert "AssertionError: 6 != 3" in red.output


def test_what_a_count_counts(show):
    """Steps of a transaction count, and a warm cache does not."""

    def sent(action):
        with CaptureQueriesContext(connection) as queries:
            action()
        return len(queries)

    @transaction.atomic
    def write():
        Order.objects.update(status="paid")

    def find_type():
        ContentType.objects.get_for_model(Order)

    ContentType.objects.clear_cache()
    with show("sent", code=[write, find_type]) as block:
        print("write:", sent(write))
        print("find_type:", sent(find_type), "then", sent(find_type))
    assert block.output == "write: 3\nfind_type: 1 then 0\n"


def test_repeated_statements(orders, show):
    """A wrapper that names the statement which was sent again and again."""
    with show("wrapper"):

        class Repeats:
            def __init__(self):
                self.sent = Counter()

            def __call__(self, execute, sql, params, many, context):
                self.sent[sql] += 1
                return execute(sql, params, many, context)

            def check(self, most=3):
                for sql, times in self.sent.items():
                    if times > most:
                        raise AssertionError(f"{times} × {sql}")

    with show("caught", raises=AssertionError):
        repeats = Repeats()
        with connection.execute_wrapper(repeats):
            for order in Order.objects.all():
                print(order.customer.name)
        repeats.check()
