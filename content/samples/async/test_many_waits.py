import asyncio
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from asgiref.sync import async_to_sync
from django.db import connections
from django.db.backends.signals import connection_created

from shop.factories import ProductFactory
from shop.models import Product

pytestmark = pytest.mark.real_clock


class TooMany(Exception):
    pass


class Partner:
    """Answers ten calls at a time, refuses the rest, and hangs for some products."""

    def __init__(self, seconds=0.02, hangs=()):
        self.seconds = seconds
        self.hangs = hangs
        self.calls = 0
        self.running = 0
        self.most = 0

    def _enter(self):
        self.calls += 1
        self.running += 1
        self.most = max(self.most, self.running)

    async def price(self, number):
        self._enter()
        try:
            if self.running > 10:
                raise TooMany
            await asyncio.sleep(60 if number in self.hangs else self.seconds)
            return 10
        finally:
            self.running -= 1


def outcome(results):
    return dict(Counter(type(result).__name__ for result in results))


def test_ten_at_a_time(show):
    """A semaphore holds back what gather() would send at once."""
    numbers = range(60)

    with show("all-at-once") as eager:

        async def prices():
            return await asyncio.gather(
                *(partner.price(number) for number in numbers),
                return_exceptions=True,
            )

        partner = Partner()
        print(outcome(async_to_sync(prices)()))
        print("most at once:", partner.most)
    with show("ten") as limited:

        async def prices():
            slots = asyncio.Semaphore(10)

            async def price(number):
                async with slots:
                    return await partner.price(number)

            return await asyncio.gather(
                *(price(number) for number in numbers),
                return_exceptions=True,
            )

        partner = Partner()
        print(outcome(async_to_sync(prices)()))
        print("most at once:", partner.most)
    assert eager.output.splitlines()[0] == "{'int': 10, 'TooMany': 50}"
    assert limited.output.splitlines() == ["{'int': 60}", "most at once: 10"]


def test_page_with_a_deadline(show):
    """The page takes what has come in time and ends the rest."""

    async def prices(numbers, seconds):
        slots = asyncio.Semaphore(10)

        async def price(number):
            async with slots:
                return await partner.price(number)

        tasks = {
            number: asyncio.create_task(price(number)) for number in numbers
        }
        done, late = await asyncio.wait(tasks.values(), timeout=seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        return {
            number: task.result()
            for number, task in tasks.items()
            if task in done and not task.exception()
        }

    with show("deadline", code=prices) as block:
        partner = Partner(hangs=(3, 11, 25))
        found = async_to_sync(prices)(range(60), seconds=2)
        print("prices:", len(found))
        print("still running:", partner.running)
    assert block.output == "prices: 57\nstill running: 0\n"


def test_turned_away(show):
    """Who gets no slot in time is told so, and the partner is not asked."""

    async def guarded(number):
        async with asyncio.timeout(0.1):
            await slots.acquire()
        try:
            return await partner.price(number)
        finally:
            slots.release()

    with show("bounded-wait", code=guarded) as block:

        async def many_pages():
            return await asyncio.gather(
                *(guarded(number) for number in range(30)),
                return_exceptions=True,
            )

        slots = asyncio.Semaphore(10)
        partner = Partner(seconds=0.6)
        print(outcome(async_to_sync(many_pages)()))
        print("calls:", partner.calls)
    assert block.output == "{'int': 10, 'TimeoutError': 20}\ncalls: 10\n"


def test_threads_wait_too(show):
    """A pool of ten threads is a limit of ten, and of ten connections."""
    ProductFactory.create_batch(60)
    together = threading.Barrier(10)
    lock = threading.Lock()
    used = set()
    opened = []

    def ask_partner(sku):
        with lock:
            first = threading.get_ident() not in used
            used.add(threading.get_ident())
        if first:
            together.wait(5)
        time.sleep(0.001)
        return 10

    def note(**kwargs):
        opened.append(kwargs["connection"].alias)

    def leave(number):
        together.wait(5)
        connections.close_all()

    def price(product_id):
        product = Product.objects.get(pk=product_id)
        return ask_partner(product.sku)

    def prices_inside(ids):
        with ThreadPoolExecutor(max_workers=10) as pool:
            found = list(pool.map(price, ids))
            list(pool.map(leave, range(10)))
        return found

    connection_created.connect(note)
    ids = list(Product.objects.values_list("pk", flat=True))
    with show("query-in-the-thread", code=price) as inside:
        print("prices:", len(prices_inside(ids)))
        print("connections opened:", len(opened))
    skus = list(Product.objects.values_list("sku", flat=True))
    used.clear()
    opened.clear()
    with show("only-the-call") as outside:
        with ThreadPoolExecutor(max_workers=10) as pool:
            found = list(pool.map(ask_partner, skus))
        print("prices:", len(found))
        print("connections opened:", len(opened))
    connection_created.disconnect(note)
    assert inside.output == "prices: 60\nconnections opened: 10\n"
    assert outside.output == "prices: 60\nconnections opened: 0\n"
