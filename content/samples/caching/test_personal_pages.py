import pytest
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.shortcuts import render
from django.test import Client, TestCase
from django.urls import path
from django.views.decorators.cache import cache_control, cache_page
from django.views.decorators.vary import vary_on_cookie

from recording.running import run
from shop.factories import CustomerFactory, OrderFactory, UserFactory
from shop.models import Order


@cache_page(60 * 15)
@login_required
def my_orders(request):
    orders = Order.objects.filter(customer__user=request.user)
    return render(request, "my_orders.html", {"orders": orders})


@cache_page(60 * 15)
@cache_control(private=True)
@login_required
def private_orders(request):
    orders = Order.objects.filter(customer__user=request.user)
    return render(request, "my_orders.html", {"orders": orders})


@vary_on_cookie
@cache_page(60 * 15)
@login_required
def varied_too_late(request):
    orders = Order.objects.filter(customer__user=request.user)
    return render(request, "my_orders.html", {"orders": orders})


def customer_of(name):
    user = UserFactory(username=name.lower())
    OrderFactory(customer=CustomerFactory(user=user, name=name))
    return user


@pytest.fixture
def people(show, urls):
    urls(
        path("my-orders/", my_orders),
        path("private/", private_orders),
        path("too-late/", varied_too_late),
    )
    clients = []
    for name in ("Anna", "Boris"):
        client = Client()
        client.force_login(customer_of(name))
        clients.append(client)
    return clients


def test_page_of_another_user(people, show):
    """The first customer's page is stored, and everybody gets it."""
    anna, boris = people
    with show("shared", code=my_orders) as block:
        anna.get("/my-orders/")
        boris.get("/my-orders/")
        Client().get("/my-orders/")
    assert block.responses == [200, 200, 200]
    assert all("Anna" in call["responseBody"] for call in block.exchanges)


def test_header_below_the_cache(people, show):
    """The decorator sees a header that is set below it, and not one above it."""
    anna, boris = people
    with show("private", code=private_orders) as block:
        anna.get("/private/")
        boris.get("/private/")
    assert "Boris" in block.exchanges[1]["responseBody"]
    with show("above", code=varied_too_late) as above:
        anna.get("/too-late/")
        boris.get("/too-late/")
    assert "Anna" in above.exchanges[1]["responseBody"]


def test_pinned_by_a_test(show, urls):
    """The test fails on the view that was reported, and passes on the other."""
    with show("test"):

        class PersonalTest(TestCase):
            def setUp(self):
                self.anna, self.boris = map(customer_of, ("Anna", "Boris"))
                cache.clear()

            def test_orders_are_personal(self):
                anna, boris = Client(), Client()
                anna.force_login(self.anna)
                boris.force_login(self.boris)
                self.assertContains(anna.get("/my-orders/"), "Anna")
                self.assertNotContains(boris.get("/my-orders/"), "Anna")
                anonymous = Client().get("/my-orders/")
                self.assertEqual(anonymous.status_code, 302)

    urls(path("my-orders/", my_orders))
    with show("fails") as reported:
        run(PersonalTest)
    urls(path("my-orders/", private_orders))
    with show("passes") as cured:
        run(PersonalTest)
    assert "1 run, 1 failed" in reported.output
    assert cured.output == "1 run, 0 failed\n"
