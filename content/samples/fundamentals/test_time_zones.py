from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils import timezone

from shop.factories import OrderFactory
from shop.models import Order

ny = ZoneInfo("America/New_York")


@pytest.fixture
def orders(show):
    """Friday evening in New York, and half past midnight on the Monday after."""
    OrderFactory(created=datetime(2026, 6, 5, 21, 0, tzinfo=ny))
    OrderFactory(created=datetime(2026, 3, 9, 0, 30, tzinfo=ny))


def test_day_in_utc(orders, show):
    """The report takes the day in UTC, and adds 24 hours to a day of 23."""
    with show("report") as block:
        per_day = (
            Order.objects.annotate(day=TruncDate("created"))
            .values("day")
            .annotate(orders=Count("pk"))
        )
        start = datetime(2026, 3, 8, tzinfo=ny).astimezone(UTC)
        sunday = Order.objects.filter(
            created__range=(start, start + timedelta(days=1))
        )
        print("June:", per_day.order_by("day").last()["day"])
        print("on Sunday, 8 March:", sunday.count())
    assert block.output == "June: 2026-06-06\non Sunday, 8 March: 1\n"
    with show("localtime") as local:
        order = Order.objects.earliest("pk")
        print(timezone.localtime(order.created, ny).date())
    assert local.output == "2026-06-05\n"


def test_day_in_a_zone(orders, show):
    """The database groups by the shop's day, and midnights come from the calendar."""
    with show("tzinfo") as block:
        per_day = (
            Order.objects.annotate(day=TruncDate("created", tzinfo=ny))
            .values("day")
            .annotate(orders=Count("pk"))
        )
        print("June:", per_day.order_by("day").last()["day"])
    assert block.output == "June: 2026-06-05\n"
    with show("two-midnights") as bounds:

        def midnight(day):
            return datetime(day.year, day.month, day.day, tzinfo=ny)

        sunday = date(2026, 3, 8)
        monday = sunday + timedelta(days=1)
        found = Order.objects.filter(
            created__gte=midnight(sunday), created__lt=midnight(monday)
        )
        print("on Sunday, 8 March:", found.count())
    assert bounds.output == "on Sunday, 8 March: 0\n"


def test_clocks_and_durations(show):
    """Subtracting two times of one zone compares the clocks."""
    with show("durations") as block:
        start = datetime(2026, 3, 8, tzinfo=ny)
        end = datetime(2026, 3, 9, tzinfo=ny)
        print(end - start)
        print(end.astimezone(UTC) - start.astimezone(UTC))
    assert block.output == "1 day, 0:00:00\n23:00:00\n"
