from collections import defaultdict
from datetime import UTC, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import FieldError
from django.db import models
from django.db.models import (
    Case,
    Count,
    DecimalField,
    F,
    FloatField,
    Q,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Round, TruncMonth

from shop.factories import OrderFactory, OrderLineFactory, ProductFactory
from shop.models import Order, OrderLine, Product

JANUARY = datetime(2026, 1, 1, tzinfo=UTC)


def revenue_by_month(since):
    report = defaultdict(Decimal)
    for order in Order.objects.filter(created__gte=since):
        month = order.created.strftime("%Y-%m")
        for line in order.lines.all():
            amount = line.quantity * line.product.price
            report[month, order.channel] += amount
    return dict(report)


@pytest.fixture
def sales(show):
    """January: three web lines, one of them returned; February: one order by telephone."""
    kettle, lamp = (ProductFactory(price=price) for price in (10, 25))
    for day, channel, lines in (
        ("2026-01-10", "web", ((kettle, 2, "sold"), (lamp, 1, "sold"))),
        ("2026-01-20", "web", ((lamp, 1, "returned"),)),
        ("2026-02-28T23:30", None, ((kettle, 1, "sold"),)),
    ):
        created = datetime.fromisoformat(day).replace(tzinfo=UTC)
        order = OrderFactory(created=created, channel=channel)
        for product, quantity, status in lines:
            OrderLineFactory(
                order=order, product=product, quantity=quantity, status=status
            )


def test_report_in_a_loop(sales, show):
    """One query for the orders, one per order, and one per line."""
    with show("loop", code=revenue_by_month) as block:
        print(revenue_by_month(since=JANUARY))
    assert block.query_count == 8


def test_report_in_sql(sales, show):
    """One row per month and channel, computed where the rows are."""
    with show("grouped") as block:
        amount = F("quantity") * F("product__price")
        report = (
            OrderLine.objects.filter(order__created__gte=JANUARY)
            .annotate(
                month=TruncMonth("order__created"),
                channel=Coalesce("order__channel", Value("telephone")),
            )
            .values("month", "channel")
            .annotate(
                revenue=Sum(amount),
                returned=Sum(amount, filter=Q(status="returned"), default=0),
            )
            .order_by("month", "channel")
        )
        for row in report:
            month = f"{row['month']:%Y-%m}"
            print(month, row["channel"], row["revenue"], row["returned"])
    assert block.query_count == 1
    assert block.output == (
        "2026-01 web 70.00 25.00\n2026-02 telephone 10.00 0\n"
    )
    with show("case") as case:
        size = Case(
            When(quantity__gte=2, then=Value("several")),
            default=Value("one"),
        )
        lines = OrderLine.objects.annotate(size=size).values("size")
        print(list(lines.annotate(lines=Count("pk")).order_by("size")))
    assert case.output == (
        "[{'size': 'one', 'lines': 3}, {'size': 'several', 'lines': 1}]\n"
    )
    with show("berlin") as months:
        berlin = ZoneInfo("Europe/Berlin")
        orders = Order.objects.filter(channel=None).values_list(
            TruncMonth("created"), TruncMonth("created", tzinfo=berlin)
        )
        for utc, local in orders:
            print(f"{utc:%Y-%m} {local:%Y-%m}")
    assert months.output == "2026-02 2026-03\n"


def test_what_makes_the_groups(sales, show, create_table):
    """values() before annotate() makes the groups, and order_by() adds to them."""
    lines = OrderLine.objects.annotate(month=TruncMonth("order__created"))
    with show("annotate-first") as wrong:
        report = lines.annotate(units=Sum("quantity")).values(
            "month", "units"
        )
        print([row["units"] for row in report.order_by("pk")])
    with show("values-first") as right:
        report = lines.values("month").annotate(units=Sum("quantity"))
        print([row["units"] for row in report.order_by("month")])
    assert wrong.output == "[2, 1, 1, 1]\n"
    assert right.output == "[4, 1]\n"
    with show("newest-first") as newest:
        lines = lines.order_by("-order__created")
        report = lines.values("month").annotate(units=Sum("quantity"))
        print([row["units"] for row in report])
    assert newest.output == "[1, 1, 3]\n"

    # Meta.ordering has not been part of a grouped query since Django 3.1.
    class Tick(models.Model):
        path = models.CharField(max_length=9)

        class Meta:
            app_label = "shop"
            ordering = ["pk"]

    create_table(Tick)
    Tick.objects.bulk_create([Tick(path="/"), Tick(path="/")])
    ticks = Tick.objects.values("path").annotate(times=Count("pk"))
    assert list(ticks) == [{"path": "/", "times": 2}]
    # An ordering that the code asks for does join the groups.
    assert len(ticks.order_by("pk")) == 2


def test_types_in_a_report(sales, show):
    """Decimal times float is refused, and integers divide to an integer."""
    Product.objects.filter(price=10).update(price="10.20")
    with show("mixed", raises=FieldError):
        OrderLine.objects.aggregate(gross=Sum(F("product__price") * 1.19))
    with show("rounded") as rounded:
        gross = F("quantity") * F("product__price") * Decimal("1.19")
        cents = DecimalField(max_digits=8, decimal_places=2)
        totals = OrderLine.objects.filter(product__price="10.20").aggregate(
            typed=Sum(gross, output_field=cents),
            once=Round(Sum(gross), precision=2),
            per_line=Sum(Round(gross, precision=2)),
        )
        print(*totals.values())
    assert rounded.output == "36.4140 36.41 36.42\n"
    with show("share") as share:
        returned = Count("pk", filter=Q(status="returned"))
        shares = OrderLine.objects.aggregate(
            wrong=returned / Count("pk"),
            right=Cast(returned, FloatField()) / Count("pk"),
        )
        print(*shares.values())
    assert share.output == "0 0.25\n"
