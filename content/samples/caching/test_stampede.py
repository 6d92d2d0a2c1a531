import threading
import time

import pytest
from django.core.cache import cache
from django.db import connections

from shop.factories import OrderLineFactory
from shop.models import Product

pytestmark = pytest.mark.real_clock

builds = []


def build_bestsellers():
    """A heavy query; the pause stands for its seconds."""
    builds.append(1)
    names = list(Product.objects.values_list("name", flat=True))
    time.sleep(0.1)
    return names


def naive_bestsellers():
    value = cache.get("bestsellers")
    if value is None:
        value = build_bestsellers()  # a heavy query
        cache.set("bestsellers", value, timeout=3600)
    return value


def bestsellers():
    entry = cache.get("bestsellers")
    if entry and time.time() < entry["fresh_until"]:
        return entry["value"]
    if cache.add("bestsellers:lock", 1, timeout=30):
        entry = {"value": build_bestsellers()}
        entry["fresh_until"] = time.time() + 3600
        cache.set("bestsellers", entry, timeout=7200)
        cache.delete("bestsellers:lock")
    elif entry is None:
        return []  # cold: leave the block out
    return entry["value"]


def ask_ten_times_at_once(function):
    """Answers of ten threads that start together."""
    barrier = threading.Barrier(10)
    answers = []

    def ask():
        barrier.wait()
        answers.append(function())
        connections.close_all()

    threads = [threading.Thread(target=ask) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.fixture
def sold(show):
    builds.clear()
    OrderLineFactory.create_batch(3)


def test_every_caller_builds(sold, show):
    """Ten requests for an expired key, ten heavy queries."""
    with show("naive", code=naive_bestsellers) as block:
        ask_ten_times_at_once(naive_bestsellers)
        print("builds:", len(builds))
    assert block.output == "builds: 10\n"


def test_one_caller_builds(sold, show):
    """One builds; while it is cold the others leave the block out, later they get it."""
    with show("one-wins", code=bestsellers) as cold:
        answers = ask_ten_times_at_once(bestsellers)
        print("builds:", len(builds))
        print("without the block:", answers.count([]))
    assert cold.output == "builds: 1\nwithout the block: 9\n"
    entry = cache.get("bestsellers")
    cache.set("bestsellers", {**entry, "fresh_until": 0}, timeout=7200)
    with show("stale", code=bestsellers) as stale:
        answers = ask_ten_times_at_once(bestsellers)
        print("builds more:", len(builds) - 1)
        print("without the block:", answers.count([]))
    assert stale.output == "builds more: 1\nwithout the block: 0\n"
