from django.core.exceptions import FieldError
from django.db.models import Prefetch

from shop.models import Customer, Order, OrderLine


def test_n_plus_one(orders, show):
    """One query for the orders, then two more for each of them."""

    def print_orders(orders):
        for order in orders:
            print(order.customer.name, len(order.lines.all()))

    with show("naive") as naive:
        orders = Order.objects.order_by("-pk")[:50]
        print_orders(orders)
    with show("loaded") as loaded:
        orders = (
            Order.objects.order_by("-pk")
            .select_related("customer")
            .prefetch_related("lines")[:50]
        )
        print_orders(orders)
    assert naive.query_count == 1 + 2 * 5
    assert loaded.query_count == 2
    assert naive.output == loaded.output


def test_prefetch_a_part(orders, show):
    """A filter on a prefetched relation asks again; a Prefetch of its own does not."""
    OrderLine.objects.filter(order=orders[0]).update(status="returned")
    with show("filter-again") as again:
        for order in Order.objects.prefetch_related("lines"):
            print(len(order.lines.filter(status="returned")))
    with show("prefetch-object") as once:
        orders = Order.objects.select_related("customer").prefetch_related(
            Prefetch(
                "lines",
                queryset=OrderLine.objects.filter(status="returned"),
                to_attr="returned_lines",
            )
        )
        for order in orders:
            print(len(order.returned_lines))
    assert again.query_count == 2 + 5
    assert once.query_count == 2
    assert again.output == once.output


def test_select_related_backwards(show):
    with show("reverse-foreign-key", raises=FieldError) as block:
        list(Order.objects.select_related("lines"))
    assert block.query_count == 0


def test_deferred_field(orders, show):
    """A field that only() left out comes back as a query per row."""
    with show("only") as block:
        for customer in Customer.objects.only("name"):
            print(customer.name, customer.email)
    assert block.query_count == 1 + 5
    assert "name" not in block.sql[1].split("FROM")[0]


def test_wide_customer(show):
    """Few customers, many orders: a prefetch sends each customer once."""
    from shop.factories import CustomerFactory, OrderFactory

    OrderFactory.create_batch(6, customer=CustomerFactory())
    with show("prefetch-a-foreign-key") as block:
        orders = list(Order.objects.prefetch_related("customer"))
        print(len(orders), len({id(order.customer) for order in orders}))
    assert block.query_count == 2
    assert block.output == "6 1\n"
