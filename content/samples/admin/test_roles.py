from django.contrib import admin
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import path

from shop.factories import OrderFactory, UserFactory
from shop.models import Order


class PlainOrderAdmin(admin.ModelAdmin):
    list_display = ["id", "status", "created"]
    list_filter = ["status"]
    search_fields = ["=id", "customer__name"]
    readonly_fields = ["created"]
    fields = ["status", "created"]
    date_hierarchy = "created"


def test_one_registered_model(settings, urls, show):
    """One class gives these addresses; the rights decide which of them open."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    site = admin.AdminSite()
    site.register(Order, PlainOrderAdmin)
    urls(path("admin/", site.urls))
    OrderFactory()
    people = {
        "staff": [],
        "may view": ["view_order"],
        "may change": ["view_order", "change_order"],
    }
    rows = []
    for person, rights in people.items():
        user = UserFactory(is_staff=True)
        found = Permission.objects.filter(codename__in=rights)
        user.user_permissions.set(found)
        client = Client()
        client.force_login(user)
        order = "/admin/shop/order/1/change/"
        answers = [
            client.get("/admin/shop/order/"),
            client.get(order),
            client.post(order, {"status": "paid"}),
            client.get("/admin/shop/order/1/delete/"),
        ]
        rows.append([person, *(answer.status_code for answer in answers)])

    with show("by-right", code=PlainOrderAdmin) as block:
        print("list  page  save  delete")
        for person, *statuses in rows:
            print("   ".join(map(str, statuses)), person, sep="   ")
    assert block.output.splitlines() == [
        "list  page  save  delete",
        "403   403   403   403   staff",
        "200   200   403   403   may view",
        "200   200   302   403   may change",
    ]
