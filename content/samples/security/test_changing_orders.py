import pytest
from django.shortcuts import get_object_or_404
from django.urls import path
from rest_framework import generics, serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.test import APIClient

from shop.factories import (
    CustomerFactory,
    OrderFactory,
    OrderLineFactory,
    ProductFactory,
    UserFactory,
)
from shop.models import Order, OrderLine, Seller


class OrderSerializer(serializers.ModelSerializer):
    class Meta:
        model = Order
        fields = ["id", "customer", "status", "channel"]


class LineSerializer(serializers.ModelSerializer):
    class Meta:
        model = OrderLine
        fields = ["id", "quantity"]


class OrderDetail(generics.RetrieveUpdateAPIView):
    serializer_class = OrderSerializer

    def get_queryset(self):
        return Order.objects.visible_to(self.request.user)


class LineDetail(generics.UpdateAPIView):
    serializer_class = LineSerializer

    def get_object(self):
        orders = Order.objects.visible_to(self.request.user)
        get_object_or_404(orders, pk=self.kwargs["order_pk"])
        return get_object_or_404(OrderLine, pk=self.kwargs["pk"])


class SafeOrderSerializer(serializers.ModelSerializer):
    class Meta:
        model = Order
        fields = ["id", "customer", "status", "channel"]
        read_only_fields = ["customer", "status"]


def changeable_by(user):
    return Order.objects.filter(customer__user=user, status="open")


class ChangeOrder(generics.UpdateAPIView):
    serializer_class = SafeOrderSerializer
    permission_classes = [IsAuthenticated]

    def get_queryset(self):
        return changeable_by(self.request.user)


class ChangeLine(generics.UpdateAPIView):
    serializer_class = LineSerializer
    permission_classes = [IsAuthenticated]

    def get_queryset(self):
        return OrderLine.objects.filter(
            order=self.kwargs["order_pk"],
            order__in=changeable_by(self.request.user),
        )


@pytest.fixture
def people(show):
    """Anna and Boris have an order each, of things that Chen sells."""
    chen = UserFactory(username="chen")
    seller = Seller.objects.create(user=chen, name="Chen")
    kettle = ProductFactory(seller=seller)
    clients = {"chen": APIClient()}
    clients["chen"].force_authenticate(chen)
    for name in ("anna", "boris"):
        user = UserFactory(username=name)
        order = OrderFactory(customer=CustomerFactory(user=user))
        OrderLineFactory(order=order, product=kettle)
        clients[name] = APIClient()
        clients[name].force_authenticate(user)
    return clients


def test_changing_an_order(show, urls, people):
    """Seeing, changing and the fields of a change are three things."""
    urls(
        path("orders/<int:pk>/", OrderDetail.as_view()),
        path("orders/<int:order_pk>/lines/<int:pk>/", LineDetail.as_view()),
    )
    anna, chen = people["anna"], people["chen"]
    with show("views", code=[OrderSerializer, OrderDetail, LineDetail]):
        anna.get("/orders/1/")
    with show("paid") as block:
        anna.patch("/orders/1/", {"status": "paid"})
    assert block.responses == [200]
    assert Order.objects.get(pk=1).status == "paid"
    with show("line-of-boris") as block:
        anna.patch("/orders/1/lines/2/", {"quantity": 99})
    assert block.responses == [200]
    assert OrderLine.objects.get(pk=2).order_id == 2
    with show("seller") as block:
        chen.patch("/orders/1/", {"customer": 2})
    assert block.responses == [200]
    assert Order.objects.get(pk=1).customer_id == 2


def test_changeable_by(show, urls, people):
    """One rule for changing; the line is found inside the order."""
    urls(
        path("orders/<int:pk>/", ChangeOrder.as_view()),
        path("orders/<int:order_pk>/lines/<int:pk>/", ChangeLine.as_view()),
    )
    anna, chen = people["anna"], people["chen"]
    with show("rule", code=[changeable_by, ChangeLine]) as block:
        anna.patch("/orders/1/lines/1/", {"quantity": 2})
        anna.patch("/orders/1/lines/2/", {"quantity": 99})
        chen.patch("/orders/1/", {"customer": 2})
    assert block.responses == [200, 404, 404]
    with show("serializer", code=SafeOrderSerializer) as block:
        anna.patch("/orders/1/", {"status": "paid"})
        print("status in the database:", Order.objects.get(pk=1).status)
    assert block.responses == [200]
    assert block.output == "status in the database: open\n"


def writable(serializer):
    fields = serializer().fields.items()
    return {name for name, field in fields if not field.read_only}


def test_what_may_be_written(show):
    """A new field is read-only until somebody writes it down here."""
    with show("approved", raises=AssertionError, code=writable):
        approved = {
            SafeOrderSerializer: {"channel"},
            OrderSerializer: {"channel"},
        }
        for serializer, fields in approved.items():
            more = sorted(writable(serializer) - fields)
            assert not more, f"{serializer.__name__}: {more}"
