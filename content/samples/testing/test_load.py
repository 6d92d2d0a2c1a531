import heapq
import random

from django.db import transaction
from django.db.models import F

from shop.factories import ProductFactory
from shop.models import Order, Product


def percentile(values, share):
    return sorted(values)[int(len(values) * share)]


def stalls_once(now):
    """Takes 20 ms; from second 30 to 40 nothing is answered."""
    return 0.02 + (40 - now if 30 <= now < 40 else 0)


def one_user(answer_time, seconds=60):
    """Asks, waits for the answer, asks again; ten times a second."""
    now, waited = 0.0, []
    while now < seconds:
        took = answer_time(now)
        waited.append(took)
        now += max(took, 0.1)
    return waited


def arrivals(answer_time, seconds=60):
    """Ten customers a second come, whatever the others see."""
    moments = [number / 10 for number in range(seconds * 10)]
    return [answer_time(moment) for moment in moments]


def report(waited):
    shares = (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))
    values = [f"{name} {percentile(waited, s):.2f} s" for name, s in shares]
    return f"{len(waited)} requests, " + ", ".join(values)


def test_load_that_waits(show):
    """The same stall of ten seconds, measured by two kinds of load."""
    with show("user", code=one_user):
        pass
    with show("both", code=[stalls_once, arrivals]) as block:
        print("one user:", report(one_user(stalls_once)))
        print("arrivals:", report(arrivals(stalls_once)))
    first, second = block.output.splitlines()
    assert "p99 0.02 s" in first
    assert "p99 9." in second


def waits(rate, workers=4, takes=0.1, requests=20_000):
    """Random arrivals; four workers, a tenth of a second each."""
    chance, now, waited = random.Random(7), 0.0, []
    free = [0.0] * workers
    for _ in range(requests):
        now += chance.expovariate(rate)
        start = max(now, heapq.heappop(free))
        heapq.heappush(free, start + takes)
        waited.append(start + takes - now)
    return waited


def test_close_to_full(show):
    """A simulation: four workers could answer forty requests a second."""
    with show("rates", code=waits) as block:
        for rate in (20, 32, 38, 42):
            waited = waits(rate)
            middle, slow = percentile(waited, 0.5), percentile(waited, 0.95)
            print(f"{rate}/s: p50 {middle:.2f} s, p95 {slow:.2f} s")
    assert block.output.startswith("20/s: p50 0.10 s")


def test_everybody_buys_the_same(customer, show, sessions):
    """Customers of two products pass each other; of one product they queue."""

    def buy(product_id):
        with transaction.atomic():
            Product.objects.filter(pk=product_id, stock__gte=1).update(
                stock=F("stock") - 1
            )
            Order.objects.create(customer=customer)

    kettle, lamp = ProductFactory.create_batch(2)
    with show("two-products", code=buy) as apart:
        stage = sessions(apart)
        anna = stage.start("Anna", buy, kettle.pk)
        boris = stage.start("Boris", buy, lamp.pk)
        anna.step_to("UPDATE")
        anna.step()
        boris.step_to("UPDATE")
        boris.step()
        boris.finish()
        anna.finish()
    with show("one-product", code=buy) as same:
        stage = sessions(same)
        anna = stage.start("Anna", buy, kettle.pk)
        boris = stage.start("Boris", buy, kettle.pk)
        anna.step_to("UPDATE")
        anna.step()
        boris.step_to("UPDATE")
        boris.step()
        anna.finish()
        boris.finish()
    kettle.refresh_from_db()
    lamp.refresh_from_db()
    assert (kettle.stock, lamp.stock) == (7, 9)
