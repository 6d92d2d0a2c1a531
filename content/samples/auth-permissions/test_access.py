import pytest
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser, Permission
from django.db import NotSupportedError, transaction
from django.db.models import Count
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.test import Client
from django.urls import path

from shop.factories import (
    CustomerFactory,
    OrderFactory,
    OrderLineFactory,
    ProductFactory,
    UserFactory,
)
from shop.models import (
    Country,
    Order,
    OrderQuerySet,
    Seller,
    SupportProfile,
)


@login_required
def any_order(request, pk):
    order = get_object_or_404(Order, pk=pk)
    return JsonResponse({"order": order.pk})


@login_required
def own_order(request, pk):
    order = get_object_or_404(
        Order.objects.filter(customer__user=request.user), pk=pk
    )
    return JsonResponse({"order": order.pk})


@pytest.fixture
def two_buyers(show):
    """Anna has order 1, Boris has order 2."""
    users = UserFactory.create_batch(2)
    for user in users:
        OrderFactory(customer=CustomerFactory(user=user))
    clients = [Client(), Client()]
    for client, user in zip(clients, users, strict=True):
        client.force_login(user)
    return clients


def test_another_buyers_order(two_buyers, show, urls):
    """Logged in is not allowed: the second buyer reads the first one's order."""
    urls(
        path("any/<int:pk>/", any_order),
        path("orders/<int:pk>/", own_order),
    )
    anna, boris = two_buyers
    with show("any", code=any_order) as hole:
        boris.get("/any/1/")
    with show("own", code=own_order) as cured:
        anna.get("/orders/1/")
        boris.get("/orders/1/")
        Client().get("/orders/1/")
    assert hole.responses == [200]
    assert cured.responses == [200, 404, 302]


@pytest.fixture
def market(show):
    """An order of Anna in Chile, with two lines of one seller and one of another."""
    people = dict(
        zip(
            ("buyer", "other buyer", "seller", "other seller", "support"),
            UserFactory.create_batch(5),
            strict=True,
        )
    )
    chile = Country.objects.create(code="CL")
    order = OrderFactory(
        customer=CustomerFactory(user=people["buyer"]), country=chile
    )
    CustomerFactory(user=people["other buyer"])
    seller = Seller.objects.create(user=people["seller"], name="Pans")
    Seller.objects.create(user=people["other seller"], name="Rugs")
    for product in ProductFactory.create_batch(2, seller=seller):
        OrderLineFactory(order=order, product=product)
    OrderLineFactory(order=order)
    people["support"].user_permissions.add(
        Permission.objects.get(codename="support_orders")
    )
    profile = SupportProfile.objects.create(user=people["support"])
    profile.countries.add(chile)
    return {**people, "anonymous": AnonymousUser()}


def test_visible_to(market, show):
    """One rule in one place, for everybody who may see an order."""
    with show("rule", code=OrderQuerySet.visible_to) as block:
        for name, user in market.items():
            print(name.ljust(13), Order.objects.visible_to(user).count())
    assert [line.split()[-1] for line in block.output.splitlines()] == (
        ["1", "0", "1", "0", "1", "0"]
    )


def test_join_or_exists(market, show):
    """A join with distinct() cannot be locked, and later counts are wrong."""
    seller = market["seller"]
    with show("join-locked", raises=NotSupportedError):
        with transaction.atomic():
            orders = Order.objects.filter(lines__product__seller__user=seller)
            list(orders.distinct().select_for_update())
    with show("join-counted") as wrong:
        orders = Order.objects.filter(lines__product__seller__user=seller)
        print(orders.annotate(line_count=Count("lines"))[0].line_count)
    with show("exists-counted") as right:
        orders = Order.objects.visible_to(seller)
        print(orders.annotate(line_count=Count("lines"))[0].line_count)
    assert wrong.output == "2\n"
    assert right.output == "3\n"
