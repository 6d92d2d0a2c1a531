import contextvars
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.utils import translation

from shop.factories import ProductFactory
from shop.models import Product


class Prices:
    """Prices of a supplier, asked for once per process."""

    def __init__(self, ask):
        self.ask = ask
        self.found = None

    def all(self):
        if self.found is None:
            self.found = self.ask()
        return self.found


@pytest.mark.real_clock
def test_check_then_act(show):
    """Two threads between the check and the assignment; no lock of Python's prevents it."""
    with show("class", code=Prices):
        pass
    with show("two-threads") as block:
        both_are_here = threading.Barrier(2)

        def ask():
            both_are_here.wait(timeout=5)
            print("asked the supplier")
            return {"SKU-1": 10}

        prices = Prices(ask)
        with ThreadPoolExecutor(2) as pool:
            first, second = pool.map(lambda _: prices.all(), range(2))
        print("the same dictionary:", first is second)
    assert block.output.startswith(
        "asked the supplier\nasked the supplier\nthe same dictionary:"
    )


@pytest.mark.real_clock
def test_connection_per_thread(show):
    """A thread has its own connection: it does not see the transaction that started it."""

    with show("own-connection") as block:

        def count():
            try:
                return Product.objects.count()
            finally:
                connection.close()

        with transaction.atomic(), ThreadPoolExecutor(1) as pool:
            ProductFactory()
            print("here:", Product.objects.count())
            print("in the thread:", pool.submit(count).result())
    assert block.output == "here: 1\nin the thread: 0\n"
    with show("shared") as shared:
        ours = connections["default"]
        with ThreadPoolExecutor(1) as pool:
            try:
                pool.submit(ours.cursor).result()
            except DatabaseError as error:
                print(str(error).split(". ")[0])
    assert "can only be used in that same thread" in shared.output


@pytest.mark.real_clock
def test_context_in_a_pool(show):
    """What belongs to a request stays in its thread, unless it is handed over."""
    with show("language") as block:
        with translation.override("de"), ThreadPoolExecutor(1) as pool:
            print("here:", translation.get_language())
            there = pool.submit(translation.get_language)
            print("in the pool:", there.result())
    assert block.output == "here: de\nin the pool: en-us\n"
    with show("variable") as variable:
        tenant = contextvars.ContextVar("tenant", default="nobody")
        tenant.set("anna")
        context = contextvars.copy_context()
        with ThreadPoolExecutor(1) as pool:
            print("in the pool:", pool.submit(tenant.get).result())
            there = pool.submit(context.run, tenant.get)
            print("handed over:", there.result())
    assert variable.output == "in the pool: nobody\nhanded over: anna\n"
