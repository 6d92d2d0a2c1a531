from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, connection, models
from django.db.models.signals import post_save

from shop.factories import ProductFactory
from shop.models import Customer, Product


def import_products(rows):
    Product.objects.bulk_create(
        [Product(**row) for row in rows],
        update_conflicts=True,
        unique_fields=["sku"],
        update_fields=["name", "price", "stock"],
    )


def has_changed(product, row):
    if product is None:
        return True
    return (product.name, product.price) != (row["name"], row["price"])


def import_changes(rows):
    latest = {row["sku"]: row for row in rows}
    stored = Product.objects.in_bulk(latest, field_name="sku")
    Product.objects.bulk_create(
        [
            Product(**row)
            for sku, row in sorted(latest.items())
            if has_changed(stored.get(sku), row)
        ],
        update_conflicts=True,
        unique_fields=["sku"],
        update_fields=["name", "price"],
    )


def row(number, name, price):
    return {"sku": f"SKU-{number}", "name": name, "price": Decimal(price)}


@pytest.fixture
def stored(show):
    """Two products: Kettle and Lamp at 10.00, ten of each in stock."""
    return ProductFactory.create_batch(2)


def test_nightly_import(stored, show):
    """Two statements per row against one for all."""
    rows = [
        row(1, "Kettle", "12.00") | {"stock": 10},
        row(3, "Mug", "4.00") | {"stock": 50},
    ]
    with show("import", code=import_products) as block:
        import_products(rows)
    assert block.query_count == 1
    with show("row-by-row") as loop:
        for sku, price in (("SKU-2", 11), ("SKU-4", 25)):
            Product.objects.update_or_create(
                sku=sku, defaults={"price": price}
            )
    assert loop.query_count == 4
    Product.objects.filter(sku="SKU-1").update(stock=7)
    rows = [row(1, "Kettle", "12.00"), row(2, "Lamp", "9.00")]
    with show("changes-only", code=[has_changed, import_changes]) as changes:
        import_changes(rows)
    assert changes.query_count == 2
    (insert,) = (sql for sql in changes.sql if sql.startswith("INSERT"))
    assert insert.count("SKU-") == 1
    assert Product.objects.get(sku="SKU-2").price == 9
    # The whole import overwrites the stock, the other leaves it alone.
    assert Product.objects.get(sku="SKU-1").stock == 7
    import_products([row(1, "Kettle", "12.00") | {"stock": 10}])
    assert Product.objects.get(sku="SKU-1").stock == 10


def test_same_sku_twice(stored, show):
    """PostgreSQL refuses to update one row twice in one statement."""
    rows = [row(1, "Kettle", "12.00"), row(1, "Kettle", "13.00")]
    rows = [one | {"stock": 10} for one in rows]
    with show("twice-in-one-statement", raises=ProgrammingError):
        import_products(rows)
    assert Product.objects.get(sku="SKU-1").price == 10
    with show("in-two-batches") as block:
        Product.objects.bulk_create(
            [Product(**row) for row in rows],
            batch_size=1,
            update_conflicts=True,
            unique_fields=["sku"],
            update_fields=["price"],
        )
        print(Product.objects.values_list("price", flat=True).get(pk=1))
    assert block.output == "13.00\n"
    # A row that does not differ is written again all the same: it has a new place.
    places = []
    for _ in range(2):
        import_products(rows[1:])
        with connection.cursor() as cursor:
            cursor.execute("SELECT ctid FROM shop_product WHERE id = 1")
            places += cursor.fetchone()
    assert places[0] != places[1]
    # Both batches are in one transaction.
    kinds = [sql.split()[0] for sql in block.sql]
    assert kinds == ["BEGIN", "INSERT", "INSERT", "COMMIT", "SELECT"]


def test_what_an_import_skips(show, create_table, clock):
    """No receiver, and auto_now only where update_fields names the column."""

    class SupplierItem(models.Model):
        sku = models.CharField(max_length=20, unique=True)
        slug = models.SlugField(unique=True)
        price = models.PositiveIntegerField()
        changed = models.DateTimeField(auto_now=True)

        class Meta:
            app_label = "shop"

    def reindex(instance, **kwargs):
        print("reindexed", instance.sku)

    create_table(SupplierItem)
    post_save.connect(reindex, sender=SupplierItem)
    with show("supplier-item", code=[SupplierItem, reindex]) as block:
        item = SupplierItem.objects.create(sku="A", slug="kettle", price=10)
        clock.shift(timedelta(days=1))
        SupplierItem.objects.bulk_create(
            [SupplierItem(sku="A", slug="kettle", price=12)],
            update_conflicts=True,
            unique_fields=["sku"],
            update_fields=["price"],
        )
        item.refresh_from_db()
        print(item.price, f"{item.changed:%d %B}")
    post_save.disconnect(reindex, sender=SupplierItem)
    assert block.output == "reindexed A\n12 02 March\n"
    with show("another-unique-field", raises=IntegrityError):
        SupplierItem.objects.bulk_create(
            [SupplierItem(sku="B", slug="kettle", price=12)],
            update_conflicts=True,
            unique_fields=["sku"],
            update_fields=["price"],
        )


def test_race_of_two_upserts(show, sessions):
    """Without a constraint both insert; with one, the second looks again and updates."""

    def remember(email, name):
        Customer.objects.update_or_create(
            email=email, defaults={"name": name}
        )

    with show("two-rows", code=remember) as block:
        stage = sessions(block)
        load = stage.start("Import", remember, "a@example.com", "Anna")
        form = stage.start("Sign-up", remember, "a@example.com", "Ann")
        load.step_to("INSERT")
        form.step_to("INSERT")
        load.finish()
        form.finish()
        print(f"customers: {Customer.objects.count()}")
    assert block.output == "customers: 2\n"
    with show("from-then-on", raises=Customer.MultipleObjectsReturned):
        remember("a@example.com", "Anna")
    # Without a unique constraint there is nothing that an upsert could conflict with.
    with pytest.raises(ProgrammingError, match="no unique or exclusion"):
        Customer.objects.bulk_create(
            [Customer(email="b@example.com")],
            update_conflicts=True,
            unique_fields=["email"],
            update_fields=["name"],
        )

    def load(sku, name):
        Product.objects.update_or_create(sku=sku, defaults={"name": name})

    with show("one-row", code=load) as block:
        stage = sessions(block)
        first = stage.start("First", load, "SKU-1", "Kettle")
        second = stage.start("Second", load, "SKU-1", "Big kettle")
        first.step_to("INSERT")
        second.step_to("INSERT")
        first.finish()
        second.finish()
        print(Product.objects.values_list("name", flat=True))
    assert block.output == "<QuerySet ['Big kettle']>\n"
    assert second.error is None
