from itertools import islice

import pytest

from shop.factories import ProductFactory
from shop.models import Product


class Sku(str):
    """A text that counts how often it is compared."""

    compared = 0

    def __eq__(self, other):
        Sku.compared += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


def skus(first, last):
    return [Sku(f"SKU-{number}") for number in range(first, last)]


def half_known(size):
    """As many products as rows; half of the rows name a product."""
    products = [Product(sku=sku, price=10) for sku in skus(0, size)]
    rows = skus(size // 2, size + size // 2)
    return products, [{"sku": sku, "price": 11} for sku in rows]


def test_feed_against_products(show):
    """The loop as it was, then with a set and a dictionary; comparisons counted."""
    with show("compare"):

        def compare(feed, products):
            known = [product.sku for product in products]
            new, changed, seen = [], [], []
            for row in feed:
                if row["sku"] in seen:
                    continue
                seen.append(row["sku"])
                if row["sku"] not in known:
                    new.append(row)
                    continue
                product = [p for p in products if p.sku == row["sku"]][0]
                if product.price != row["price"]:
                    changed.append(row)
            return new, changed

    with_lists = compare
    with show("by-key"):

        def compare(feed, products):
            by_sku = {product.sku: product for product in products}
            new, changed, seen = [], [], set()
            for row in feed:
                if row["sku"] in seen:
                    continue
                seen.add(row["sku"])
                product = by_sku.get(row["sku"])
                if product is None:
                    new.append(row)
                elif product.price != row["price"]:
                    changed.append(row)
            return new, changed

    by_key = compare
    with show("counted", code=Sku) as block:
        for size in (100, 200, 400):
            products, feed = half_known(size)
            Sku.compared = 0
            with_lists(feed, products)
            before, Sku.compared = Sku.compared, 0
            by_key(feed, products)
            print(size, "rows:", before, "before,", Sku.compared, "now")
    assert block.output == (
        "100 rows: 18725 before, 50 now\n"
        "200 rows: 74950 before, 100 now\n"
        "400 rows: 299900 before, 200 now\n"
    )
    products, feed = half_known(100)
    assert with_lists(feed, products) == by_key(feed, products)
    assert [len(part) for part in by_key(feed, products)] == [50, 50]


def test_generator_once(show):
    """A generator reads as it is asked, and is empty the second time."""
    with show("as-asked") as block:

        def read(lines):
            for line in lines:
                print("read", line)
                yield line

        rows = read(["SKU-1", "SKU-2", "SKU-3"])
        print("found:", "SKU-2" in rows)
        print("left:", list(rows))
        print("again:", list(rows))
    assert block.output == (
        "read SKU-1\nread SKU-2\nfound: True\n"
        "read SKU-3\nleft: ['SKU-3']\nagain: []\n"
    )


def test_in_bulk_by_sku(show):
    """The part that the feed names, as a dictionary, in one query per batch."""
    ProductFactory.create_batch(5)
    feed = iter(["SKU-2", "SKU-4", "SKU-9"])
    with show("batches") as block:
        while batch := list(islice(feed, 2)):
            found = Product.objects.in_bulk(batch, field_name="sku")
            print([(sku, sku in found) for sku in batch])
    assert block.query_count == 2
    with show("unsaved", raises=TypeError):
        {Product(sku="SKU-9")}
    with pytest.raises(ValueError, match="must be a unique field"):
        Product.objects.in_bulk(["Mug"], field_name="name")
