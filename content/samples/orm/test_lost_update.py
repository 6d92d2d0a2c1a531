import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from shop.factories import ProductFactory
from shop.models import Product


class OutOfStock(Exception):
    pass


@pytest.fixture
def last_one(show):
    return ProductFactory(stock=1)


def test_lost_update(last_one, show, sessions):
    """Two requests read the same stock, and the second write covers the first."""

    def reserve(product_id, quantity):
        product = Product.objects.get(pk=product_id)
        if product.stock < quantity:
            raise OutOfStock(product_id)
        product.stock -= quantity
        product.save()

    with show("read-then-write", code=reserve) as block:
        stage = sessions(block)
        anna = stage.start("Anna", reserve, last_one.pk, 1)
        boris = stage.start("Boris", reserve, last_one.pk, 1)
        anna.step()
        boris.step()
        anna.finish()
        boris.finish()
        print(f"stock in the end: {Product.objects.get().stock}")
    assert block.output == "stock in the end: 0\n"
    assert anna.error is None
    assert boris.error is None


def test_reserve_with_f(last_one, show):
    """The database subtracts; the check before it is still out of date."""
    product_id, quantity = last_one.pk, 1
    with show("f") as block:
        Product.objects.filter(pk=product_id).update(
            stock=F("stock") - quantity
        )
    assert block.query_count == 1
    with show("below-zero", raises=IntegrityError):
        Product.objects.filter(pk=product_id).update(
            stock=F("stock") - quantity
        )
    last_one.refresh_from_db()
    assert last_one.stock == 0


def test_reserve_in_one_statement(last_one, show, sessions):
    """Check and write in one UPDATE: the second waits, looks again and finds nothing."""

    def reserve(product_id, quantity):
        updated = Product.objects.filter(
            pk=product_id, stock__gte=quantity
        ).update(stock=F("stock") - quantity)
        if not updated:
            raise OutOfStock(product_id)

    def checkout(product_id):
        with transaction.atomic():
            reserve(product_id, 1)

    with show("conditional-update", code=reserve) as block:
        stage = sessions(block)
        anna = stage.start("Anna", checkout, last_one.pk)
        boris = stage.start("Boris", checkout, last_one.pk)
        anna.step()
        boris.step()
        anna.finish()
        boris.finish()
        print(f"Boris: {type(boris.error).__name__}")
    assert anna.error is None
    assert isinstance(boris.error, OutOfStock)
    assert Product.objects.get().stock == 0


def test_reserve_with_a_lock(last_one, show, sessions):
    """Who reads under the lock decides from the row as it is."""

    def reserve(product_id, quantity):
        with transaction.atomic():
            product = Product.objects.select_for_update().get(pk=product_id)
            if product.stock < quantity:
                raise OutOfStock(product_id)
            product.stock -= quantity
            product.save(update_fields=["stock"])

    with show("select-for-update", code=reserve) as block:
        stage = sessions(block)
        anna = stage.start("Anna", reserve, last_one.pk, 1)
        boris = stage.start("Boris", reserve, last_one.pk, 1)
        anna.step_to("UPDATE")
        boris.step()
        anna.finish()
        boris.finish()
        print(f"Boris: {type(boris.error).__name__}")
    assert anna.error is None
    assert isinstance(boris.error, OutOfStock)
    assert Product.objects.get().stock == 0
