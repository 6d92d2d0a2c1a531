import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import path

from shop.factories import CustomerFactory, OrderFactory, UserFactory
from shop.models import Country, Customer, Order, SupportProfile

RIGHTS = ["view_order", "change_order", "view_customer", "view_country"]


class OrderAdmin(admin.ModelAdmin):
    list_display = ["id", "customer", "status"]
    fields = ["customer", "country", "status"]
    autocomplete_fields = ["customer"]

    def get_queryset(self, request):
        orders = super().get_queryset(request)
        if request.user.is_superuser:
            return orders
        mine = request.user.supportprofile.countries.all()
        return orders.filter(country__in=mine)


class CustomerAdmin(admin.ModelAdmin):
    search_fields = ["name", "email"]
    ordering = ["name"]


class ScopedOrderAdmin(OrderAdmin):
    def get_readonly_fields(self, request, obj=None):
        if request.user.is_superuser:
            return []
        return ["customer", "country"]


class ScopedCustomerAdmin(CustomerAdmin):
    def get_queryset(self, request):
        customers = super().get_queryset(request)
        if request.user.is_superuser:
            return customers
        mine = request.user.supportprofile.countries.all()
        hers = Order.objects.filter(country__in=mine)
        return customers.filter(pk__in=hers.values("customer"))


@pytest.fixture
def door(settings, urls, show):
    """Clara supports Germany: order 1 of Anna is hers, order 2 of Boris is French."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    de, fr = (Country.objects.create(code=code) for code in ("DE", "FR"))
    OrderFactory(country=de, customer=CustomerFactory())
    OrderFactory(country=fr, customer=CustomerFactory())
    clara = UserFactory(username="clara", is_staff=True)
    SupportProfile.objects.create(user=clara).countries.add(de)

    def open_for(order_admin, customer_admin, *more):
        site = admin.AdminSite()
        site.register(Order, order_admin)
        site.register(Customer, customer_admin)
        urls(path("admin/", site.urls))
        found = Permission.objects.filter(codename__in=[*RIGHTS, *more])
        clara.user_permissions.set(found)
        client = Client()
        client.force_login(clara)
        return client

    return open_for


SUGGEST = (
    "/admin/autocomplete/?term=&app_label=shop&model_name=order"
    "&field_name=customer"
)


def asked(response):
    """What was sent, and the status of the answer."""
    sent = response.request
    return f"{sent['REQUEST_METHOD']} {sent['PATH_INFO']}: {response.status_code}"


def suggested(response):
    return [found["text"] for found in response.json()["results"]]


FRENCH = {"customer": "2", "country": "2", "status": "open"}


def test_four_ways_round_the_queryset(door, show):
    """The list and the address are closed. Suggestions and posted keys are not."""
    with show("admin", code=[OrderAdmin, CustomerAdmin]):
        pass

    clara = door(OrderAdmin, CustomerAdmin)
    table = clara.get("/admin/shop/order/")
    other = clara.get("/admin/shop/order/2/change/")
    names = clara.get(SUGGEST)
    saved = clara.post("/admin/shop/order/1/change/", FRENCH)
    order = Order.objects.select_related("customer", "country").get(pk=1)
    with show("doors") as block:
        print(asked(table), table.context["cl"].result_count, "order")
        print(asked(other), "to", other.headers["location"])
        print(asked(names), suggested(names))
        print(asked(saved), FRENCH)
        print("order 1 now:", order.customer, order.country)
    assert block.output.splitlines() == [
        "GET /admin/shop/order/: 200 1 order",
        "GET /admin/shop/order/2/change/: 302 to /admin/",
        "GET /admin/autocomplete/: 200 ['Anna', 'Boris']",
        f"POST /admin/shop/order/1/change/: 302 {FRENCH}",
        "order 1 now: Boris FR",
    ]


def test_closed_doors(door, show):
    """The same requests, with the fields read-only and the suggestions limited."""
    clara = door(ScopedOrderAdmin, ScopedCustomerAdmin)
    names = clara.get(SUGGEST)
    stranger = clara.get("/admin/shop/customer/2/change/")
    saved = clara.post("/admin/shop/order/1/change/", FRENCH)
    order = Order.objects.select_related("customer", "country").get(pk=1)
    with show(
        "closed", code=[ScopedOrderAdmin, ScopedCustomerAdmin]
    ) as block:
        print(asked(names), suggested(names))
        print(asked(stranger), "to", stranger.headers["location"])
        print(asked(saved), FRENCH)
        print("order 1 still:", order.customer, order.country)
    assert block.output.splitlines() == [
        "GET /admin/autocomplete/: 200 ['Anna']",
        "GET /admin/shop/customer/2/change/: 302 to /admin/",
        f"POST /admin/shop/order/1/change/: 302 {FRENCH}",
        "order 1 still: Anna DE",
    ]


def test_offered_is_not_accepted(door, show):
    """Limited suggestions do not limit what may be posted."""
    clara = door(OrderAdmin, ScopedCustomerAdmin)
    names = clara.get(SUGGEST)
    saved = clara.post("/admin/shop/order/1/change/", FRENCH)
    order = Order.objects.select_related("customer").get(pk=1)
    with show("posted-key") as block:
        print(asked(names), suggested(names))
        print(asked(saved), FRENCH)
        print("customer of order 1:", order.customer)
    assert block.output.splitlines() == [
        "GET /admin/autocomplete/: 200 ['Anna']",
        f"POST /admin/shop/order/1/change/: 302 {FRENCH}",
        "customer of order 1: Boris",
    ]


class OnlyOpenOrdersAdmin(OrderAdmin):
    actions = ["close"]

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        if obj is not None:
            allowed = allowed and obj.status == "open"
        return allowed

    @admin.action(permissions=["change"])
    def close(self, request, queryset):
        queryset.update(status="closed")


def test_permission_per_object(door, show):
    """An answer by object is asked on the page of the object, not for an action."""
    Order.objects.filter(pk=1).update(status="paid")
    clara = door(OnlyOpenOrdersAdmin, CustomerAdmin)
    page = clara.post("/admin/shop/order/1/change/", FRENCH)
    chosen = {"action": "close", "_selected_action": "1"}
    action = clara.post("/admin/shop/order/", chosen)
    order = Order.objects.get(pk=1)
    with show("by-object", code=OnlyOpenOrdersAdmin) as block:
        print(asked(page))
        print(asked(action), chosen)
        print("order 1, which was paid:", order.status)
    assert block.output.endswith("order 1, which was paid: closed\n")
    assert page.status_code == 403
