import logging
import re
import threading
import uuid
from collections import Counter
from contextvars import ContextVar

import pytest
from celery import Celery
from celery.signals import before_task_publish, task_postrun, task_prerun
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import path

import shop.celery
from shop.factories import CustomerFactory
from shop.models import Customer, Order

logger = logging.getLogger("shop.follow")
request_id = ContextVar("request_id", default="-")
ALLOWED = re.compile(r"[A-Za-z0-9-]{8,64}")


class RequestIdMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get("X-Request-ID", "")
        new = given if ALLOWED.fullmatch(given) else str(uuid.uuid4())
        token = request_id.set(new)
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = new
            return response
        finally:
            request_id.reset(token)


@pytest.fixture(autouse=True)
def shop_again():
    """A worker makes its app the current one; other samples use the shop's."""
    yield
    shop.celery.app.set_current()
    shop.celery.app.set_default()


def add_to_message(headers, **kwargs):
    headers["shop_request_id"] = request_id.get()


def take_from_message(task, **kwargs):
    given = getattr(task.request, "shop_request_id", request_id.get())
    task.request.token = request_id.set(given)


def give_back(task, **kwargs):
    request_id.reset(task.request.token)


@pytest.fixture
def lines():
    """Lines of the shop's logger are printed, with the request id and who wrote them."""

    class Printing(logging.Handler):
        def emit(self, record):
            print(f"{request_id.get()} {record.getMessage()}")

    handler = Printing()
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    yield
    logger.removeHandler(handler)


@pytest.fixture
def carried():
    before_task_publish.connect(add_to_message)
    task_prerun.connect(take_from_message)
    task_postrun.connect(give_back)
    yield
    before_task_publish.disconnect(add_to_message)
    task_prerun.disconnect(take_from_message)
    task_postrun.disconnect(give_back)


@pytest.mark.real_clock
def test_one_id_through_celery(
    lines, carried, show, settings, urls, real_worker
):
    """The id travels in the message's headers, and the worker sets it for the task."""
    settings.MIDDLEWARE = [f"{__name__}.RequestIdMiddleware"]
    app = Celery("follow", set_as_current=False)
    app.conf.update(
        broker_url="memory://",
        result_backend="cache+memory://",
        broker_transport_options={"polling_interval": 0.01},
    )
    app.conf.worker_hijack_root_logger = False

    @app.task(name="receipt", shared=False)
    def send_receipt(order_id):
        logger.info("receipt of order %s sent", order_id)
        sent.set()

    sent = threading.Event()
    customer = CustomerFactory()

    def place_order(request):
        order = Order.objects.create(customer=customer)
        logger.info("order %s placed", order.pk)
        send_receipt.delay(order.pk)
        return HttpResponse(status=201)

    urls(path("orders/", place_order))
    with show("signals", code=[add_to_message, take_from_message, give_back]):
        pass
    with real_worker(app):
        with show("lines", code=place_order) as block:
            client = Client(headers={"X-Request-ID": "web-0000-0007"})
            client.post("/orders/")
            sent.wait(5)
    assert block.output.splitlines() == [
        "web-0000-0007 order 1 placed",
        "web-0000-0007 receipt of order 1 sent",
    ]


def test_route_not_path(show, settings, urls):
    """A metric has one series per route; paths would give one per order."""
    by_path, by_route = Counter(), Counter()

    def count(get_response):
        def middleware(request):
            response = get_response(request)
            match = request.resolver_match
            route = match.route if match else "(unmatched)"
            by_path[request.path] += 1
            by_route[request.method, route, response.status_code] += 1
            return response

        return middleware

    globals()["count_requests"] = count
    settings.MIDDLEWARE = [f"{__name__}.count_requests"]
    urls(path("orders/<int:pk>/", lambda request, pk: HttpResponse()))
    client = Client()
    with show("series", code=count) as block:
        for number in range(500):
            client.get(f"/orders/{number}/")
        client.get("/wp-login.php")
        print("series by path:", len(by_path))
        for labels, requests in by_route.items():
            print(*labels, requests)
    assert block.output.splitlines() == [
        "series by path: 501",
        "GET orders/<int:pk>/ 200 500",
        "GET (unmatched) 404 1",
    ]


def test_statement_without_the_person(show):
    """The statement has placeholders, unless someone formats the value into it."""
    email = "anna@example.com"
    noted = []

    def note(execute, sql, params, many, context):
        noted.append(sql)
        return execute(sql, params, many, context)

    with show("placeholders", code=note) as block:
        with connection.execute_wrapper(note):
            Customer.objects.filter(email=email).count()
            Customer.objects.extra(where=[f"email = '{email}'"]).count()
        for sql in noted:
            print(sql.partition("WHERE ")[2])
    assert block.output.splitlines() == [
        '"shop_customer"."email" = %s',
        "(email = 'anna@example.com')",
    ]
