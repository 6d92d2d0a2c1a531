import json

import pytest
from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError as ModelError
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import translation
from rest_framework import exceptions, serializers
from rest_framework.response import Response
from rest_framework.test import APIClient
from rest_framework.views import APIView, exception_handler

from shop.factories import CustomerFactory, ProductFactory
from shop.models import Product, Review


class LineSerializer(serializers.Serializer):
    sku = serializers.CharField(max_length=20)
    quantity = serializers.IntegerField(min_value=1)


class CartSerializer(serializers.Serializer):
    customer = serializers.IntegerField()
    lines = LineSerializer(many=True)


class Cart(APIView):
    def post(self, request):
        serializer = CartSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        lines = serializer.validated_data["lines"]
        get_object_or_404(Product, sku=lines[0]["sku"])
        if lines[0]["quantity"] > 10:
            raise serializers.ValidationError("Not more than ten.")
        product = Product(name="", sku=lines[0]["sku"])
        product.full_clean()


class Reviews(APIView):
    def post(self, request):
        review = Review.objects.create(**request.data)
        return Response({"id": review.pk}, status=201)


CONFLICTS = {"one_review_per_customer": "already_reviewed"}


class Conflict(exceptions.APIException):
    status_code = 409
    default_detail = "This contradicts what is stored."


def as_api_error(exc):
    if isinstance(exc, Http404):
        return exceptions.NotFound()
    if isinstance(exc, PermissionDenied):
        return exceptions.PermissionDenied()
    if isinstance(exc, ModelError):
        return exceptions.ValidationError(
            serializers.as_serializer_error(exc)
        )
    if isinstance(exc, IntegrityError):
        name = exc.__cause__.diag.constraint_name
        if name in CONFLICTS:
            return Conflict(code=CONFLICTS[name])
    return exc


def flat(detail, place=""):
    if isinstance(detail, dict):
        for key, inner in detail.items():
            yield from flat(inner, f"{place}.{key}".lstrip("."))
    elif isinstance(detail, list):
        for inner in detail:
            yield from flat(inner, place)
    else:
        yield {"field": place, "code": detail.code, "message": detail}


def one_shape(exc, context):
    exc = as_api_error(exc)
    response = exception_handler(exc, context)
    if response is not None:
        response.data = {
            "status": response.status_code,
            "errors": list(flat(exc.detail)),
        }
        response.content_type = "application/problem+json"
    return response


@pytest.fixture
def client(show, urls):
    urls(
        path("carts/", Cart.as_view()),
        path("reviews/", Reviews.as_view()),
    )
    ProductFactory()
    CustomerFactory()
    return APIClient(raise_request_exception=False)


def cart(sku="SKU-1", quantity=1):
    return {"customer": 1, "lines": [{"sku": sku, "quantity": quantity}]}


def shape(response):
    kind = response["Content-Type"].split(";")[0]
    body = response.json() if kind == "application/json" else "a page"
    print(response.status_code, json.dumps(body))


def test_shapes_of_errors(client, show):
    """Six mistakes of a client, five shapes."""
    with show("shapes") as block:
        shape(client.post("/carts/", {"customer": "Anna"}))
        shape(client.post("/carts/", cart(quantity=0)))
        shape(client.post("/carts/", cart(quantity=11)))
        shape(client.post("/carts/", cart(sku="NONE")))
        shape(client.post("/carts/", cart()))
        shape(client.post("/cart/", cart()))
    assert block.responses == [400, 400, 400, 404, 500, 404]


def test_one_shape(client, show, settings):
    """The same six; the last one is not DRF's to answer."""
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {
        "EXCEPTION_HANDLER": one_shape
    }
    with show("handler", code=[flat, one_shape]) as block:
        client.post("/carts/", cart(quantity=0))
        client.post("/carts/", cart(sku="NONE"))
    assert block.responses == [400, 404]
    assert client.post("/carts/", cart()).status_code == 400
    assert client.post("/cart/", cart())["Content-Type"].startswith("text")
    with show("conflict", code=as_api_error) as conflict:
        review = {"product_id": 1, "customer_id": 1, "rating": 5}
        client.post("/reviews/", review)
        client.post("/reviews/", review)
    assert conflict.responses == [201, 409]


@pytest.fixture
def english():
    """The middleware leaves the last request's language switched on."""
    yield
    translation.deactivate()


def test_message_in_another_language(english, client, show, settings):
    """The text follows the reader, the code does not."""
    settings.MIDDLEWARE = [
        "django.middleware.locale.LocaleMiddleware",
        *settings.MIDDLEWARE,
    ]
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {
        "EXCEPTION_HANDLER": one_shape
    }
    with show("languages") as block:
        for language in ("en", "de"):
            wanted = {"Accept-Language": language}
            answer = client.post("/carts/", cart(sku="NO"), headers=wanted)
            (error,) = answer.json()["errors"]
            print(error["code"], "/", error["message"])
    assert block.output.count("not_found / ") == 2
