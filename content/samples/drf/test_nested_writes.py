import pytest
from django.db import connection, transaction
from django.db.models import F
from django.urls import include, path
from rest_framework import mixins, serializers, viewsets
from rest_framework.routers import DefaultRouter
from rest_framework.test import APIClient

from shop.factories import CustomerFactory, ProductFactory
from shop.models import Order, OrderLine, Product


def reserve(product, quantity):
    enough = Product.objects.filter(pk=product.pk, stock__gte=quantity)
    if not enough.update(stock=F("stock") - quantity):
        raise serializers.ValidationError(f"{product}: out of stock.")


class LineSerializer(serializers.ModelSerializer):
    class Meta:
        model = OrderLine
        fields = ["id", "product", "quantity"]


class OrderSerializer(serializers.ModelSerializer):
    lines = LineSerializer(many=True)

    class Meta:
        model = Order
        fields = ["id", "customer", "lines"]

    def create(self, validated_data):
        lines = validated_data.pop("lines")
        order = Order.objects.create(**validated_data)
        for line in lines:
            reserve(line["product"], line["quantity"])
            order.lines.create(**line)
        return order


class DefaultSerializer(serializers.ModelSerializer):
    lines = LineSerializer(many=True)

    class Meta:
        model = Order
        fields = ["id", "customer", "lines"]


class NewLineSerializer(serializers.ModelSerializer):
    sku = serializers.SlugRelatedField(
        source="product", slug_field="sku", queryset=Product.objects.all()
    )
    quantity = serializers.IntegerField(min_value=1, max_value=100)

    class Meta:
        model = OrderLine
        fields = ["sku", "quantity"]


class NewOrderSerializer(serializers.ModelSerializer):
    lines = NewLineSerializer(many=True, allow_empty=False, max_length=50)

    class Meta:
        model = Order
        fields = ["customer", "lines"]

    @transaction.atomic
    def create(self, validated_data):
        lines = validated_data.pop("lines")
        order = Order.objects.create(**validated_data)
        for line in sorted(lines, key=lambda line: line["product"].pk):
            reserve(line["product"], line["quantity"])
        OrderLine.objects.bulk_create(
            OrderLine(order=order, **line) for line in lines
        )
        return order

    def to_representation(self, order):
        return OrderSerializer(order, context=self.context).data


class KnownLineSerializer(LineSerializer):
    id = serializers.IntegerField(required=False)


class ChangedOrderSerializer(OrderSerializer):
    lines = KnownLineSerializer(many=True)

    @transaction.atomic
    def update(self, order, validated_data):
        sent = validated_data.pop("lines", None)
        order = super().update(order, validated_data)
        if sent is None:
            return order
        known = {line.pk: line for line in order.lines.select_for_update()}
        for data in sent:
            pk = data.pop("id", None)
            line = known.pop(pk, None) if pk else OrderLine(order=order)
            if line is None:
                raise serializers.ValidationError(f"No line {pk}.")
            for name, value in data.items():
                setattr(line, name, value)
            line.save()
        order.lines.filter(pk__in=known).delete()
        return order


class OrderViewSet(mixins.CreateModelMixin, viewsets.GenericViewSet):
    queryset = Order.objects.all()
    serializer_class = OrderSerializer


class NewOrderViewSet(OrderViewSet):
    serializer_class = NewOrderSerializer


class ChangedOrderViewSet(mixins.UpdateModelMixin, OrderViewSet):
    serializer_class = ChangedOrderSerializer


@pytest.fixture
def client(show, urls):
    """A client; ten kettles (SKU-1) and no lamps (SKU-2) in stock."""
    router = DefaultRouter()
    router.register("orders", OrderViewSet, "order")
    router.register("new-orders", NewOrderViewSet, "new")
    router.register("changed-orders", ChangedOrderViewSet, "changed")
    urls(path("", include(router.urls)))
    CustomerFactory()
    ProductFactory(stock=10)
    ProductFactory(stock=0)
    return APIClient()


