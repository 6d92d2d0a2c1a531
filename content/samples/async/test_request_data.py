import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar

import pytest
from asgiref.sync import (
    async_to_sync,
    iscoroutinefunction,
    sync_to_async,
)
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.test import AsyncClient, Client
from django.urls import path
from django.utils.decorators import sync_and_async_middleware

from shop.factories import OrderFactory
from shop.models import Order

pytestmark = pytest.mark.real_clock

request_id = ContextVar("request_id", default="-")


def id_of(request):
    return request.headers.get("X-Request-ID", "-")


@sync_and_async_middleware
def request_id_middleware(get_response):
    if iscoroutinefunction(get_response):

        async def middleware(request):
            token = request_id.set(id_of(request))
            try:
                return await get_response(request)
            finally:
                request_id.reset(token)
    else:

        def middleware(request):
            token = request_id.set(id_of(request))
            try:
                return get_response(request)
            finally:
                request_id.reset(token)

    return middleware


async def exchange_rate(shop):
    """Another service; the first one asked answers last."""
    await asyncio.sleep(0.3 if shop == "north" else 0.05)


def orders_for(shops):
    for shop in shops:
        OrderFactory(partner=shop)


async def both(address):
    async def get(shop):
        response = await AsyncClient().get(address, headers={"X-Shop": shop})
        return shop, response.json()["orders"]

    for shop, found in await asyncio.gather(get("north"), get("south")):
        print(shop, "gets the orders of", *found)


def test_shop_in_a_thread_local(show, urls):
    """Coroutines share a thread, and with it whatever belongs to the thread."""
    orders_for(["north", "south"])
    current = threading.local()

    def my_orders():
        return Order.objects.filter(partner=current.shop)

    async def report(request):
        current.shop = request.headers["X-Shop"]
        await exchange_rate(current.shop)
        found = [order.partner async for order in my_orders()]
        return JsonResponse({"orders": found})

    urls(path("report/", report))
    with show("view", code=[my_orders, report]):
        pass
    with show("two-shops") as mixed:
        async_to_sync(both)("/report/")
    assert mixed.output.splitlines() == [
        "north gets the orders of south",
        "south gets the orders of south",
    ]


def test_shop_in_a_context_var(show, urls):
    """Each task has a context of its own, and sync_to_async takes it along."""
    orders_for(["north", "south"])
    current_shop = ContextVar("current_shop")

    def my_orders():
        return Order.objects.filter(partner=current_shop.get())

    async def report(request):
        current_shop.set(request.headers["X-Shop"])
        await exchange_rate(current_shop.get())
        found = [order.partner async for order in my_orders()]
        return JsonResponse({"orders": found})

    urls(path("report/", report))
    with show("context-var", code=[my_orders, report]) as apart:
        async_to_sync(both)("/report/")
    assert apart.output.splitlines() == [
        "north gets the orders of north",
        "south gets the orders of south",
    ]


def test_where_a_value_goes(show):
    """What carries a context variable, and what does not."""
    shop = ContextVar("shop", default="nothing")

    async def task(name):
        print("task sees", shop.get())
        shop.set(name)

    with show("carried") as block:

        async def main():
            loop = asyncio.get_running_loop()
            shop.set("north")
            print("sync_to_async:", await sync_to_async(shop.get)())
            print("to_thread:", await asyncio.to_thread(shop.get))
            print("executor:", await loop.run_in_executor(None, shop.get))
            await asyncio.create_task(task("south"))
            print("after the task:", shop.get())
            await sync_to_async(shop.set)("east")
            print("after sync_to_async:", shop.get())

        asyncio.run(main())
    assert block.output.splitlines() == [
        "sync_to_async: north",
        "to_thread: north",
        "executor: nothing",
        "task sees north",
        "after the task: north",
        "after sync_to_async: east",
    ]


def test_value_left_behind(show):
    """Threads of a server are used again, and what was set stays."""
    user = ContextVar("user", default="nobody")

    def handle(name=None):
        if name:
            user.set(name)
        return user.get()

    with show("thread-used-again", code=handle) as block:
        with ThreadPoolExecutor(max_workers=1) as server:
            print(server.submit(handle, "anna").result())
            print(server.submit(handle).result())
    assert block.output == "anna\nanna\n"


def test_middleware_that_resets(show, settings, urls):
    """Set at the start, reset at the end, for both kinds of handlers."""
    settings.MIDDLEWARE = [f"{__name__}.request_id_middleware"]

    def plain(request):
        return HttpResponse(request_id.get())

    async def streamed(request):
        async def body():
            yield f"in the stream: {request_id.get()}"

        return StreamingHttpResponse(body())

    urls(path("plain/", plain), path("stream/", streamed))

    async def stream():
        response = await AsyncClient().get(
            "/stream/", headers={"X-Request-ID": "r-8"}
        )
        return b"".join([part async for part in response]).decode()

    with show("middleware", code=[id_of, request_id_middleware]) as block:
        response = Client().get("/plain/", headers={"X-Request-ID": "r-7"})
        print("in the view:", response.content.decode())
        print(async_to_sync(stream)())
        print("afterwards:", request_id.get())
    assert block.output.splitlines() == [
        "in the view: r-7",
        "in the stream: -",
        "afterwards: -",
    ]
