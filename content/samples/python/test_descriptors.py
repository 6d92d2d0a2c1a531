from django.utils.functional import cached_property

from shop.factories import CustomerFactory, OrderFactory
from shop.models import Order


def describe(order_id):
    order = Order.objects.defer("status").get(pk=order_id)
    print(order.created)
    print(order.status, order.status)
    print(order.customer_id)
    print(order.customer.name, order.customer.name)
    print(order.lines.count(), order.lines.count())


def test_behind_an_attribute(show):
    """Which lookups send a query, and what the class holds for each name."""
    OrderFactory(lines=2)
    with show("lookups", code=describe):
        pass
    with show("queries") as queries:
        describe(1)
    assert queries.query_count == 5
    with show("on-the-class") as block:
        for name in ("created", "customer_id", "customer", "lines"):
            found = vars(Order)[name]
            writes = hasattr(found, "__set__")
            print(f"{name}: {type(found).__name__}, __set__: {writes}")
    assert (
        "customer: ForwardManyToOneDescriptor, __set__: True" in block.output
    )
    with show("on-the-instance") as instance:
        order = Order.objects.defer("status").get(pk=1)
        print("status" in vars(order), order._state.fields_cache)
        print(order.status, order.customer)
        print("status" in vars(order), list(order._state.fields_cache))
    assert instance.output == "False {}\nopen Anna\nTrue ['customer']\n"


def test_stale_cached_property(show):
    """A reload puts fields and relations right, and leaves a cached property as it was."""
    OrderFactory(lines=1)
    with show("reload") as block:

        class PackedOrder(Order):
            class Meta:
                app_label = "shop"
                proxy = True

            @cached_property
            def pieces(self):
                return sum(line.quantity for line in self.lines.all())

        packed = PackedOrder.objects.get()
        print("before:", packed.pieces)
        packed.lines.update(quantity=7)
        packed.refresh_from_db()
        print("after a reload:", packed.pieces)
        del packed.pieces
        print("after del:", packed.pieces)
    assert block.output == "before: 1\nafter a reload: 1\nafter del: 7\n"


def test_two_names_for_a_customer(show):
    """Assigning the id drops the cached customer; assigning the customer sets the id."""
    OrderFactory()
    CustomerFactory()
    with show("assigned") as block:
        order = Order.objects.select_related("customer").get()
        print(order.customer.name)
        order.customer_id = 2
        print(order.customer.name)
    assert block.output == "Anna\nBoris\n"
    assert block.query_count == 2
