from decimal import Decimal

import factory
import pytest
from django.core import serializers
from django.core.management import call_command
from django.db import models
from django.test import TestCase

from recording.running import run
from shop.factories import Base, OrderLineFactory, ProductFactory
from shop.models import Order, Payment, Product


def total(products):
    return sum(product.price for product in products)


@pytest.fixture
def catalogue(show, settings, tmp_path):
    """A file of three products, as ``dumpdata`` would have written it."""
    ProductFactory.create_batch(3)
    text = serializers.serialize("json", Product.objects.order_by("pk"))
    (tmp_path / "shop.json").write_text(text)
    settings.FIXTURE_DIRS = [tmp_path]
    Product.objects.all().delete()


def test_object_that_stays(catalogue, show):
    """The row is rolled back after a test, the object in memory is not."""
    with show("class"):

        class PriceTest(TestCase):
            fixtures = ["shop.json"]

            @classmethod
            def setUpClass(cls):
                super().setUpClass()
                cls.kettle = Product.objects.get(pk=1)

            def test_reduced_price(self):
                self.kettle.price = Decimal("5")
                self.kettle.save()
                self.assertEqual(total([self.kettle]), 5)

            def test_total_of_two(self):
                self.assertEqual(total([self.kettle] * 2), 20)

            def test_whole_catalogue(self):
                self.assertEqual(Product.objects.count(), 3)

    with show("together") as together:
        run(PriceTest)
    with show("row-and-object") as rolled_back:

        class RowTest(PriceTest):
            def test_total_of_two(self):
                row = Product.objects.get(pk=1)
                print("object:", self.kettle.price, "row:", row.price)

        run(RowTest)
    assert "test_total_of_two: AssertionError" in together.output
    assert "('10') != 20" in together.output
    assert "3 run, 1 failed" in together.output
    assert "object: 5 row: 10.00" in rolled_back.output


class PaymentFactory(Base):
    class Meta:
        model = Payment


def test_traits_of_an_order(customer, show):
    """A trait names a situation; the test says which one, and nothing else."""
    with show("factory"):

        class OrderFactory(Base):
            class Meta:
                model = Order
                skip_postgeneration_save = True

            class Params:
                paid = factory.Trait(
                    status="paid",
                    payment=factory.RelatedFactory(
                        PaymentFactory, "order", status="done"
                    ),
                )

    with show("use") as block:
        order = OrderFactory(customer=customer, paid=True)
        print(order.status, order.payments.get().status)
    assert block.output == "paid done\n"
    assert sum("INSERT" in sql for sql in block.sql) == 2


def test_rows_behind_a_line(show):
    """One line brings its whole family, unless the test hands it over."""
    with show("alone") as alone:
        OrderLineFactory.create_batch(3)
    with show("shared") as shared:
        first = OrderLineFactory()
        OrderLineFactory.create_batch(
            2, order=first.order, product=first.product
        )
    assert alone.query_count == 12
    assert shared.query_count == 6


def test_fixture_goes_past_save(create_table, settings, tmp_path, show):
    """loaddata writes rows as they stand in the file: no save(), no auto_now."""
    with show("model"):

        class Voucher(models.Model):
            code = models.CharField(max_length=20)
            changed = models.DateTimeField(auto_now=True, null=True)

            class Meta:
                app_label = "shop"

            def save(self, **kwargs):
                self.code = self.code.upper()
                super().save(**kwargs)

    create_table(Voucher)
    line = '[{"model": "shop.voucher", "fields": {"code": "spring"}}]'
    settings.FIXTURE_DIRS = [tmp_path]
    (tmp_path / "vouchers.json").write_text(line)
    with show("loaded") as block:
        Voucher.objects.create(code="spring")
        call_command("loaddata", "vouchers.json", verbosity=0)
        for voucher in Voucher.objects.order_by("pk"):
            print(voucher.code, "changed:", voucher.changed is not None)
    assert block.output == "SPRING changed: True\nspring changed: False\n"
