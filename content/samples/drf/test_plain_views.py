import json

import pytest
from django import forms
from django.core.handlers.base import BaseHandler
from django.http import HttpResponse, JsonResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.views.decorators.http import require_POST, require_safe
from rest_framework import generics, serializers
from rest_framework.authentication import TokenAuthentication
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response
from rest_framework.test import APIClient
from rest_framework.views import APIView

from shop.factories import ProductFactory, UserFactory
from shop.models import Product


@require_safe
def suggestions(request):
    term = request.GET.get("q", "").strip()
    products = Product.objects.none()
    if term:
        products = Product.objects.filter(name__istartswith=term)
    names = products.order_by("name").values_list("name", flat=True)
    return JsonResponse({"names": list(names[:10])})


def bare_stock(request):
    data = json.loads(request.body)
    product = Product.objects.get(sku=data["sku"])
    product.stock = data["stock"]
    product.save(update_fields=["stock"])
    return JsonResponse({"stock": product.stock})


class StockForm(forms.Form):
    sku = forms.ModelChoiceField(Product.objects, to_field_name="sku")
    stock = forms.IntegerField(min_value=0)


@require_POST
def checked_stock(request):
    try:
        data = json.loads(request.body)
    except ValueError:
        data = None
    form = StockForm(data if isinstance(data, dict) else {})
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    product = form.cleaned_data["sku"]
    product.stock = form.cleaned_data["stock"]
    product.save(update_fields=["stock"])
    return JsonResponse({"stock": product.stock})


class StockSerializer(serializers.Serializer):
    sku = serializers.SlugRelatedField("sku", queryset=Product.objects)
    stock = serializers.IntegerField(min_value=0)


class StockView(generics.GenericAPIView):
    serializer_class = StockSerializer
    authentication_classes = []

    def post(self, request):
        serializer = self.get_serializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        product = serializer.validated_data["sku"]
        product.stock = serializer.validated_data["stock"]
        product.save(update_fields=["stock"])
        return Response({"stock": product.stock})


@pytest.fixture
def shop(show, urls):
    ProductFactory.create_batch(3)
    urls(
        path("suggestions/", suggestions),
        path("bare/", bare_stock),
        path("checked/", checked_stock),
        path("drf/", StockView.as_view()),
    )


def test_suggestions_in_a_plain_view(shop, show):
    """One query, one shape, and nobody else calls it."""
    with show("view", code=suggestions) as block:
        Client().get("/suggestions/?q=k")
        Client().post("/suggestions/", {"q": "k"})
    assert block.responses == [200, 405]
    assert block.query_count == 1


AWKWARD = {
    "no JSON": ("POST", "{", "application/json"),
    "a list": ("POST", "[]", "application/json"),
    "no such sku": ("POST", '{"sku": "?", "stock": 1}', "application/json"),
    "text": ("POST", '{"sku": "SKU-1", "stock": "x"}', "application/json"),
    "negative": ("POST", '{"sku": "SKU-1", "stock": -1}', "application/json"),
    "XML": ("POST", "<stock/>", "application/xml"),
    "GET": ("GET", "", "application/json"),
}


def status(address, method, body, content_type):
    """The whole way through Django, without the exception that a client raises."""
    request = RequestFactory().generic(method, address, body, content_type)
    request._dont_enforce_csrf_checks = True
    handler = BaseHandler()
    handler.load_middleware()
    return handler.get_response(request).status_code


def test_awkward_requests(shop, show):
    """Seven requests that nobody sends on purpose, and three views."""
    with show("statuses") as block:
        for name, request in AWKWARD.items():
            bare = status("/bare/", *request)
            checked = status("/checked/", *request)
            print(f"{name:12}", bare, checked, status("/drf/", *request))
    assert block.output.splitlines() == [
        "no JSON      500 400 400",
        "a list       500 400 400",
        "no such sku  500 400 400",
        "text         500 400 400",
        "negative     500 400 400",
        "XML          500 400 415",
        "GET          500 405 405",
    ]


def test_stock_in_three_ways(shop, show):
    """What stands behind the three columns."""
    body = {"sku": "SKU-1", "stock": 5}
    with show("bare", code=bare_stock) as bare:
        Client().post("/bare/", body, "application/json")
    with show("checked", code=[StockForm, checked_stock]) as checked:
        Client().post("/checked/", body, "application/json")
    with show("drf", code=[StockSerializer, StockView]) as drf:
        Client().post("/drf/", body, "application/json")
    assert bare.responses == checked.responses == drf.responses == [200]


class OpenView(APIView):
    def post(self, request):
        return Response({"user": str(request.user)})


def plain(request):
    return HttpResponse(str(request.user))


def test_who_asks_for_the_csrf_token(show, urls):
    """A plain view is covered by the middleware; an API view asks by itself."""
    urls(path("plain/", plain), path("api/", OpenView.as_view()))
    anna = UserFactory()
    browser = Client(enforce_csrf_checks=True)
    with show("tokens") as block:
        browser.post("/plain/")
        browser.post("/api/")
        browser.force_login(anna)
        browser.post("/api/")
    assert block.responses == [403, 200, 403]


class PrivateView(APIView):
    authentication_classes = [TokenAuthentication]
    permission_classes = [IsAuthenticated]

    def get(self, request):
        return Response({"user": str(request.user)})


def test_client_that_skips(show, urls):
    """force_authenticate replaces what it should test."""
    urls(path("private/", PrivateView.as_view()))
    anna = UserFactory()
    with show("forced", code=PrivateView) as forced:
        client = APIClient()
        client.force_authenticate(anna)
        client.get("/private/")
    assert forced.responses == [200]
    with show("as-a-browser") as real:
        client = APIClient()
        client.force_login(anna)
        client.get("/private/")
    assert real.responses == [401]
