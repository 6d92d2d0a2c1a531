import gc
import weakref
from functools import lru_cache


def add_to_cart(product, cart=[]):  # noqa: B006
    cart.append(product)
    return cart


def test_mutable_default(show):
    """The list is made once: the second customer gets both products."""
    with show("default", code=add_to_cart) as block:
        print(add_to_cart("book"))
        print(add_to_cart("pen"))
    assert block.output == "['book']\n['book', 'pen']\n"

    def add(product, cart=None):
        if cart is None:
            cart = []
        cart.append(product)
        return cart

    with show("none", code=add) as cured:
        print(add("book"))
        print(add("pen"))
    assert cured.output == "['book']\n['pen']\n"


def test_cached_method(show):
    """lru_cache on a method keeps the instance alive."""
    with show("lru-cache") as block:

        class Report:
            @lru_cache  # noqa: B019
            def total(self):
                return 42

        report = Report()
        report.total()
        alive = weakref.ref(report)
        del report
        gc.collect()
        print("kept alive:", alive() is not None)
        Report.total.cache_clear()
        print("after cache_clear:", alive() is not None)
    assert block.output == "kept alive: True\nafter cache_clear: False\n"
