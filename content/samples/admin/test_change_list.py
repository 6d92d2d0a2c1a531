import pytest
from django.contrib import admin
from django.db.models import Count
from django.test import Client
from django.urls import path

from shop.factories import UserFactory
from shop.models import Order


class OrderAdmin(admin.ModelAdmin):
    list_display = ["id", "customer_name", "line_count"]

    def customer_name(self, order):
        return order.customer.name

    def line_count(self, order):
        return order.lines.count()


class LoadedOrderAdmin(admin.ModelAdmin):
    list_display = ["id", "customer_name", "line_count"]
    list_select_related = ["customer"]
    show_full_result_count = False

    def get_queryset(self, request):
        orders = super().get_queryset(request)
        return orders.annotate(line_count=Count("lines"))

    def customer_name(self, order):
        return order.customer.name

    def line_count(self, order):
        return order.line_count


@pytest.fixture
def staff(orders, urls):
    """A member of staff, and the orders in two admin sites."""
    sites = []
    for name, options in (("slow", OrderAdmin), ("fast", LoadedOrderAdmin)):
        site = admin.AdminSite(name=name)
        site.register(Order, options)
        sites.append(path(f"{name}/", site.urls))
    urls(*sites, path("admin/", admin.site.urls))
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))
    return client


def test_columns_that_query(staff, show):
    """Two methods in list_display: two queries for each row, and a second count."""
    with show("slow", code=OrderAdmin) as slow:
        response = staff.get("/slow/shop/order/")
        print("rows:", response.content.count(b'action-checkbox"'))
    with show("fast", code=LoadedOrderAdmin) as fast:
        staff.get("/fast/shop/order/")
    assert slow.query_count == fast.query_count + 2 * 5 + 1
    assert sum("COUNT(*)" in sql for sql in fast.sql) == 1
