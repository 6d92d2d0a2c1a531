from datetime import timedelta

import pytest
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.test import Client
from django.urls import get_resolver, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods
from django.views.generic import DetailView, View

from shop.factories import CustomerFactory, OrderFactory, UserFactory
from shop.models import Order

PAGE = "{{ order }}: {{ order.status }}. {{ notices|join:' ' }}"


@pytest.fixture
def anna_and_boris(show, settings):
    """Order 1 is Anna's and order 2 is Boris's."""
    loader = (
        "django.template.loaders.locmem.Loader",
        {"return_order.html": PAGE},
    )
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"loaders": [loader]},
        }
    ]
    clients = []
    for user in UserFactory.create_batch(2):
        client = Client()
        client.force_login(user)
        OrderFactory(customer=CustomerFactory(user=user))
        clients.append(client)
    return clients


@pytest.fixture
def return_order(show):
    class ReturnOrder(DetailView):
        template_name = "return_order.html"
        queryset = Order.objects.filter(
            created__gte=timezone.now() - timedelta(days=30)
        )
        notices = []

        @method_decorator(login_required)
        def get(self, request, *args, **kwargs):
            return super().get(request, *args, **kwargs)

        def get_queryset(self):
            mine = {"customer__user": self.request.user}
            return super().get_queryset().filter(**mine)

        def get_context_data(self, **kwargs):
            return super().get_context_data(notices=self.notices, **kwargs)

        def post(self, request, pk):
            order = Order.objects.get(pk=pk)
            order.status = "returned"
            order.save()
            self.notices.append(f"{order} is sent back.")
            return self.get(request, pk=pk)

    return ReturnOrder


def test_class_for_returns(anna_and_boris, return_order, urls, show, clock):
    """A POST passes by the login, the owner and the thirty days."""
    anna, boris = anna_and_boris
    urls(path("orders/<int:pk>/return/", return_order.as_view()))
    with show("class", code=return_order) as block:
        anna.get("/orders/1/return/")
    assert block.responses == [200]
    with show("visitor") as visitor:
        Client().post("/orders/1/return/")
        print(Order.objects.get(pk=1).status)
    assert visitor.responses == [302]
    assert visitor.output == "returned\n"
    with show("notice") as notice:
        boris.get("/orders/2/return/")
    assert notice.exchanges[0]["responseBody"] == (
        "Order 2: open. Order 1 is sent back."
    )
    clock.shift(timedelta(days=10).total_seconds())
    with show("ten-days-later") as later:
        long_ago = timezone.now() - timedelta(days=38)
        Order.objects.filter(pk=2).update(created=long_ago)
        boris.get("/orders/2/return/")
    assert later.responses == [200]


class ReturnOrder(LoginRequiredMixin, DetailView):
    template_name = "return_order.html"

    def get_queryset(self):
        since = timezone.now() - timedelta(days=30)
        return Order.objects.filter(
            customer__user=self.request.user, created__gte=since
        )

    def post(self, request, *args, **kwargs):
        order = self.get_object()
        order.status = "returned"
        order.save(update_fields=["status"])
        return redirect("return-order", pk=order.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def return_order_view(request, pk):
    since = timezone.now() - timedelta(days=30)
    mine = Order.objects.filter(
        customer__user=request.user, created__gte=since
    )
    order = get_object_or_404(mine, pk=pk)
    if request.method == "POST":
        order.status = "returned"
        order.save(update_fields=["status"])
        return redirect("return-order", pk=order.pk)
    return render(request, "return_order.html", {"order": order})


def test_class_repaired(anna_and_boris, urls, show):
    """Every method passes the login and takes its row from one place."""
    anna, boris = anna_and_boris
    urls(
        path(
            "orders/<int:pk>/return/",
            ReturnOrder.as_view(),
            name="return-order",
        )
    )
    with show("repaired", code=ReturnOrder) as block:
        Client().post("/orders/1/return/")
        boris.post("/orders/1/return/")
        anna.post("/orders/1/return/")
        anna.delete("/orders/1/return/")
    assert block.responses == [302, 404, 302, 405]
    locations = [
        exchange["responseHeaders"].get("Location")
        for exchange in block.exchanges
    ]
    assert locations[0] == "/login/?next=/orders/1/return/"
    assert locations[2] == "/orders/1/return/"
    allow = block.exchanges[3]["responseHeaders"]["Allow"]
    assert allow == "GET, HEAD, OPTIONS, POST"


def test_function_for_returns(anna_and_boris, urls, show):
    """The same page as a function answers in the same way."""
    anna, boris = anna_and_boris
    urls(
        path(
            "orders/<int:pk>/return/",
            return_order_view,
            name="return-order",
        )
    )
    with show("function", code=return_order_view) as block:
        Client().post("/orders/1/return/")
        boris.post("/orders/1/return/")
        anna.post("/orders/1/return/")
        anna.delete("/orders/1/return/")
    assert block.responses == [302, 404, 302, 405]


class Health(View):
    def get(self, request):
        return HttpResponse("ok")


def test_every_method_of_every_view(anna_and_boris, return_order, show, urls):
    """A walk over the addresses as a visitor, with a database that refuses."""
    urls(
        path("health/", Health.as_view(), name="health"),
        path(
            "orders/<int:pk>/return/",
            return_order.as_view(),
            name="return-order",
        ),
    )
    methods = ("GET", "POST", "PUT", "PATCH", "DELETE")

    def refuse(execute, sql, params, many, context):
        raise AssertionError(sql)

    def open_to_visitors():
        visitor = Client(raise_request_exception=False)
        found = set()
        for pattern in get_resolver().url_patterns:
            ones = dict.fromkeys(pattern.pattern.converters, 1)
            address = reverse(pattern.name, kwargs=ones)
            for method in methods:
                with connection.execute_wrapper(refuse):
                    response = visitor.generic(method, address)
                if response.status_code not in (302, 405):
                    found.add((pattern.name, method))
        return found

    with show("walk", code=[refuse, open_to_visitors]) as block:
        print(open_to_visitors() - {("health", "GET")})
    assert block.output == "{('return-order', 'POST')}\n"
