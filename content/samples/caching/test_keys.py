from functools import partial
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import transaction

from shop.factories import ProductFactory
from shop.models import Product


def product_card(product_id, lang):
    key = f"product-card:{product_id}:{lang}"
    card = cache.get(key)
    if card is None:
        product = Product.objects.get(pk=product_id)
        card = {"name": product.name, "price": str(product.price)}
        cache.set(key, card, timeout=300)
    return card


def forget_product(product_id):
    print("forgotten:", product_id)
    cache.delete_many(
        f"product-card:{product_id}:{lang}" for lang in ("en", "de")
    )


@pytest.fixture
def pk(show):
    return ProductFactory(price=10).pk


def test_cache_aside(pk, show, clock):
    """One query on a miss, none on a hit, one again after five minutes."""
    with show("function", code=product_card) as block:
        product_card(pk, "en")
        product_card(pk, "en")
        clock.shift(301)
        print(product_card(pk, "en"))
    assert block.query_count == 2


def test_forgotten_after_commit(pk, show):
    """A delete inside the transaction is too early: another reader stores the old row."""
    price = 12
    product_card(pk, "en")
    with show("after-commit") as block:
        with transaction.atomic():
            Product.objects.filter(pk=pk).update(price=price)
            transaction.on_commit(partial(forget_product, pk))
        print(product_card(pk, "en")["price"])
    assert block.output == "forgotten: 1\n12.00\n"


def test_deleted_too_early(pk, show, sessions):
    """Deleted before the commit, the old price comes back and stays."""

    def change_price(product_id):
        with transaction.atomic():
            Product.objects.filter(pk=product_id).update(price=12)
            cache.delete(f"product-card:{product_id}:en")
            print("deleted")

    with show("too-early", code=change_price) as block:
        stage = sessions(block)
        staff = stage.start("Staff", change_price, pk)
        staff.step()
        reader = stage.start("Reader", product_card, pk, "en")
        reader.finish()
        staff.finish()
        print("cached:", product_card(pk, "en")["price"])
        print("stored:", Product.objects.get().price)
    assert block.output.endswith("cached: 10.00\nstored: 12.00\n")


def test_generations(show):
    """A generation is a random value: one that was evicted never comes back."""

    def new_generation(category_id):
        key = f"catalogue:gen:{category_id}"
        cache.set(key, uuid4().hex, timeout=None)

    def page_key(category_id, page):
        generation = cache.get(f"catalogue:gen:{category_id}")
        return f"catalogue:{category_id}:{generation}:page:{page}"

    with show("new-generation", code=new_generation) as block:
        new_generation(7)
        before = page_key(7, 1)
        new_generation(7)
        print("same key:", page_key(7, 1) == before)
    assert block.output == "same key: False\n"
