import calendar
import random
import unittest
from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import models
from django.db.models.functions import Now
from django.test import SimpleTestCase
from django.utils import timezone

from shop.factories import OrderFactory
from shop.models import Order

NEW_YORK = ZoneInfo("America/New_York")


def new_voucher():
    today = timezone.now().date()
    return {
        "code": uuid4().hex[:8],
        "ends": today.replace(month=today.month % 12 + 1),
    }


class VoucherTest(SimpleTestCase):
    def test_lasts_a_month(self):
        voucher = new_voucher()
        today = timezone.localdate()
        self.assertEqual(voucher["ends"].month, today.month % 12 + 1)
        self.assertTrue(voucher["code"])


# The samples run it themselves, on days of their own.
VoucherTest.__test__ = False


def outcome():
    """``""`` if the test passes, else the last line of its failure."""
    result = unittest.TestResult()
    VoucherTest("test_lasts_a_month").run(result)
    return "".join(
        trace.strip().splitlines()[-1]
        for _, trace in result.errors + result.failures
    )


@pytest.fixture
def in_new_york():
    with timezone.override(NEW_YORK):
        yield


def test_green_on_most_days(clock, in_new_york, show):
    """The same test at noon of each day of a year, and on one evening."""
    with show("voucher", code=[new_voucher, VoucherTest]):
        pass
    noons = [
        datetime(2026, 1, 1, 12, tzinfo=NEW_YORK) + timedelta(days=number)
        for number in range(365)
    ]
    with show("every-noon") as block:
        for noon in noons:
            clock.move_to(noon)
            if failure := outcome():
                print(f"{noon:%d %b}: {failure}")
    assert block.output.count("ValueError") == 7
    with show("december") as december:
        clock.move_to(datetime(2026, 12, 15, 12, tzinfo=NEW_YORK))
        print("failure:", outcome() or "none")
        print("today:", timezone.localdate())
        print("ends: ", new_voucher()["ends"])
    assert "none" in december.output
    assert "2026-01-15" in december.output
    with show("evening") as late:
        clock.move_to(datetime(2026, 6, 30, 21, tzinfo=NEW_YORK))
        print(outcome())
    assert late.output == "AssertionError: 8 != 7\n"


def month_later(day, anchor=None):
    """The same day of the next month, or that month's last day."""
    months = day.year * 12 + day.month
    year, month = months // 12, months % 12 + 1
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(anchor or day.day, last))


def test_day_as_an_argument(show):
    """The day comes in, so that the odd days are ordinary examples."""
    with show("function", code=month_later):
        pass
    with show("examples") as block:
        for day, expected in [
            (date(2026, 3, 15), date(2026, 4, 15)),
            (date(2026, 1, 31), date(2026, 2, 28)),
            (date(2028, 1, 31), date(2028, 2, 29)),
            (date(2026, 12, 15), date(2027, 1, 15)),
        ]:
            assert month_later(day) == expected
    with show("twice") as twice:
        february = month_later(date(2026, 1, 31))
        print(month_later(february), month_later(february, anchor=31))
    assert block.output == ""
    assert twice.output == "2026-03-28 2026-03-31\n"


def test_what_stands_still(create_table, customer, show):
    """A frozen clock is Python's: the database has its own, and rows share one moment."""
    with show("model"):

        class Parcel(models.Model):
            packed = models.DateTimeField(default=timezone.now)
            written = models.DateTimeField(db_default=Now())

            class Meta:
                app_label = "shop"

    create_table(Parcel)
    now = timezone.now()
    with show("two-clocks") as block:
        parcel = Parcel.objects.create()
        parcel.refresh_from_db()
        print("packed: ", parcel.packed == now)
        print("written:", parcel.written == now)
    assert block.output == "packed:  True\nwritten: False\n"
    with show("ties") as ties:
        OrderFactory.create_batch(3, customer=customer)
        by_time = Order.objects.order_by("created").values_list("pk")
        print([pk for (pk,) in by_time])
        Order.objects.filter(pk=1).update(status="paid")
        print([pk for (pk,) in by_time.all()])
    assert ties.output == "[1, 2, 3]\n[2, 3, 1]\n"


def test_seed_and_uuid(show):
    """A seed makes ``random`` repeat itself; a UUID takes no seed."""
    with show("seed") as block:
        random.seed(7)
        first = random.randrange(1_000_000), uuid4()
        random.seed(7)
        second = random.randrange(1_000_000), uuid4()
        print("same number:", first[0] == second[0])
        print("same UUID:  ", first[1] == second[1])
    assert block.output == "same number: True\nsame UUID:   False\n"
