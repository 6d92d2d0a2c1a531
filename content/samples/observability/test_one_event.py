import json
from collections import Counter

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from shop.factories import OrderFactory
from shop.models import Order


def one_event(get_response):
    def middleware(request):
        queries = Counter()

        def count(execute, sql, params, many, context):
            queries[sql.split()[0]] += 1
            return execute(sql, params, many, context)

        with connection.execute_wrapper(count):
            response = get_response(request)
        match = request.resolver_match
        event = {
            "request": request.headers.get("X-Request-ID"),
            "route": match.route if match else None,
            "status": response.status_code,
            "queries": queries.total(),
        }
        print(json.dumps(event))
        return response

    return middleware


def test_one_event_per_request(show, settings, urls):
    """One line with fields for each request: what, how it ended, what it cost."""
    settings.MIDDLEWARE = [f"{__name__}.one_event"]
    OrderFactory.create_batch(3, lines=2)

    def order_list(request):
        for order in Order.objects.all():
            list(order.lines.all())
        return HttpResponse()

    def failing(request):
        raise ConnectionError("payment provider")

    urls(path("orders/", order_list), path("pay/", failing))
    with show("events", code=one_event) as block:
        client = Client(raise_request_exception=False)
        client.get("/orders/", headers={"X-Request-ID": "web-0000-0001"})
        client.get("/pay/", headers={"X-Request-ID": "web-0000-0002"})
    lines = [json.loads(line) for line in block.output.splitlines()]
    assert [(line["status"], line["queries"]) for line in lines] == [
        (200, 4),
        (500, 0),
    ]
