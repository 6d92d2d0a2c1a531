from datetime import date
from decimal import Decimal
from types import ModuleType

import pytest
from django.apps import AppConfig
from django.db import models, transaction
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.test.utils import isolate_apps


class SheetConfig(AppConfig):
    path = "sheet"


@pytest.fixture
def isolated():
    """An app of its own, so that its Order is not the shop's."""
    with isolate_apps(SheetConfig("sheet", ModuleType("sheet"))):
        yield


def make_models(show):
    with show("models"):

        class Customer(models.Model):
            email = models.EmailField(unique=True)
            name = models.CharField(max_length=100)

            class Meta:
                app_label = "sheet"

        class Product(models.Model):
            sku = models.CharField(max_length=20, unique=True)
            name = models.CharField(max_length=100)
            price = models.DecimalField(max_digits=8, decimal_places=2)

            class Meta:
                app_label = "sheet"

        class Order(models.Model):
            number = models.PositiveIntegerField(unique=True)
            day = models.DateField()
            customer = models.ForeignKey(Customer, models.PROTECT)
            ship_to = models.CharField(max_length=100)

            class Meta:
                app_label = "sheet"

    with show("line"):

        class OrderLine(models.Model):
            order = models.ForeignKey(
                Order, models.CASCADE, related_name="lines"
            )
            product = models.ForeignKey(Product, models.PROTECT)
            units = models.PositiveIntegerField()
            unit_price = models.DecimalField(max_digits=8, decimal_places=2)
            amount = models.GeneratedField(
                expression=F("units") * F("unit_price"),
                output_field=models.DecimalField(
                    max_digits=10, decimal_places=2
                ),
                db_persist=True,
            )

            class Meta:
                app_label = "sheet"
                constraints = [
                    models.UniqueConstraint(
                        fields=["order", "product"],
                        name="one_line_per_product",
                    ),
                    models.CheckConstraint(
                        condition=Q(units__gt=0), name="some_units"
                    ),
                ]

    return Customer, Product, Order, OrderLine


def test_order_sheet(show):
    """The spreadsheet as it came, one row for each thing in an order."""
    with show("sheet"):
        sheet = """
        order;day;customer;email;city;sku;product;price;units;total
        811;27 Feb;Anna;anna@example.com;Oslo;K1;Kettle;20.00;2;40.00
        812;1 Mar;Anna;anna@example.com;Bergen;K1;Kettle;22.00;1;30.00
        812;1 Mar;Anna;anna@example.com;Bergen;M1;Mug;8.00;1;30.00
        813;2 Mar;Boris;boris@example.com;Oslo;M1;Mug;8.00;4;30.00
        """
    header, *rows = (
        line.strip().split(";") for line in sheet.strip().splitlines()
    )
    assert {len(row) for row in rows} == {len(header)}
    sums = {}
    for row in rows:
        number, price, units = row[0], Decimal(row[7]), int(row[8])
        sums[number] = sums.get(number, 0) + price * units
    totals = {row[0]: Decimal(row[9]) for row in rows}
    assert [key for key in sums if sums[key] != totals[key]] == ["813"]


def test_order_tables(isolated, create_table, show):
    """Four tables; what a line was sold for stays when the price moves."""
    Customer, Product, Order, OrderLine = make_models(show)
    create_table(Customer, Product, Order, OrderLine)
    anna = Customer.objects.create(email="anna@example.com", name="Anna")
    kettle = Product.objects.create(sku="K1", name="Kettle", price=20)
    order = Order.objects.create(
        number=811, day=date(2026, 2, 27), customer=anna, ship_to="Oslo"
    )
    order.lines.create(product=kettle, units=2, unit_price=kettle.price)
    with show("new-price") as block:
        Product.objects.filter(sku="K1").update(price=22)
        line = OrderLine.objects.select_related("product").get()
        print("sold for ", line.units * line.unit_price)
        print("costs now", line.units * line.product.price)
    assert block.output == "sold for  40.00\ncosts now 44.00\n"
    assert line.amount == Decimal("40.00")


@pytest.fixture
def stored_total(isolated, create_table, show):
    class Order(models.Model):
        total = models.DecimalField(
            max_digits=10, decimal_places=2, default=0
        )

        class Meta:
            app_label = "sheet"

    class OrderLine(models.Model):
        order = models.ForeignKey(Order, models.CASCADE, related_name="lines")
        amount = models.DecimalField(max_digits=10, decimal_places=2)

        class Meta:
            app_label = "sheet"

    create_table(Order, OrderLine)
    Order.objects.create()
    return Order, OrderLine


def test_total_recomputed(stored_total, show, sessions):
    """The second UPDATE waits, and then sums up the lines as they were before."""
    Order, OrderLine = stored_total

    @transaction.atomic
    def add_line(order_id, amount):
        OrderLine.objects.create(order_id=order_id, amount=amount)
        lines = OrderLine.objects.filter(order=OuterRef("pk"))
        sums = lines.values("order").values(sum=Sum("amount"))
        Order.objects.filter(pk=order_id).update(total=Subquery(sums))

    with show("recompute", code=add_line) as block:
        stage = sessions(block)
        anna = stage.start("Anna", add_line, 1, 22)
        boris = stage.start("Boris", add_line, 1, 8)
        anna.step_to("UPDATE")
        anna.step()
        boris.step_to("UPDATE")
        boris.step()
        anna.finish()
        boris.finish()
        print("total:", Order.objects.get().total)
        sums = OrderLine.objects.aggregate(all=Sum("amount"))
        print("lines:", sums["all"])
    assert block.output == "total: 8.00\nlines: 30.00\n"

    def drifted():
        return (
            Order.objects.annotate(
                true_total=Coalesce(Sum("lines__amount"), Decimal(0))
            )
            .exclude(total=F("true_total"))
            .values_list("pk", "total", "true_total")
        )

    with show("drift", code=drifted):
        for row in drifted():
            print(*row)


def test_total_under_lock(stored_total, show, sessions):
    """Whoever adds a line locks the order first."""
    Order, OrderLine = stored_total

    @transaction.atomic
    def add_line(order_id, amount):
        orders = Order.objects.select_for_update(no_key=True)
        order = orders.get(pk=order_id)
        order.lines.create(amount=amount)
        order.total = order.lines.aggregate(sum=Sum("amount"))["sum"]
        order.save(update_fields=["total"])

    with show("lock-first", code=add_line) as block:
        stage = sessions(block)
        anna = stage.start("Anna", add_line, 1, 22)
        boris = stage.start("Boris", add_line, 1, 8)
        anna.step_to("INSERT")
        boris.step()
        anna.finish()
        boris.finish()
        print("total:", Order.objects.get().total)
    assert block.output == "total: 30.00\n"
