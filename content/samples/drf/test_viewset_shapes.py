import pytest
from django.db.models import F, Sum
from django.urls import include, path
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import APIException
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response
from rest_framework.routers import DefaultRouter, SimpleRouter
from rest_framework.test import APIClient

from shop.factories import CustomerFactory, OrderFactory, UserFactory
from shop.models import Order, Payment


class OrderSerializer(serializers.ModelSerializer):
    class Meta:
        model = Order
        fields = ["id", "status", "created"]


class OrderViewSet(viewsets.ModelViewSet):
    serializer_class = OrderSerializer
    permission_classes = [IsAuthenticated]

    def get_queryset(self):
        return Order.objects.filter(customer__user=self.request.user)

    def perform_create(self, serializer):
        serializer.save(customer=self.request.user.customer)

    @action(detail=True, methods=["post"])
    def cancel(self, request, pk):
        Order.objects.filter(pk=pk).update(status="cancelled")
        return Response({"status": "cancelled"})

    @action(detail=True, methods=["post"])
    def pay(self, request, pk):
        order = self.get_object()
        payment = order.payments.create(amount=request.data["amount"])
        return Response({"status": payment.status})

    @action(detail=True)
    def payment_status(self, request, pk):
        payment = self.get_object().payments.latest("id")
        return Response({"status": payment.status})


class NotOpen(APIException):
    status_code = status.HTTP_409_CONFLICT
    default_detail = "Only an open order can be cancelled."
    default_code = "not_open"


class PlacedOrderSerializer(OrderSerializer):
    class Meta(OrderSerializer.Meta):
        read_only_fields = ["status", "created"]


class PlacedOrders(
    mixins.CreateModelMixin,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    viewsets.GenericViewSet,
):
    serializer_class = PlacedOrderSerializer
    permission_classes = [IsAuthenticated]

    def get_queryset(self):
        return Order.objects.filter(customer__user=self.request.user)

    def perform_create(self, serializer):
        serializer.save(customer=self.request.user.customer)

    @action(detail=True, methods=["post"])
    def cancel(self, request, pk):
        order = self.get_object()
        still_open = Order.objects.filter(pk=order.pk, status="open")
        if not still_open.update(status="cancelled"):
            raise NotOpen
        return Response({"status": "cancelled"})


class OwnOrder(serializers.PrimaryKeyRelatedField):
    def get_queryset(self):
        user = self.context["request"].user
        return Order.objects.filter(customer__user=user)


class PaymentSerializer(serializers.ModelSerializer):
    order = OwnOrder()

    class Meta:
        model = Payment
        fields = ["id", "order", "amount", "status"]
        read_only_fields = ["amount", "status"]


def total(order):
    cost = F("quantity") * F("product__price")
    return order.lines.aggregate(total=Sum(cost))["total"]


class PaymentViewSet(
    mixins.CreateModelMixin,
    mixins.ListModelMixin,
    mixins.RetrieveModelMixin,
    viewsets.GenericViewSet,
):
    serializer_class = PaymentSerializer
    permission_classes = [IsAuthenticated]

    def get_queryset(self):
        user = self.request.user
        return Payment.objects.filter(order__customer__user=user)

    def perform_create(self, serializer):
        order = serializer.validated_data["order"]
        serializer.save(amount=total(order))


@pytest.fixture
def anna(show, urls):
    """A client of Anna, whose order 1 has a payment; order 2 is Boris'."""
    reviewed = DefaultRouter()
    reviewed.register("orders", OrderViewSet, "order")
    router = DefaultRouter()
    router.register("orders", PlacedOrders, "placed")
    router.register("payments", PaymentViewSet, "payment")
    urls(path("", include(reviewed.urls)), path("new/", include(router.urls)))
    anna, boris = UserFactory.create_batch(2)
    order = OrderFactory(customer=CustomerFactory(user=anna), lines=2)
    OrderFactory(customer=CustomerFactory(user=boris))
    Payment.objects.create(order=order)
    client = APIClient()
    client.force_authenticate(anna)
    return client


def test_more_than_was_asked(anna, show):
    """What nobody asked for: another status, a deleted payment, another's order."""
    with show("viewset", code=OrderViewSet):
        pass
    anna.raise_request_exception = False
    with show("as-the-customer") as block:
        anna.post("/orders/1/pay/", {})
        anna.patch("/orders/1/", {"status": "paid"})
        anna.delete("/orders/1/")
        print("payments left:", Payment.objects.count())
        anna.post("/orders/2/cancel/")
        print("order of Boris:", Order.objects.get(pk=2).status)
    assert block.responses == [500, 200, 204, 200]
    assert block.output == "payments left: 0\norder of Boris: cancelled\n"


def test_what_a_router_gives(show):
    """Addresses, names and methods, from the mixins and actions of the class."""
    with show("reviewed") as reviewed:
        router = SimpleRouter()
        router.register("orders", OrderViewSet, "order")
        for url in router.urls:
            print(url.name, url.pattern, *url.callback.actions)
    with show("by-use") as by_use:
        router = SimpleRouter()
        router.register("orders", PlacedOrders, "order")
        for url in router.urls:
            print(url.name, url.pattern, *url.callback.actions)
    assert "delete" in reviewed.output
    assert "delete" not in by_use.output
    assert "patch" not in by_use.output
    assert len(by_use.output.splitlines()) == 3


def test_mixins_by_use(anna, show):
    """Each method is there because it was asked for."""
    with show("orders", code=PlacedOrders) as block:
        anna.patch("/new/orders/1/", {"status": "paid"})
        anna.post("/new/orders/2/cancel/")
        anna.post("/new/orders/1/cancel/")
        anna.post("/new/orders/1/cancel/")
    assert block.responses == [405, 404, 200, 409]
    assert Order.objects.get(pk=2).status == "open"


def test_payment_as_a_resource(anna, show):
    """Each attempt has an address, a state and validation of its own."""
    with show("payments", code=PaymentViewSet) as block:
        anna.post("/new/payments/", {"order": 2})
        anna.post("/new/payments/", {"order": 1, "amount": "0.01"})
        anna.get("/new/payments/2/")
    assert block.responses == [400, 201, 200]
    assert Payment.objects.get(pk=2).amount == 20
