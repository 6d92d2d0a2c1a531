import pytest
from django.urls import include, path
from rest_framework import serializers, viewsets
from rest_framework.permissions import IsAuthenticated
from rest_framework.renderers import JSONRenderer
from rest_framework.routers import DefaultRouter
from rest_framework.test import APIClient

from shop.factories import CustomerFactory, OrderFactory, UserFactory
from shop.models import Customer, Order


class OrderSerializer(serializers.ModelSerializer):
    class Meta:
        model = Order
        fields = ["id", "customer", "status"]


class OrderViewSet(viewsets.ModelViewSet):
    serializer_class = OrderSerializer
    permission_classes = [IsAuthenticated]

    def get_queryset(self):
        return Order.objects.filter(customer__user=self.request.user)


@pytest.fixture
def anna(show, urls):
    """Anna in a browser; Boris and Chen are customers as well."""
    router = DefaultRouter()
    router.register("orders", OrderViewSet, "order")
    router.register("json-orders", JsonOrders, "json")
    router.register("methods", MethodSerializers, "methods")
    urls(path("", include(router.urls)))
    user = UserFactory()
    OrderFactory(customer=CustomerFactory(user=user))
    CustomerFactory.create_batch(2)
    client = APIClient()
    client.force_login(user)
    return client


def test_names_in_the_form(anna, show):
    """The page has a form, and the form a list of every customer."""
    with show("viewset", code=[OrderSerializer, OrderViewSet]):
        pass
    with show("as-json") as json:
        program = {"Accept": "application/json"}
        answer = anna.get("/orders/", headers=program)
        print("Boris" in answer.content.decode())
    with show("as-a-page") as page:
        browser = {"Accept": "text/html"}
        answer = anna.get("/orders/", headers=browser)
        print("Boris" in answer.content.decode())
    assert (json.output, page.output) == ("False\n", "True\n")
    assert (json.query_count, page.query_count) == (3, 4)
    assert "LIMIT 1000" in page.sql[-1]


class OwnCustomer(serializers.PrimaryKeyRelatedField):
    def get_queryset(self):
        user = self.context["request"].user
        return Customer.objects.filter(user=user)


class OwnOrderSerializer(OrderSerializer):
    customer = OwnCustomer()


class JsonOrders(OrderViewSet):
    serializer_class = OwnOrderSerializer
    renderer_classes = [JSONRenderer]


def test_json_only(anna, show):
    """The field is scoped for every client; the page is gone."""
    with show("json-only", code=[OwnCustomer, JsonOrders]) as block:
        browser = {"Accept": "text/html,*/*;q=0.8"}
        anna.get("/json-orders/", headers=browser)
        anna.post("/json-orders/", {"customer": 2})
        anna.post("/orders/", {"customer": 2})
    assert block.responses == [200, 400, 201]
    only_html = {"Accept": "text/html"}
    assert anna.get("/json-orders/", headers=only_html).status_code == 406


class MethodSerializers(OrderViewSet):
    def get_serializer_class(self):
        print(self.request.method)
        return OrderSerializer


def test_methods_of_a_page(anna, show):
    """To draw its forms, the page asks the view as if it were called otherwise."""
    with show("asked-again", code=MethodSerializers) as block:
        browser = {"Accept": "text/html"}
        anna.get("/methods/1/", headers=browser)
    assert {"GET", "PUT"} <= set(block.output.split())
