import pytest
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.test import Client
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme

from shop.models import User


def log_in(request):
    form = AuthenticationForm(request, request.POST)
    if not form.is_valid():
        return JsonResponse(form.errors, status=400)
    login(request, form.get_user())
    return redirect(request.POST.get("next", "/"))


def log_in_safely(request):
    form = AuthenticationForm(request, request.POST)
    if not form.is_valid():
        return JsonResponse(form.errors, status=400)
    login(request, form.get_user())
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(
        target, {request.get_host()}, require_https=request.is_secure()
    ):
        target = "/"
    return redirect(target)


@login_required
def order_list(request):
    return HttpResponse("orders")


@pytest.fixture
def log_in_to(show, urls):
    """Logs Anna in at an address, with the ``next`` that a link gave her."""
    urls(
        path("orders/", order_list),
        path("any/", log_in),
        path("own/", log_in_safely),
        path("login/", LoginView.as_view()),
    )
    User.objects.create_user("anna", password="correct horse")

    def post(address, target):
        data = {"username": "anna", "password": "correct horse"}
        return Client().post(address, {**data, "next": target})["Location"]

    return post


def test_login_that_leads_away(log_in_to, show):
    """The address after the login comes from a link that anyone can write."""
    with show("required") as required:
        Client().get("/orders/")
    location = required.exchanges[0]["responseHeaders"]["Location"]
    assert location == "/login/?next=/orders/"
    with show("any-address", code=log_in) as hole:
        print(log_in_to("/any/", "https://evil.example/"))
    assert hole.output == "https://evil.example/\n"
    with show("own-address", code=log_in_safely) as cured:
        print(log_in_to("/own/", "https://evil.example/"))
    assert cured.output == "/\n"
    for target in ("//evil.example", "https:///evil.example", "javascript:1"):
        assert log_in_to("/own/", target) == "/"
    assert log_in_to("/own/", "/orders/") == "/orders/"
    alone = {"username": "anna", "password": "correct horse"}
    assert Client().post("/own/", alone)["Location"] == "/"
    wrong = {"username": "anna", "password": "guess", "next": "/orders/"}
    assert Client().post("/own/", wrong).status_code == 400
    assert log_in_to("/login/", "https://evil.example/") == (
        "/accounts/profile/"
    )
