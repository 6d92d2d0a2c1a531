import hashlib
import os
import subprocess
import sys

from shop.factories import OrderFactory
from shop.models import Order

PROGRAM = "print([hash(('checkout', pk)) % 100 < 20 for pk in (7, 8, 9)])"


def in_process(seed: int) -> str:
    """What a newly started Python says, as on another machine."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def is_on(flag: str, customer_pk: int, percent: int) -> bool:
    seen = hashlib.sha256(f"{flag}:{customer_pk}".encode()).digest()
    return int.from_bytes(seen[:4]) % 100 < percent


def test_share_of_customers(show):
    """A share that is stable over processes, and grows without moving anyone."""
    with show("hash-of-a-process") as moving:
        print(PROGRAM)
        # Each start of Python draws a seed; here two are set by hand.
        print(in_process(seed=1))
        print(in_process(seed=2))
    assert moving.output.splitlines()[1:] == [
        "[True, False, False]",
        "[False, False, False]",
    ]
    with show("is-on", code=is_on) as block:
        few = {pk for pk in range(1000) if is_on("checkout", pk, 5)}
        more = {pk for pk in range(1000) if is_on("checkout", pk, 20)}
        other = {pk for pk in range(1000) if is_on("search", pk, 5)}
        print(len(few), len(more), few <= more, len(few & other))
    assert block.output == "50 211 True 4\n"


LABELS = {"open": "Open", "paid": "Paid"}


def label(order: Order) -> str:
    return LABELS[order.status]


def test_off_again(show):
    """Turning a flag off leaves what it wrote."""
    order = OrderFactory(status="open")
    with show("off-again", code=label, raises=KeyError):
        # Customers with the new checkout had orders "on hold".
        Order.objects.filter(pk=order.pk).update(status="on hold")
        # The flag is off again, and the old page lists all orders.
        for found in Order.objects.all():
            print(label(found))
    assert {status: label(Order(status=status)) for status in LABELS}
