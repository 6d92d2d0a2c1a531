from django.db.models import Count, Q
from rest_framework import serializers

from shop.models import Order, OrderLine


class LineSerializer(serializers.ModelSerializer):
    class Meta:
        model = OrderLine
        fields = ["id", "product", "quantity"]


class OrderSerializer(serializers.ModelSerializer):
    lines = LineSerializer(many=True)
    customer_name = serializers.SerializerMethodField()
    open_lines = serializers.SerializerMethodField()

    class Meta:
        model = Order
        fields = ["id", "lines", "customer_name", "open_lines"]

    def get_customer_name(self, order):
        return order.customer.name

    def get_open_lines(self, order):
        return order.lines.filter(quantity__gt=0).count()


class PlainOrderSerializer(serializers.ModelSerializer):
    lines = LineSerializer(many=True)
    customer_name = serializers.CharField(source="customer.name")
    open_lines = serializers.IntegerField()

    class Meta:
        model = Order
        fields = ["id", "lines", "customer_name", "open_lines"]


def test_serializer_n_plus_one(orders, show):
    """Three queries per order; one of them survives the prefetch."""
    with show("serializer", code=OrderSerializer) as naive:
        OrderSerializer(Order.objects.all(), many=True).data  # noqa: B018
    with show("prefetched") as prefetched:
        orders = Order.objects.select_related("customer")
        orders = orders.prefetch_related("lines")
        data = OrderSerializer(orders, many=True).data
    assert naive.query_count == 1 + 5 * 3
    assert prefetched.query_count == 2 + 5
    assert len(data) == 5


def test_count_in_the_queryset(orders, show):
    """The database computes it with the list."""
    with show("annotated") as block:
        orders = (
            Order.objects.select_related("customer")
            .prefetch_related("lines")
            .annotate(
                open_lines=Count("lines", filter=Q(lines__quantity__gt=0))
            )
            .order_by("id")
        )
        data = PlainOrderSerializer(orders, many=True).data
        print(data[0]["customer_name"], data[0]["open_lines"])
    assert block.query_count == 2
    assert block.output == "Anna 2\n"
    order = Order.objects.first()
    with show("another-order", raises=AttributeError):
        PlainOrderSerializer(order).data  # noqa: B018
