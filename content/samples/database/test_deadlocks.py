import itertools
import random
import time
from functools import wraps

import pytest
from django.db import OperationalError, transaction
from django.db.models import F

from shop.factories import ProductFactory
from shop.models import Product


@pytest.fixture
def kettle(show):
    return ProductFactory(name="Kettle")


@pytest.fixture
def lamp(kettle):
    return ProductFactory(name="Lamp")


def test_deadlock(kettle, lamp, show, sessions):
    """Each holds what the other wants; PostgreSQL ends one of them."""

    def checkout(ids):
        with transaction.atomic():
            for pk in ids:
                Product.objects.filter(pk=pk).update(stock=F("stock") - 1)

    with show("deadlock", code=checkout) as block:
        stage = sessions(block)
        anna = stage.start("Anna", checkout, [kettle.pk, lamp.pk])
        boris = stage.start("Boris", checkout, [lamp.pk, kettle.pk])
        anna.step()
        boris.step()
        anna.step()
        boris.step()
        boris.finish()
        anna.finish()
    assert anna.error is None
    assert isinstance(boris.error, OperationalError)
    assert "deadlock detected" in str(boris.error)


def test_lock_in_key_order(kettle, lamp, show, sessions):
    """In one order the second waits at the first product, and nobody is ended."""

    def checkout(ids):
        with transaction.atomic():
            products = list(
                Product.objects.select_for_update()
                .filter(pk__in=ids)
                .order_by("pk")
            )
            for product in products:
                product.stock -= 1
            Product.objects.bulk_update(products, ["stock"])

    with show("key-order", code=checkout) as block:
        stage = sessions(block)
        anna = stage.start("Anna", checkout, [kettle.pk, lamp.pk])
        boris = stage.start("Boris", checkout, [lamp.pk, kettle.pk])
        anna.step()
        boris.step()
        anna.finish()
        boris.finish()
    assert (anna.error, boris.error) == (None, None)
    assert set(Product.objects.values_list("stock", flat=True)) == {8}


def retry_on_deadlock(unit_of_work, attempts=3):
    @wraps(unit_of_work)
    def retried(*args, **kwargs):
        for attempt in itertools.count(1):
            try:
                with transaction.atomic(durable=True):
                    return unit_of_work(*args, **kwargs)
            except OperationalError as error:
                sqlstate = getattr(error.__cause__, "sqlstate", "")
                if sqlstate != "40P01" or attempt == attempts:
                    raise
            time.sleep(random.uniform(0, 0.05 * 2**attempt))

    return retried


def test_retry_the_whole_block(kettle, lamp, show, sessions, monkeypatch):
    """The whole block runs again: what it did before the error is gone."""
    monkeypatch.setattr(time, "sleep", lambda seconds: None)

    @retry_on_deadlock
    def checkout(ids):
        for pk in ids:
            Product.objects.filter(pk=pk).update(stock=F("stock") - 1)

    with show("retry", code=retry_on_deadlock) as block:
        stage = sessions(block)
        anna = stage.start("Anna", checkout, [kettle.pk, lamp.pk])
        boris = stage.start("Boris", checkout, [lamp.pk, kettle.pk])
        anna.step()
        boris.step()
        anna.step()
        boris.step()
        boris.step()
        anna.finish()
        boris.finish()
    assert (anna.error, boris.error) == (None, None)
    assert set(Product.objects.values_list("stock", flat=True)) == {8}
