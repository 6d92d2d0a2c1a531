from contextlib import ExitStack, contextmanager

from django.core.cache import cache
from django.db import transaction

from shop.factories import ProductFactory
from shop.models import Product


class Busy(Exception):
    pass


@contextmanager
def import_lock(name):
    cache.add(f"lock:{name}", True, timeout=None)
    yield
    cache.delete(f"lock:{name}")


def test_lock_that_stays(show):
    """An error in the block skips what follows the yield."""
    with show("lock", code=import_lock):
        pass
    with show("after-an-error") as block:
        try:
            with import_lock("prices"):
                raise ValueError("line 7 has no price")
        except ValueError as error:
            print(error)
        print("locked:", cache.get("lock:prices"))
        with import_lock("prices"):
            print("and it lets a second one in")
    assert block.output == (
        "line 7 has no price\nlocked: True\nand it lets a second one in\n"
    )


def test_lock_with_finally(show):
    """Taken or refused, and given back whatever happens."""
    with show("finally") as block:

        @contextmanager
        def import_lock(name):
            key = f"lock:{name}"
            if not cache.add(key, True, timeout=600):
                raise Busy(name)
            try:
                yield
            finally:
                cache.delete(key)

        try:
            with import_lock("prices"):
                raise ValueError("line 7 has no price")
        except ValueError as error:
            print(error)
        print("locked:", cache.get("lock:prices"))
    assert block.output == "line 7 has no price\nlocked: None\n"
    with show("busy", raises=Busy):
        with import_lock("prices"), import_lock("prices"):
            pass
    assert cache.get("lock:prices") is None


def test_error_that_vanished(show):
    """The error arrives at the yield; who catches it there has swallowed it."""
    with show("swallowed") as block:

        @contextmanager
        def logged(name):
            try:
                yield
            except Exception as error:
                print("failed:", name, error)

        with logged("prices"):
            raise ValueError("line 7 has no price")
        print("import reported as done")
    assert block.output.endswith("import reported as done\n")
    with show("generator-left-open") as left:

        @contextmanager
        def supplier_file(name):
            print("open", name)
            try:
                yield ["SKU-1;10", "SKU-2;11"]
            finally:
                print("close", name)

        def lines(name):
            with supplier_file(name) as file:
                yield from file

        rows = lines("prices.csv")
        print(next(rows))
        print("the reader has enough")
        rows.close()
    assert left.output == (
        "open prices.csv\nSKU-1;10\nthe reader has enough\nclose prices.csv\n"
    )


def test_unlock_and_commit(show):
    """The last one entered is left first: so the lock goes outside."""

    @contextmanager
    def lock():
        print("locked")
        try:
            yield
        finally:
            print("unlocked")

    def save():
        transaction.on_commit(lambda: print("committed"))
        print("saved")

    with show("too-early") as early:
        with transaction.atomic(), lock():
            save()
    assert early.output == "locked\nsaved\nunlocked\ncommitted\n"
    with show("in-order") as ordered:
        with lock(), transaction.atomic():
            save()
    assert ordered.output == "locked\nsaved\ncommitted\nunlocked\n"


def test_stack_of_files(show):
    """As many as there are, closed in reverse, even if one of them cannot be opened."""

    @contextmanager
    def opened(name):
        if name == "tax.csv":
            raise FileNotFoundError(name)
        print("open", name)
        try:
            yield name
        finally:
            print("close", name)

    with show("stack", raises=FileNotFoundError) as block:
        names = ["prices.csv", "stock.csv", "tax.csv"]
        with ExitStack() as stack:
            files = [stack.enter_context(opened(name)) for name in names]
            print("never reached", files)
    assert block.output == (
        "open prices.csv\nopen stock.csv\nclose stock.csv\nclose prices.csv\n"
    )


def test_atomic_and_the_error(show):
    """atomic() decides by whether an error passes it."""
    ProductFactory()
    with show("inside") as block:
        with transaction.atomic():
            try:
                Product.objects.update(price=99)
                raise ValueError("supplier says 9.90")
            except ValueError:
                print("caught inside")
        print(Product.objects.get().price)
        try:
            with transaction.atomic():
                Product.objects.update(price=77)
                raise ValueError("supplier says 7.70")
        except ValueError:
            print("caught outside")
        print(Product.objects.get().price)
    assert block.output == "caught inside\n99.00\ncaught outside\n99.00\n"
