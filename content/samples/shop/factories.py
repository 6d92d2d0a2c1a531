"""Rows for samples. Names come in a fixed order, so that every run makes the same rows."""

import factory
from factory.django import DjangoModelFactory

from . import models

NAMES = ("Anna", "Boris", "Chen", "Dana", "Emeka", "Farah", "Goran", "Hana")
GOODS = ("Kettle", "Lamp", "Mug", "Notebook", "Pan", "Quilt", "Rug", "Stool")


class Base(DjangoModelFactory):
    class Meta:
        abstract = True


def _turn(names: tuple[str, ...], number: int) -> str:
    """The names one after the other, then again with a number."""
    round_, place = divmod(number, len(names))
    return f"{names[place]} {round_ + 1}" if round_ else names[place]


class UserFactory(Base):
    class Meta:
        model = models.User

    username = factory.Sequence(lambda number: _turn(NAMES, number).lower())


class CustomerFactory(Base):
    class Meta:
        model = models.Customer

    name = factory.Sequence(lambda number: _turn(NAMES, number))
    email = factory.LazyAttribute(
        lambda customer: (
            f"{customer.name.lower().replace(' ', '')}@example.com"
        )
    )


class ProductFactory(Base):
    class Meta:
        model = models.Product

    name = factory.Sequence(lambda number: _turn(GOODS, number))
    sku = factory.Sequence(lambda number: f"SKU-{number + 1}")
    stock = 10


class OrderFactory(Base):
    """An order; ``lines=2`` gives it as many lines, each of a product of its own."""

    class Meta:
        model = models.Order
        skip_postgeneration_save = True

    customer = factory.SubFactory(CustomerFactory)

    @factory.post_generation
    def lines(order, create, count, **kwargs):  # noqa: N805
        for _ in range(count or 0):
            OrderLineFactory(order=order)


class OrderLineFactory(Base):
    class Meta:
        model = models.OrderLine

    order = factory.SubFactory(OrderFactory)
    product = factory.SubFactory(ProductFactory)
    quantity = 1


class PaymentFactory(Base):
    class Meta:
        model = models.Payment

    order = factory.SubFactory(OrderFactory)
