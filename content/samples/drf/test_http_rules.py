import pytest
from django.shortcuts import get_object_or_404
from django.urls import include, path
from django.utils.decorators import method_decorator
from django.views.decorators.http import condition
from rest_framework import serializers, viewsets
from rest_framework.pagination import CursorPagination, PageNumberPagination
from rest_framework.response import Response
from rest_framework.routers import DefaultRouter
from rest_framework.test import APIClient
from rest_framework.throttling import AnonRateThrottle
from rest_framework.views import APIView

from shop.factories import OrderFactory, ProductFactory
from shop.models import Order, Product


class TwoPerMinute(AnonRateThrottle):
    rate = "2/min"


class Prices(APIView):
    throttle_classes = [TwoPerMinute]

    def get(self, request):
        return Response({"SKU-1": "10.00"})


def test_throttle(show, urls, clock):
    """The third call gets 429, and after the time it names the door is open."""
    urls(path("prices/", Prices.as_view()))
    client = APIClient()
    with show("throttle", code=[TwoPerMinute, Prices]) as block:
        for _ in range(3):
            client.get("/prices/")
        clock.shift(60)
        client.get("/prices/")
    assert block.code.splitlines()[4] == "class Prices(APIView):"
    assert block.responses == [200, 200, 429, 200]
    assert block.exchanges[2]["responseHeaders"]["Retry-After"] == "60"


def etag(request, pk):
    product = Product.objects.filter(pk=pk).first()
    return f'"{product.pk}-{product.price}"' if product else None


@method_decorator(condition(etag_func=etag), name="dispatch")
class ProductDetail(APIView):
    def get(self, request, pk):
        product = get_object_or_404(Product, pk=pk)
        return Response({"price": str(product.price)})

    def put(self, request, pk):
        if "If-Match" not in request.headers:
            return Response({"error": "send If-Match"}, status=428)
        product = get_object_or_404(Product, pk=pk)
        product.price = request.data["price"]
        product.save(update_fields=["price"])
        return Response({"price": product.price})


def test_stale_update(show, urls):
    """Who read before the other's change gets 412; who sends no version, 428."""
    ProductFactory(price=10)
    urls(path("products/<int:pk>/", ProductDetail.as_view()))
    client = APIClient()
    read = client.get("/products/1/")["ETag"]
    with show("if-match", code=[etag, ProductDetail]) as block:
        match = {"If-Match": read}
        client.put("/products/1/", {"price": "12.00"}, headers=match)
        client.put("/products/1/", {"price": "9.00"}, headers=match)
        client.put("/products/1/", {"price": "9.00"})
    assert "class ProductDetail(APIView):" in block.code
    assert block.responses == [200, 412, 428]
    assert Product.objects.get().price == 12


class OrderSerializer(serializers.ModelSerializer):
    class Meta:
        model = Order
        fields = ["id"]


class ByPage(PageNumberPagination):
    page_size = 2


class ByCursor(CursorPagination):
    page_size = 2
    ordering = "-id"


class PagedOrders(viewsets.ReadOnlyModelViewSet):
    queryset = Order.objects.order_by("-id")
    serializer_class = OrderSerializer
    pagination_class = ByPage


class CursorOrders(PagedOrders):
    pagination_class = ByCursor


@pytest.fixture
def four_orders(show, urls):
    OrderFactory.create_batch(4)
    router = DefaultRouter()
    router.register("paged", PagedOrders, "paged")
    router.register("cursor", CursorOrders, "cursor")
    urls(path("", include(router.urls)))


def ids(response):
    return [row["id"] for row in response.json()["results"]]


def test_list_that_moves(four_orders, show):
    """An order placed between two pages: one row comes twice, or does not."""
    client = APIClient()
    with show("page-number", code=[ByPage, PagedOrders]) as pages:
        print(ids(client.get("/paged/")))
        OrderFactory()
        print(ids(client.get("/paged/?page=2")))
    with show("cursor", code=[ByCursor, CursorOrders]) as cursor:
        first = client.get("/cursor/")
        print(ids(first))
        OrderFactory()
        print(ids(client.get(first.json()["next"])))
    assert pages.output == "[4, 3]\n[3, 2]\n"
    assert cursor.output == "[5, 4]\n[3, 2]\n"
