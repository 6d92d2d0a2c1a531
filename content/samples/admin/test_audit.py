from decimal import Decimal
from pathlib import Path

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db import connection, models, transaction
from django.db.models import F
from django.test import Client
from django.test.utils import isolate_apps
from django.urls import path

from shop.factories import ProductFactory, UserFactory
from shop.models import Product

HISTORY = Path(__file__).with_name("price_history.sql")


class PriceAdmin(admin.ModelAdmin):
    fields = ["price"]
    list_display = ["name", "price"]
    list_editable = ["price"]
    actions = ["cheaper"]

    @admin.action(description="Lower the price by 10")
    def cheaper(self, request, queryset):
        queryset.update(price=F("price") - 10)


@pytest.fixture
def anna(show):
    return UserFactory(is_staff=True, is_superuser=True)


@pytest.fixture
def staff(settings, urls, anna):
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    site = admin.AdminSite()
    site.register(Product, PriceAdmin)
    urls(path("admin/", site.urls))
    client = Client()
    client.force_login(anna)
    return client


@pytest.fixture
def kettle(show):
    return ProductFactory(price=Decimal(100))


@pytest.fixture
def isolated():
    with isolate_apps("shop"):
        yield


@pytest.fixture
def noted_price(isolated, create_table):
    """A table without foreign keys, filled by the trigger."""

    class NotedPrice(models.Model):
        product_id = models.BigIntegerField()
        old = models.DecimalField(max_digits=8, decimal_places=2)
        new = models.DecimalField(max_digits=8, decimal_places=2)
        actor = models.CharField(max_length=50, blank=True)

        class Meta:
            app_label = "shop"

    create_table(NotedPrice)
    with connection.cursor() as cursor:
        cursor.execute(HISTORY.read_text(encoding="utf-8"))
    yield NotedPrice
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER note_price ON shop_product")
        cursor.execute("DROP FUNCTION note_price")


def test_five_ways_to_a_price(staff, kettle, show):
    """Which changes of a price the admin's log knows, and what it says about them."""
    page = "/admin/shop/product/1/change/"
    table = "/admin/shop/product/"
    inline = {
        "form-TOTAL_FORMS": "1",
        "form-INITIAL_FORMS": "1",
        "form-0-id": "1",
        "form-0-price": "80",
        "_save": "Save",
    }
    chosen = {"action": "cheaper", "_selected_action": ["1"]}

    staff.post(page, {"price": "90"})
    staff.post(table, inline)
    staff.post(table, chosen)
    assert Product.objects.get().price == 70
    kettle.price = 60
    kettle.save()
    Product.objects.update(price=50)
    with show("what-was-logged") as block:
        for entry in LogEntry.objects.order_by("pk"):
            print(entry.user, entry.object_repr, entry.change_message)
        print("price now:", Product.objects.get().price)
    assert LogEntry.objects.count() == 2
    assert block.output.endswith("price now: 50.00\n")
    assert "100" not in block.output


def test_log_that_vanishes(staff, anna, kettle, show):
    """The log's rows can be edited, and go with the account that made them."""
    staff.post("/admin/shop/product/1/change/", {"price": "10"})
    boris = UserFactory()
    with show("rewritten") as block:
        LogEntry.objects.update(user=boris)
        print(LogEntry.objects.get().user)
        boris.delete()
        print("entries:", LogEntry.objects.count())
    assert block.output == "boris\nentries: 0\n"


def test_price_history(noted_price, kettle, show):
    """A trigger sees every UPDATE, and knows the person if it was told."""
    with show("trigger", code="admin/price_history.sql"):
        pass

    def set_actor(name):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('shop.actor', %s, true)", [name]
            )

    with show("noted", code=set_actor) as block:
        with transaction.atomic():
            set_actor("anna")
            Product.objects.filter(pk=kettle.pk).update(price=10)
        Product.objects.filter(pk=kettle.pk).update(price=12)
        for noted in noted_price.objects.order_by("pk"):
            print(noted.old, "->", noted.new, "by", noted.actor or "?")
    assert block.output == "100.00 -> 10.00 by anna\n10.00 -> 12.00 by ?\n"
