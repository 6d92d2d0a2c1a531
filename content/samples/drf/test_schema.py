from django.urls import include, path
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.routers import DefaultRouter

from shop.models import Order


class OrderSerializer(serializers.ModelSerializer):
    class Meta:
        model = Order
        fields = ["id", "status", "created"]
        read_only_fields = ["status"]


@extend_schema(tags=["orders"])
class OrderViewSet(viewsets.ReadOnlyModelViewSet):
    queryset = Order.objects.all()
    serializer_class = OrderSerializer


def test_schema_from_the_code(show, urls):
    """The contract is written from serializer, viewset and router."""
    router = DefaultRouter()
    router.register("orders", OrderViewSet)
    urls(path("", include(router.urls)))
    with show("schema", code=[OrderSerializer, OrderViewSet]) as block:
        schema = SchemaGenerator().get_schema(public=True)
        for address, methods in schema["paths"].items():
            print(address, *methods)
        order = schema["components"]["schemas"]["Order"]
        for name, field in order["properties"].items():
            print(name, "read-only" if field.get("readOnly") else "")
    assert block.query_count == 0
    assert block.output.splitlines()[:2] == [
        "/orders/ get",
        "/orders/{id}/ get",
    ]