def test_half_an_order(client, show, monkeypatch):
    """Each statement commits by itself: the refusal of line two keeps line one."""
    with show("serializer", code=OrderSerializer):
        pass
    lines = [{"product": 1, "quantity": 3}, {"product": 2, "quantity": 1}]
    with show("what-stays") as block:
        client.post("/orders/", {"customer": 1, "lines": lines})
        print("orders:", Order.objects.count())
        print("lines:", OrderLine.objects.count())
        print("kettles left:", Product.objects.get(pk=1).stock)
    assert block.responses == [400]
    assert block.output == "orders: 1\nlines: 1\nkettles left: 7\n"
    # What the page says of the default, and of ATOMIC_REQUESTS.
    serializer = DefaultSerializer(
        data={"customer": 1, "lines": [{"product": 1, "quantity": 3}]}
    )
    serializer.is_valid(raise_exception=True)
    with pytest.raises(AssertionError, match="nested fields by default"):
        serializer.save()
    monkeypatch.setitem(connection.settings_dict, "ATOMIC_REQUESTS", True)
    client.post("/orders/", {"customer": 1, "lines": lines})
    assert (Order.objects.count(), OrderLine.objects.count()) == (1, 1)


def test_order_in_one_block(client, show):
    """All or nothing, and answers in the shape in which orders are read."""
    create = NewOrderSerializer.create
    answer = NewOrderSerializer.to_representation
    with show("create", code=[create, answer]) as block:
        kettle = {"sku": "SKU-1", "quantity": 3}
        lamp = {"sku": "SKU-2", "quantity": 1}
        both = {"customer": 1, "lines": [kettle, lamp]}
        client.post("/new-orders/", both)
        print("orders:", Order.objects.count())
        print("kettles left:", Product.objects.get(pk=1).stock)
        client.post("/new-orders/", {"customer": 1, "lines": [kettle]})
    assert block.responses == [400, 201]
    assert block.output == "orders: 0\nkettles left: 10\n"
    assert "product" in block.exchanges[1]["responseBody"]


def test_lines_by_id(client, show):
    """A line of another order is not among the known ones; a missing one goes."""
    order = Order.objects.create(customer_id=1)
    kettle = Product.objects.get(pk=1)
    order.lines.create(product=kettle, quantity=1)
    order.lines.create(product=kettle, quantity=2)
    other = Order.objects.create(customer_id=1)
    other.lines.create(product=kettle, quantity=9)
    with show("update", code=ChangedOrderSerializer.update) as block:
        line = {"id": 3, "product": 1, "quantity": 5}
        client.patch("/changed-orders/1/", {"lines": [line]})
        line["id"] = 2
        client.patch("/changed-orders/1/", {"lines": [line]})
    assert block.responses == [400, 200]
    # What the page says of a new line without a product.
    client.raise_request_exception = False
    no_product = client.patch("/changed-orders/1/", {"lines": [{}]})
    assert no_product.status_code == 500
    assert other.lines.get().quantity == 9
    assert order.lines.get().quantity == 5


def test_validation_order(client, show):
    """Children first, then their list, then the parent; one failed field ends it."""

    class Line(serializers.Serializer):
        quantity = serializers.IntegerField(
            validators=[lambda value: print("validator of quantity")]
        )

        def validate_quantity(self, value):
            print("validate_quantity")
            return value

        def validate(self, attrs):
            print("validate of the line")
            return attrs

    class Cart(serializers.Serializer):
        lines = Line(many=True)
        note = serializers.CharField(source="comment", required=False)

        def validate_lines(self, lines):
            print("validate_lines")
            return lines

        def validate(self, attrs):
            print("validate of the cart:", *attrs)
            return attrs

    with show("order", code=[Line, Cart]) as good:
        lines = [{"quantity": 2}]
        Cart(data={"lines": lines, "note": "Ring twice"}).is_valid()
    with show("failed") as failed:
        cart = Cart(data={"lines": [{"quantity": "two"}], "note": "x"})
        cart.is_valid()
        print(cart.errors)
    with show("partial") as partial:
        cart = Cart(data={"lines": [{}]}, partial=True)
        print(cart.is_valid(), cart.validated_data)
    assert good.output.splitlines() == [
        "validator of quantity",
        "validate_quantity",
        "validate of the line",
        "validate_lines",
        "validate of the cart: lines comment",
    ]
    assert "validate" not in failed.output
    assert partial.output.splitlines()[-1] == "True {'lines': [{}]}"
