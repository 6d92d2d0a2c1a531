import pytest
from django.core.exceptions import FieldError
from django.db import models
from django.db.models import F, Prefetch
from django.http import JsonResponse

from shop.factories import OrderFactory, OrderLineFactory, ProductFactory
from shop.models import Category, Order, OrderLine, Product


def as_row(product):
    return {
        "name": product.name,
        "price": product.price,
        "available": product.stock > 0,
        "category": product.category_id,
    }


def price_list(request):
    products = Product.objects.only("name", "price").order_by("name")
    return JsonResponse({"products": [as_row(one) for one in products]})


@pytest.fixture
def products(show):
    kitchen = Category.objects.create(name="Kitchen")
    return ProductFactory.create_batch(
        3, category=kitchen, description="Steel. " * 100
    )


def test_price_list(products, show, rf, create_table):
    """One query for the list, and one for each missing field of each row."""
    request = rf.get("/prices/")
    with show("view", code=[as_row, price_list]) as slow:
        price_list(request)
    assert slow.query_count == 1 + 2 * 3
    with show("every-field-that-is-read") as fast:
        products = Product.objects.only(
            "name", "price", "stock", "category"
        ).order_by("name")
        rows = [as_row(one) for one in products]
    assert fast.query_count == 1
    assert rows == [as_row(one) for one in Product.objects.order_by("name")]

    class PriceTag(models.Model):
        name = models.CharField(max_length=20)
        price = models.PositiveIntegerField()

        class Meta:
            app_label = "shop"

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.price_before = self.price

    create_table(PriceTag)
    PriceTag.objects.bulk_create(
        PriceTag(name=name, price=10) for name in ("Kettle", "Lamp")
    )
    with show("only-the-name", code=PriceTag) as block:
        print([tag.name for tag in PriceTag.objects.only("name")])
    assert block.query_count == 1 + 2


def test_values_instead(products, show):
    """What is not named is missing, and a to-many relation repeats the row."""
    with show("values") as block:
        rows = Product.objects.order_by("name").values(
            "name", "price", category_name=F("category__name")
        )
        for row in rows:
            print(row["name"], row["price"], row["category_name"])
    assert block.query_count == 1
    order = OrderFactory()
    for quantity in (1, 3):
        OrderLineFactory(order=order, product=products[0], quantity=quantity)
    with show("to-many") as lines:
        print(list(Order.objects.values("pk", "lines__quantity")))
    assert lines.output == (
        "[{'pk': 1, 'lines__quantity': 1}, {'pk': 1, 'lines__quantity': 3}]\n"
    )
    with show("not-named", raises=KeyError):
        Product.objects.values("name").first()["stock"]


def test_save_of_a_part(products, show):
    """save() writes the fields that are loaded by then, so reading one adds it."""
    with show("loaded-only") as saved:
        product = Product.objects.only("price").get(sku="SKU-1")
        product.price = 12
        product.save()
    with show("one-read-more") as read:
        product = Product.objects.only("price").get(sku="SKU-1")
        if product.stock > 0:
            product.price = 11
        product.save()
    assert "stock" not in saved.sql[-1]
    assert '"stock" = 10' in read.sql[-1]
    # refresh_from_db() asks for the loaded fields only.
    product = Product.objects.only("price").get(sku="SKU-1")
    product.refresh_from_db()
    assert "stock" in product.get_deferred_fields()
    # A relation cannot be both left out and joined.
    with pytest.raises(FieldError):
        list(Product.objects.only("name").select_related("category"))


def test_deferred_key_of_a_prefetch(orders, show):
    """Django needs order_id to hand out the lines, so it asks for it line by line."""
    with show("without-the-key") as slow:
        lines = OrderLine.objects.only("quantity")
        orders = Order.objects.prefetch_related(Prefetch("lines", lines))
        print(len(orders))
    with show("with-the-key") as fast:
        lines = OrderLine.objects.only("quantity", "order")
        orders = Order.objects.prefetch_related(Prefetch("lines", lines))
        print(len(orders))
    assert slow.query_count == 2 + 10
    assert fast.query_count == 2
