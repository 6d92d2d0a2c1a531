"""The same 200,000 orders on every machine."""

import datetime
import random

from django.core.management.base import BaseCommand
from django.db import transaction

from orders.models import Customer, Order

CUSTOMERS = 20_000
ORDERS = 200_000
BEGIN = datetime.datetime(2025, 3, 1, tzinfo=datetime.UTC)


class Command(BaseCommand):
    help = "Makes customers and orders, if there are none."

    def handle(self, *args: object, **options: object) -> None:
        if Order.objects.exists():
            return
        draw = random.Random(20260302)
        with transaction.atomic():
            Customer.objects.bulk_create(
                (make_customer(n, draw) for n in numbers(CUSTOMERS)), batch_size=2_000
            )
            Order.objects.bulk_create((make_order(n, draw) for n in numbers(ORDERS)), batch_size=2_000)
        self.stdout.write(f"{CUSTOMERS:,} customers, {ORDERS:,} orders")


CITIES = ["Graz", "Linz", "Salzburg", "Wien"]
STATUSES = [Order.Status.OPEN] * 3 + [Order.Status.SENT] * 6 + [Order.Status.CANCELLED]


def numbers(count: int) -> range:
    return range(1, count + 1)


def make_customer(number: int, draw: random.Random) -> Customer:
    return Customer(pk=number, name=f"Customer {number}", city=draw.choice(CITIES))


def make_order(number: int, draw: random.Random) -> Order:
    minutes = number * 365 * 24 * 60 // ORDERS
    if number % 4 == 0:
        # From the import, which runs at one o'clock at night.
        minutes = minutes // 1440 * 1440 + 60
    return Order(
        pk=number,
        customer_id=draw.randint(1, CUSTOMERS),
        status=draw.choice(STATUSES),
        placed_at=BEGIN + datetime.timedelta(minutes=minutes),
        total_cents=draw.randint(500, 50_000),
        note="Please ring twice. " * 20,
    )
