from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, TypedDict

from django.db.models import Count, QuerySet

from shop.factories import CustomerFactory, OrderFactory
from shop.models import Customer, Order


def test_hints_at_run_time(show):
    """Nothing holds a value against its annotation while the program runs."""
    with show("not-checked") as block:

        class Row(TypedDict):
            sku: str
            price: Decimal

        @dataclass(frozen=True)
        class Price:
            sku: str
            amount: Decimal

        def double(amount: Decimal) -> Decimal:
            return amount * 2

        row: Row = {"sku": 7, "prise": "10"}
        print(type(row).__name__, row)
        print(Price(sku=7, amount="10").amount.upper())
        print(double("10"))
    assert block.output == ("dict {'sku': 7, 'prise': '10'}\n10\n1010\n")


def test_checked_at_the_border(show):
    """A value from outside is read once, and has its types from there on."""
    with show("border") as block:

        @dataclass(frozen=True, slots=True)
        class Price:
            sku: str
            amount: Decimal

            @classmethod
            def read(cls, data: dict[str, object]) -> "Price":
                match data:
                    case {"sku": str(sku), "price": str(text)}:
                        return cls(sku=sku, amount=Decimal(text))
                raise ValueError(f"not a price: {data}")

        price = Price.read({"sku": "SKU-1", "price": "9.90"})
        print(price.sku, price.amount + 1)
        try:
            Price.read({"sku": 7, "price": "9.90"})
        except ValueError as error:
            print(error)
    assert (
        block.output == "SKU-1 10.90\n"
        "not a price: {'sku': 7, 'price': '9.90'}\n"
    )


def test_protocol_for_a_provider(show):
    """The function names what it needs; provider and fake need not know of it."""
    order = OrderFactory()
    with show("protocol") as block:

        class Refunds(Protocol):
            def refund(self, reference: str, amount: Decimal) -> str: ...

        def give_back(order: Order, provider: Refunds) -> str:
            return provider.refund(f"order-{order.pk}", Decimal("10"))

        class FakeProvider:
            def refund(self, reference: str, amount: Decimal) -> str:
                return f"{reference}: {amount}"

        print(give_back(order, FakeProvider()))
    assert block.output == "order-1: 10\n"


def test_what_a_checker_asks(show):
    """The two places at which None is a value, and what happens without asking."""
    CustomerFactory()

    def email_of(orders: QuerySet[Order], number: int) -> str:
        order = orders.filter(pk=number).first()
        return order.customer.user.email

    with show("function", code=email_of):
        pass
    with show("no-such-order", raises=AttributeError):
        email_of(Order.objects.all(), 1)
    OrderFactory()
    with show("no-account", raises=AttributeError):
        email_of(Order.objects.all(), 1)
    with show("asked") as block:

        def email_of(orders: QuerySet[Order], number: int) -> str | None:
            order = orders.filter(pk=number).first()
            if order is None or order.customer.user is None:
                return None
            return order.customer.user.email

        print(email_of(Order.objects.all(), 1))
    assert block.output == "None\n"
    assert email_of(Order.objects.all(), 2) is None


def test_beyond_the_hint(show):
    """One annotation, three things that arrive."""
    OrderFactory(lines=1)
    with show("same-type") as block:

        def report(customers: QuerySet[Customer]) -> None:
            for customer in customers:
                print(type(customer).__name__, hasattr(customer, "sold"))

        everyone = Customer.objects.all()
        report(everyone)
        report(everyone.annotate(sold=Count("orders")))
        report(everyone.values("name"))
    assert block.output == "Customer False\nCustomer True\ndict False\n"
