import asyncio
import time

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.core.exceptions import SynchronousOnlyOperation
from django.db import transaction
from django.http import JsonResponse
from django.test import AsyncClient
from django.urls import path

from shop.factories import OrderFactory
from shop.models import Order

pytestmark = pytest.mark.real_clock

SUPPLIERS = ("north", "south", "east")


def test_waiting_together(show):
    """gather() starts all before the first is done; awaits in a row do not."""

    async def fetch_price(client, supplier):
        print("ask", supplier)
        await asyncio.sleep(0.02)
        print("got", supplier)
        return 10

    client, suppliers = None, SUPPLIERS
    with show("gather") as together:

        async def prices():
            return await asyncio.gather(
                *(fetch_price(client, supplier) for supplier in suppliers)
            )

        async_to_sync(prices)()
    with show("in-a-row") as apart:

        async def prices():
            return [
                await fetch_price(client, supplier) for supplier in suppliers
            ]

        async_to_sync(prices)()
    asked = ["ask north", "ask south", "ask east"]
    assert together.output.splitlines()[:3] == asked
    assert apart.output.splitlines()[:2] == ["ask north", "got north"]


def test_blocking_the_loop(show):
    """time.sleep() in a coroutine stops every other one."""

    async def blocking(name):
        print("start", name)
        time.sleep(0.01)
        print("end", name)

    async def waiting(name):
        print("start", name)
        await asyncio.sleep(0.01)
        print("end", name)

    async def moved(name):
        print("start", name)
        await sync_to_async(time.sleep)(0.01)
        print("end", name)

    async def both(step):
        await asyncio.gather(step("Anna"), step("Boris"))

    with show("blocks", code=blocking) as blocked:
        async_to_sync(both)(blocking)
    with show("waits", code=waiting) as awaited:
        async_to_sync(both)(waiting)
    with show("moved-to-a-thread", code=moved) as threaded:
        async_to_sync(both)(moved)
    assert blocked.output.split() == (
        ["start", "Anna", "end", "Anna", "start", "Boris", "end", "Boris"]
    )
    assert awaited.output.split()[:4] == ["start", "Anna", "start", "Boris"]
    assert threaded.output.split()[:4] == ["start", "Anna", "start", "Boris"]


def test_orm_in_a_coroutine(show, urls):
    """The ORM refuses to block the loop; its async methods use a thread."""
    OrderFactory.create_batch(2)

    async def blocking_view(request):
        orders = list(Order.objects.values_list("pk", flat=True))
        return JsonResponse({"orders": orders})

    async def async_view(request):
        orders = [order.pk async for order in Order.objects.all()]
        return JsonResponse({"orders": orders})

    urls(path("blocking/", blocking_view), path("async/", async_view))
    with show("refused", code=blocking_view, raises=SynchronousOnlyOperation):
        async_to_sync(AsyncClient().get)("/blocking/")
    with show("async-for", code=async_view) as block:
        async_to_sync(AsyncClient().get)("/async/")
    assert block.responses == [200]
    assert block.query_count == 1


def test_transaction_in_a_coroutine(show):
    """A unit of work goes as one synchronous function to the thread."""

    async def awaits_in_a_row():
        async with transaction.atomic():
            await Order.objects.acreate()

    with show("async-with", code=awaits_in_a_row, raises=TypeError):
        async_to_sync(awaits_in_a_row)()

    @sync_to_async
    def close_orders():
        with transaction.atomic():
            Order.objects.filter(status="open").update(status="closed")
            return Order.objects.filter(status="closed").count()

    OrderFactory.create_batch(2)
    with show("one-function") as block:

        async def close():
            print("closed:", await close_orders())

        async_to_sync(close)()
    assert block.output == "closed: 2\n"


def test_one_thread_for_all(show):
    """Thread-sensitive calls share one thread, one after the other."""

    def work(name):
        print("start", name)
        time.sleep(0.03)
        print("end", name)

    async def both():
        call = sync_to_async(work)
        await asyncio.gather(call("Anna"), call("Boris"))

    with show("thread-sensitive", code=both) as one:
        async_to_sync(both)()
    assert one.output.split()[:4] == ["start", "Anna", "end", "Anna"]
