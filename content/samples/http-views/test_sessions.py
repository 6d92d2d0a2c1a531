from importlib import import_module

import pytest
from django.conf import settings as django_settings
from django.http import HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.http import require_POST

SessionStore = import_module(django_settings.SESSION_ENGINE).SessionStore


def start(request):
    request.session["cart"] = {"SKU-1": 1}
    return HttpResponse()


@require_POST
def add_one(request, sku):
    request.session["cart"][sku] += 1
    quantity = request.session["cart"][sku]
    return JsonResponse({"quantity": quantity})


@require_POST
def add_one_and_save(request, sku):
    request.session["cart"][sku] += 1
    request.session.modified = True
    return JsonResponse({"quantity": request.session["cart"][sku]})


@pytest.fixture
def cart(client, urls, show):
    urls(
        path("start/", start),
        path("add/<sku>/", add_one),
        path("add-and-save/<sku>/", add_one_and_save),
    )
    client.get("/start/")


def test_change_inside_the_session(cart, client, show):
    """The response shows the new number, and the next request the old one."""
    with show("nested", code=add_one) as lost:
        client.post("/add/SKU-1/")
        client.post("/add/SKU-1/")
    assert [call["responseBody"] for call in lost.exchanges] == [
        '{\n  "quantity": 2\n}'
    ] * 2
    with show("modified", code=add_one_and_save):
        client.post("/add-and-save/SKU-1/")
        client.post("/add-and-save/SKU-1/")
    assert client.session["cart"] == {"SKU-1": 3}


def test_last_write_wins(cart, client, show):
    """Two requests write the whole session back: one product is gone."""
    key = client.session.session_key
    with show("two-tabs") as block:
        one, two = SessionStore(key), SessionStore(key)
        one["cart"]["SKU-2"] = 1
        two["cart"]["SKU-3"] = 1
        one.save()
        two.save()
        print(SessionStore(key)["cart"])
    assert block.output == "{'SKU-1': 1, 'SKU-3': 1}\n"


def test_key_changes_at_login(cart, client, show, django_user_model):
    """The content survives the login under a new key, and the logout ends it."""
    anna = django_user_model.objects.create_user("anna")
    before = client.session.session_key
    with show("login-and-logout") as block:
        client.force_login(anna)
        print("same key:", client.session.session_key == before)
        print("cart:", client.session["cart"])
        client.logout()
        print("after logout:", dict(client.session.items()))
    assert block.output == (
        "same key: False\ncart: {'SKU-1': 1}\nafter logout: {}\n"
    )
