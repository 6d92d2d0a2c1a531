from dataclasses import dataclass

from django.db import models
from django.utils import timezone

from shop.factories import OrderFactory
from shop.models import Order


def test_second_report(show, clock):
    """Three values are made once and shared by all reports of a process."""
    with show("class"):
        HEADINGS = {"order": "Order", "total": "Total"}

        class SalesReport:
            columns = ["order", "total"]
            currency = "EUR"

            def __init__(self, until=timezone.now(), headings=None):  # noqa: B008
                self.until = until
                self.headings = HEADINGS
                self.headings.update(headings or {})

            def with_tax(self):
                self.columns.append("tax")
                return self

            def orders(self):
                return Order.objects.filter(created__lte=self.until)

    clock.shift(3600)
    OrderFactory()
    with show("second") as second:
        SalesReport(headings={"total": "Sum"}).with_tax()
        report = SalesReport()
        print(report.columns)
        print(report.headings)
        print(report.orders().count(), "of", Order.objects.count())
    assert second.output == (
        "['order', 'total', 'tax']\n"
        "{'order': 'Order', 'total': 'Sum'}\n"
        "0 of 1\n"
    )
    HEADINGS = {"order": "Order", "total": "Total"}
    with show("cured"):

        class SalesReport:
            columns = ("order", "total")
            currency = "EUR"

            def __init__(self, until=None, headings=None):
                self.until = timezone.now() if until is None else until
                self.headings = HEADINGS | (headings or {})

            def with_tax(self):
                self.columns = (*self.columns, "tax")
                return self

    first = SalesReport(headings={"total": "Sum"}).with_tax()
    report = SalesReport()
    assert first.columns == ("order", "total", "tax")
    assert first.headings["total"] == "Sum"
    assert report.columns == ("order", "total")
    assert report.headings == HEADINGS == {"order": "Order", "total": "Total"}
    assert report.until == timezone.now()


def test_plus_equals(show):
    """+= on a list changes it in place, and then binds the name on the instance."""
    with show("on-the-class") as block:

        class Report:
            columns = ["order"]

        first, second = Report(), Report()
        first.columns += ["tax"]
        print(second.columns)
        print(vars(first), vars(second))
    assert block.output == (
        "['order', 'tax']\n{'columns': ['order', 'tax']} {}\n"
    )
    with show("one-list") as same:
        by_status = dict.fromkeys(["open", "paid"], [])
        by_status["open"].append("order 1")
        print(by_status)
    assert same.output == "{'open': ['order 1'], 'paid': ['order 1']}\n"
    with show("dataclass", raises=ValueError):

        @dataclass
        class Filters:
            statuses: list[str] = []


def test_default_of_a_field(show):
    """Django warns of both; the list is shared by every instance."""
    with show("checks") as block:

        class ReportPlan(models.Model):
            columns = models.JSONField(default=[])
            start = models.DateTimeField(default=timezone.now())

            class Meta:
                app_label = "shop"

        ReportPlan().columns.append("tax")
        print(ReportPlan().columns)
        for message in ReportPlan.check():
            print(type(message).__name__, message.id)
    assert (
        block.output == "['tax']\nWarning fields.E010\nWarning fields.W161\n"
    )
