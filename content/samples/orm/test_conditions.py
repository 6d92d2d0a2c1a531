import pytest
from django.db.models import Exists, Max, OuterRef, Q

from shop.factories import (
    OrderFactory,
    OrderLineFactory,
    ProductFactory,
)
from shop.models import Category, Order, OrderLine, Product


def with_return(product):
    return Order.objects.filter(lines__product=product).filter(
        lines__status="returned"
    )


def without_return(product):
    return Order.objects.exclude(
        lines__product=product, lines__status="returned"
    )


def pks(queryset):
    return list(queryset.order_by("pk").values_list("pk", flat=True))


@pytest.fixture
def kettle(show):
    """Four orders hold a kettle; only the first one's came back."""
    kettle, lamp, mug = ProductFactory.create_batch(3)
    for lines in (
        ((kettle, "returned"), (lamp, "sold")),
        ((kettle, "sold"), (lamp, "returned")),
        ((kettle, "sold"), (lamp, "returned"), (mug, "returned")),
        ((kettle, "sold"),),
    ):
        order = OrderFactory()
        for product, status in lines:
            OrderLineFactory(order=order, product=product, status=status)
    return kettle


def test_returned_kettles(kettle, show):
    """Of four orders with a kettle, one kettle came back."""
    with show("lists", code=[with_return, without_return]) as block:
        print(pks(with_return(kettle)))
        print(pks(without_return(kettle)))
    assert block.output == "[1, 2, 3, 3]\n[4]\n"


def test_same_line_or_any_line(kettle, show):
    """Two calls ask for two lines, one call asks for one."""
    with show("two-calls") as two:
        orders = Order.objects.filter(lines__product=kettle)
        orders = orders.filter(lines__status="returned")
        print(pks(orders))
    with show("one-call") as one:
        orders = Order.objects.filter(
            lines__product=kettle, lines__status="returned"
        )
        print(pks(orders))
    assert two.output == "[1, 2, 3, 3]\n"
    assert one.output == "[1]\n"
    assert two.sql[0].count("JOIN") == 2
    assert one.sql[0].count("JOIN") == 1
    assert pks(with_return(kettle).distinct()) == [1, 2, 3]
    # One call still gives an order once per matching line, and so does an OR.
    OrderLineFactory(order_id=1, product=kettle, status="returned")
    assert pks(orders) == [1, 1]
    either = Q(lines__product=kettle) | Q(lines__status="returned")
    assert pks(Order.objects.filter(either)) == [1, 1, 2, 2, 3, 3, 3, 4]
    # XOR of three: true for an odd number, so also for all three.
    three = Q(pk=4) ^ Q(status="open") ^ Q(channel=None)
    assert pks(Order.objects.filter(three)) == [4]


def test_one_line_under_not(kettle, show):
    """exclude() with two conditions does not speak of one line; Exists() does."""
    with show("exclude") as wrong:
        orders = Order.objects.exclude(
            lines__product=kettle, lines__status="returned"
        )
        print(pks(orders))
    with show("exists") as right:
        came_back = OrderLine.objects.filter(
            order=OuterRef("pk"), product=kettle, status="returned"
        )
        print(pks(Order.objects.filter(Exists(came_back))))
        print(pks(Order.objects.filter(~Exists(came_back))))
    assert wrong.output == "[4]\n"
    assert wrong.sql[0].count("EXISTS") == 2
    assert right.output == "[1]\n[2, 3, 4]\n"
    # The same by a list of lines, as the documentation has it.
    lines = OrderLine.objects.filter(product=kettle, status="returned")
    assert pks(Order.objects.exclude(lines__in=lines)) == [2, 3, 4]


def test_null_under_not(show):
    """Django looks after NULL in a column, not in a computed value or a list."""
    OrderFactory(lines=1, channel="web")
    OrderFactory(channel=None)
    with show("column") as column:
        print(pks(Order.objects.exclude(channel="web")))
    with show("computed") as computed:
        orders = Order.objects.annotate(largest=Max("lines__quantity"))
        print(pks(orders.exclude(largest__gt=3)))
    assert column.output == "[2]\n"
    assert "IS NOT NULL" in column.sql[0]
    assert computed.output == "[1]\n"
    used, _unused = (
        Category.objects.create(name=name) for name in ("Kitchen", "Garden")
    )
    ProductFactory(category=used)
    ProductFactory(category=None)
    with show("not-in") as wrong:
        taken = Product.objects.values("category")
        print(list(Category.objects.exclude(pk__in=taken)))
    with show("not-exists") as right:
        products = Product.objects.filter(category=OuterRef("pk"))
        print(list(Category.objects.filter(~Exists(products))))
    assert wrong.output == "[]\n"
    assert right.output == "[<Category: Garden>]\n"
