from django.conf import global_settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.test import Client
from django.urls import path

from shop.factories import CustomerFactory, OrderFactory, UserFactory
from shop.models import Order


def order(request, pk):
    mine = Order.objects.visible_to(request.user)
    return HttpResponse(str(get_object_or_404(mine, pk=pk)))


def receipt(request, pk):
    return HttpResponse(f"receipt for {Order.objects.get(pk=pk)}")


def test_what_is_on(show):
    """A bare project: what Django does unasked, and what waits for you."""
    with show("defaults") as block:
        for name in (
            "X_FRAME_OPTIONS",
            "SECURE_CONTENT_TYPE_NOSNIFF",
            "SECURE_REFERRER_POLICY",
            "SESSION_COOKIE_HTTPONLY",
            "SESSION_COOKIE_SAMESITE",
            "SESSION_COOKIE_SECURE",
            "CSRF_COOKIE_SECURE",
            "SECURE_SSL_REDIRECT",
            "SECURE_HSTS_SECONDS",
            "AUTH_PASSWORD_VALIDATORS",
        ):
            print(f"{name} = {getattr(global_settings, name)!r}")
    assert "SESSION_COOKIE_SECURE = False" in block.output
    assert "X_FRAME_OPTIONS = 'DENY'" in block.output


def test_as_a_stranger(show, urls):
    """Everything of Anna's, asked for by Boris."""
    urls(path("order/<int:pk>/", order), path("receipt/<int:pk>/", receipt))
    anna, boris = UserFactory(), UserFactory()
    OrderFactory(customer=CustomerFactory(user=anna))
    client = Client()
    client.force_login(boris)
    with show("walk") as block:
        for address in ("/order/1/", "/receipt/1/"):
            print(address, client.get(address).status_code)
    assert block.output == "/order/1/ 404\n/receipt/1/ 200\n"
