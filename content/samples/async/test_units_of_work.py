import asyncio
import json

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.core.handlers.asgi import ASGIHandler
from django.db import connection, transaction
from django.http import JsonResponse
from django.urls import path

from shop.factories import OrderFactory
from shop.models import Order, Payment

pytestmark = pytest.mark.real_clock


class Declined(Exception):
    pass


class Provider:
    """A payment provider that declines one order and takes its time."""

    def __init__(self, declines):
        self.declines = declines
        self.asked = 0
        self.both = asyncio.Event()

    async def charge(self, order_id):
        self.asked += 1
        if self.asked == 2:
            self.both.set()
        await asyncio.wait_for(self.both.wait(), 5)
        if order_id == self.declines:
            raise Declined(order_id)
        await asyncio.sleep(0.02)


class AsyncAtomic:
    async def __aenter__(self):
        self.atomic = transaction.atomic()
        await sync_to_async(self.atomic.__enter__)()

    async def __aexit__(self, *error):
        await sync_to_async(self.atomic.__exit__)(*error)


def test_two_payments_together(show):
    """Two units of work share a connection, and each ends the other's savepoint."""
    OrderFactory.create_batch(2)

    async def pay(order_id):
        async with AsyncAtomic():
            await Payment.objects.acreate(order_id=order_id)
            await provider.charge(order_id)

    async def pay_all(order_ids):
        return await asyncio.gather(
            *(pay(order_id) for order_id in order_ids),
            return_exceptions=True,
        )

    with show("helper", code=[AsyncAtomic, pay, pay_all]):
        pass
    provider = Provider(declines=1)
    with show("what-happened") as block:
        outcomes = async_to_sync(pay_all)([1, 2])
        print("order 1:", repr(outcomes[0]))
        print("order 2:", repr(outcomes[1]))
        paid = Payment.objects.values_list("order_id", flat=True)
        print("payments of orders:", list(paid))
    assert block.output.splitlines() == [
        "order 1: Declined(1)",
        "order 2: None",
        "payments of orders: []",
    ]
    verbs = [sql.split()[0] for sql in block.sql[:-1]]
    assert verbs == (
        ["BEGIN", "SAVEPOINT", "INSERT", "INSERT"]
        + ["ROLLBACK", "RELEASE", "COMMIT"]
    )


def test_one_unit_one_function(show):
    """The call stands outside, each unit of work is one synchronous function."""
    OrderFactory.create_batch(2)

    def record_payment(order_id):
        with transaction.atomic():
            order = Order.objects.select_for_update().get(pk=order_id)
            Payment.objects.create(order=order, status="captured")
            order.status = "paid"
            order.save(update_fields=["status"])

    async def pay(order_id):
        await provider.charge(order_id)
        await sync_to_async(record_payment)(order_id)

    provider = Provider(declines=1)

    with show("unit", code=[record_payment, pay]) as block:

        async def pay_both():
            return await asyncio.gather(
                pay(1), pay(2), return_exceptions=True
            )

        print(async_to_sync(pay_both)())
        for order in Order.objects.order_by("pk"):
            print(order, order.status, order.payments.count())
    assert block.output.splitlines() == [
        "[Declined(1), None]",
        "Order 1 open 0",
        "Order 2 paid 1",
    ]


def test_threads_and_connections(show, urls):
    """One thread and one connection for each request, however many tasks it has."""

    def connection_number():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            return cursor.fetchone()[0]

    async def view(request):
        number = sync_to_async(connection_number)
        numbers = await asyncio.gather(number(), number())
        return JsonResponse({"connections": numbers})

    async def get(application, path):
        headers = [(b"host", b"testserver")]
        scope = {"type": "http", "method": "GET", "path": path}
        scope["headers"] = headers
        call = ApplicationCommunicator(application, scope)
        await call.send_input({"type": "http.request"})
        await call.receive_output(5)
        body = await call.receive_output(5)
        await call.wait(5)
        return json.loads(body["body"])["connections"]

    urls(path("numbers/", view))
    with show("connections", code=[connection_number, view]) as block:

        async def two_requests():
            application = ASGIHandler()
            first, second = await asyncio.gather(
                get(application, "/numbers/"), get(application, "/numbers/")
            )
            print("connections in one request:", len(set(first)))
            print("connections in two:", len({*first, *second}))

        asyncio.run(two_requests())
    assert block.output.splitlines() == [
        "connections in one request: 1",
        "connections in two: 2",
    ]
