import asyncio
import logging
import time

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.core.mail import send_mail
from django.http import JsonResponse
from django.test import AsyncClient, Client
from django.urls import path

from shop.factories import OrderFactory
from shop.models import Order, Payment, Product

pytestmark = pytest.mark.real_clock


class TooRisky(Exception):
    pass


class Gate:
    """What an outside service waits for; open unless a sample closes it."""

    def __init__(self):
        self.closed = False

    async def wait(self):
        while self.closed:
            await asyncio.sleep(0.01)


supplier, mail_server = Gate(), Gate()


async def until(condition):
    """Waits up to five seconds for something that happens by itself."""
    for _ in range(500):
        if await sync_to_async(condition)():
            return
        await asyncio.sleep(0.01)


async def check_risk(order_id):
    if order_id == 2:
        raise TooRisky(order_id)


async def reserve_stock(order_id):
    await supplier.wait()
    await Product.objects.aupdate(stock=0)


async def send_receipt(order_id):
    await mail_server.wait()
    if order_id == 3:
        raise ConnectionRefusedError("mail server")
    await sync_to_async(send_mail)(
        f"Order {order_id}", "Thank you", None, ["anna@example.com"]
    )


async def place_order(request):
    order = await Order.objects.acreate(customer_id=1)
    asyncio.create_task(send_receipt(order.pk))
    await asyncio.gather(reserve_stock(order.pk), check_risk(order.pk))
    return JsonResponse({"order": order.pk}, status=201)


@pytest.fixture
def gates():
    yield
    supplier.closed = mail_server.closed = False


def test_task_left_alone(gates, customer, product, show, urls, mailoutbox):
    """What nobody awaits ends with its loop, or fails where nobody looks."""
    urls(path("orders/", place_order))
    with show("view", code=place_order):
        pass

    mail_server.closed = True
    with show("under-wsgi") as wsgi:
        Client().post("/orders/")
        mail_server.closed = False
        time.sleep(0.1)
        print("receipts:", len(mailoutbox))
    assert wsgi.responses == [201]
    assert wsgi.output == "receipts: 0\n"

    Product.objects.update(stock=10)
    supplier.closed = True

    async def order_and_wait():
        client = AsyncClient(raise_request_exception=False)
        response = await client.post("/orders/")
        print("status:", response.status_code)
        print("stock at once:", (await Product.objects.aget()).stock)
        supplier.closed = False
        await until(Product.objects.filter(stock=0).exists)
        print("stock later:", (await Product.objects.aget()).stock)

    with show("second-order", code=order_and_wait) as second:
        async_to_sync(order_and_wait)()
    assert second.output.splitlines() == [
        "status: 500",
        "stock at once: 10",
        "stock later: 0",
    ]

    errors = []

    def note(loop, context):
        print(context["message"], "-", repr(context["exception"]))
        errors.append(context["exception"])

    async def order():
        asyncio.get_running_loop().set_exception_handler(note)
        response = await AsyncClient().post("/orders/")
        print("status:", response.status_code)
        mail_server.closed = False
        await until(lambda: errors)

    mailoutbox.clear()
    mail_server.closed = True
    with show("third-order", code=[note, order]) as third:
        async_to_sync(order)()
        print("receipts:", len(mailoutbox))
    assert third.output.splitlines() == [
        "status: 201",
        "Task exception was never retrieved - "
        "ConnectionRefusedError('mail server')",
        "receipts: 0",
    ]


def test_gather_or_group(show):
    """After the first error gather() leaves the others running, a group ends them."""

    async def ask(supplier, fails=False):
        try:
            await asyncio.sleep(0.02)
            if fails:
                raise ConnectionError(supplier)
            await asyncio.sleep(0.04)
            print(supplier, "went on to the end")
        except asyncio.CancelledError:
            print(supplier, "was cancelled")
            raise

    with show("gather") as gathered:

        async def prices():
            try:
                await asyncio.gather(ask("north"), ask("south", fails=True))
            except ConnectionError as error:
                print("view got:", repr(error))
            await asyncio.sleep(0.1)

        async_to_sync(prices)()
    with show("group") as grouped:

        async def prices():
            try:
                async with asyncio.TaskGroup() as group:
                    group.create_task(ask("north"))
                    group.create_task(ask("south", fails=True))
            except* ConnectionError as errors:
                print("view got:", errors.exceptions)

        async_to_sync(prices)()
    assert gathered.output.splitlines() == [
        "view got: ConnectionError('south')",
        "north went on to the end",
    ]
    assert grouped.output.splitlines() == [
        "north was cancelled",
        "view got: (ConnectionError('south'),)",
    ]


def test_time_is_up(show):
    """A time-out ends the waiting, not the thread."""
    order = OrderFactory()

    def capture(order):
        time.sleep(0.1)
        Payment.objects.create(order=order, status="captured")

    with show("timeout") as block:

        async def pay():
            try:
                async with asyncio.timeout(0.02):
                    await sync_to_async(capture)(order)
            except TimeoutError:
                print("answer: 504, please try again")

        async_to_sync(pay)()
        print("payments:", Payment.objects.count())
    assert block.output.splitlines() == [
        "answer: 504, please try again",
        "payments: 1",
    ]


def test_task_that_is_kept(show):
    """A reference keeps the task, and a callback looks at its error."""
    logger = logging.getLogger("shop.background")
    handler = logging.StreamHandler()
    handler.emit = lambda record: print(
        record.levelname, record.getMessage(), repr(record.exc_info[1])
    )
    logger.addHandler(handler)
    running = set()

    def finished(task):
        running.discard(task)
        if not task.cancelled() and (error := task.exception()):
            logger.error("%s failed", task.get_name(), exc_info=error)

    def in_background(coroutine, name):
        task = asyncio.create_task(coroutine, name=name)
        running.add(task)
        task.add_done_callback(finished)

    with show("kept", code=[finished, in_background]) as block:

        async def main():
            in_background(send_receipt(3), name="receipt of order 3")
            print("running:", len(running))
            await asyncio.sleep(0.1)
            print("running:", len(running))

        async_to_sync(main)()
    logger.removeHandler(handler)
    assert block.output.splitlines() == [
        "running: 1",
        "ERROR receipt of order 3 failed "
        "ConnectionRefusedError('mail server')",
        "running: 0",
    ]
