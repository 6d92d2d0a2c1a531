import cProfile
import linecache
import pstats
import time
import tracemalloc
from dataclasses import dataclass
from decimal import Decimal

import pytest

from shop.models import Product


@dataclass
class Rate:
    prefix: str
    percent: Decimal


def price_list(products, rates):
    for product in products:
        yield f"{product.name}: {gross(product, rates)}"


def gross(product, rates):
    factor = 1 + percent_of(product, rates) / 100
    return (product.price * factor).quantize(Decimal("0.01"))


def percent_of(product, rates):
    for rate in rates:
        if applies(rate, product):
            return rate.percent
    raise LookupError(product.sku)


def applies(rate, product):
    return product.sku.startswith(rate.prefix)


def test_calls_counted(show):
    """Calls per function, which are the same on every machine."""
    rates = [Rate(f"{number:03}-", Decimal(19)) for number in range(50)]
    products = [
        Product(name="Mug", sku="049-7", price=Decimal(10)) for _ in range(20)
    ]
    with show("code", code=[gross, percent_of, applies]):
        pass
    with show("profile") as block:
        with cProfile.Profile() as profile:
            lines = list(price_list(products, rates))
        found = pstats.Stats(profile).get_stats_profile().func_profiles
        for name in ("gross", "percent_of", "applies"):
            print(name, found[name].ncalls, "calls")
    assert block.output == (
        "gross 20 calls\npercent_of 20 calls\napplies 1000 calls\n"
    )
    assert lines == ["Mug: 11.90"] * 20


@pytest.mark.real_clock
def test_which_clock(show):
    """A profile tells of waiting only if its clock goes on while we wait."""
    with show("clocks") as block:

        def ask_supplier():
            time.sleep(0.3)

        for clock in (time.perf_counter, time.process_time):
            with cProfile.Profile(clock) as profile:
                ask_supplier()
            found = pstats.Stats(profile).get_stats_profile()
            spent = found.func_profiles["ask_supplier"].cumtime
            print(clock.__name__, "sees the wait:", spent > 0.1)
    assert block.output == (
        "perf_counter sees the wait: True\n"
        "process_time sees the wait: False\n"
    )


def test_line_that_keeps(show):
    """Two snapshots, and the line whose objects are still there."""
    seen = []

    def remember(number):
        seen.append({"order": number})

    with show("snapshots") as block:
        tracemalloc.start()
        before = tracemalloc.take_snapshot()
        for number in range(2000):
            remember(number)
        after = tracemalloc.take_snapshot()
        tracemalloc.stop()

        top = after.compare_to(before, "lineno")[0]
        place = top.traceback[0]
        print(linecache.getline(place.filename, place.lineno).strip())
        print("kept about 2000 objects:", 1900 < top.count_diff < 4100)
    assert block.output == (
        'seen.append({"order": number})\nkept about 2000 objects: True\n'
    )
