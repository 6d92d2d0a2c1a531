import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.models import (
    Exists,
    F,
    Index,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Sum,
    Window,
)
from django.db.models.functions import DenseRank, Rank, RowNumber

from shop.factories import OrderFactory, OrderLineFactory, ProductFactory
from shop.models import Category, OrderLine, Product


@pytest.fixture
def sales(show):
    """Two categories; Lamp and Mug sold equally often, and the Kettle is out of stock."""
    order = OrderFactory()
    for name, goods in (
        ("Kitchen", (("Kettle", 9), ("Lamp", 7), ("Mug", 7), ("Pan", 1))),
        ("Garden", (("Rug", 3), ("Stool", 0))),
    ):
        category = Category.objects.create(name=name)
        for good, sold in goods:
            product = ProductFactory(name=good, category=category)
            if sold:
                OrderLineFactory(order=order, product=product, quantity=sold)
    Product.objects.filter(name="Kettle").update(stock=0)


@pytest.fixture
def ranked(sales):
    return Product.objects.annotate(
        sold=Sum("orderline__quantity", default=0),
        place=Window(
            RowNumber(),
            partition_by=F("category"),
            order_by=[F("sold").desc(), F("pk")],
        ),
    )


BEST = "Garden Rug 3\nGarden Stool 0\nKitchen Kettle 9\nKitchen Lamp 7\n"


def test_best_two(sales, show):
    """One query per category, or one that numbers the products within each category."""
    with show("loop") as loop:
        for category in Category.objects.order_by("name"):
            products = category.product_set.annotate(
                sold=Sum("orderline__quantity", default=0)
            )
            for product in products.order_by("-sold", "pk")[:2]:
                print(category.name, product.name, product.sold)
    assert loop.output == BEST
    assert loop.query_count == 1 + 2
    with show("window") as block:
        place = Window(
            RowNumber(),
            partition_by=F("category"),
            order_by=[F("sold").desc(), F("pk")],
        )
        ranked = Product.objects.annotate(
            sold=Sum("orderline__quantity", default=0), place=place
        )
        best = ranked.filter(place__lte=2).select_related("category")
        for product in best.order_by("category__name", "place"):
            print(product.category.name, product.name, product.sold)
    assert block.output == BEST
    assert block.query_count == 1


def test_best_two_by_prefetch(sales, show):
    """A slice in a Prefetch is per category, since Django 4.2."""
    with show("sliced-prefetch") as block:
        best = Product.objects.annotate(
            sold=Sum("orderline__quantity", default=0)
        ).order_by("-sold", "pk")[:2]
        categories = Category.objects.order_by("name").prefetch_related(
            Prefetch("product_set", queryset=best, to_attr="best")
        )
        for category in categories:
            for product in category.best:
                print(category.name, product.name, product.sold)
    assert block.output == BEST
    assert block.query_count == 2
    assert "ROW_NUMBER()" in block.sql[1]


def test_cut_before_or_after(ranked, show):
    """A condition on a column goes below the window, wherever the chain has it."""
    with show("one-level") as inside:
        best = ranked.filter(place=1).filter(stock__gt=0)
        print(list(best.values_list("name", flat=True).order_by("name")))
    with show("two-levels") as outside:
        first = ranked.filter(place=1).values("pk")
        best = Product.objects.filter(pk__in=first, stock__gt=0)
        print(list(best.values_list("name", flat=True)))
    assert inside.output == "['Lamp', 'Rug']\n"
    assert outside.output == "['Rug']\n"
    # Row number, rank and dense rank of Kettle, Lamp, Mug and Pan.
    by_sold = {"partition_by": F("category"), "order_by": F("sold").desc()}
    places = (
        Product.objects.filter(category__name="Kitchen")
        .annotate(sold=Sum("orderline__quantity", default=0))
        .annotate(
            rank=Window(Rank(), **by_sold),
            dense=Window(DenseRank(), **by_sold),
        )
    )
    assert list(places.order_by("pk").values_list("rank", "dense")) == [
        (1, 1),
        (2, 2),
        (2, 2),
        (4, 3),
    ]
    # What the page says about the limits of a filter on a window.
    with pytest.raises(NotImplementedError):
        list(ranked.filter(Q(place=1) | Q(stock=0)))
    with pytest.raises(ProgrammingError):
        ranked.filter(place=1).explain()


def test_best_one_by_subquery(sales, show):
    """One value per category, and one index look-up each where there is an index."""
    with show("subquery") as block:
        best = (
            Product.objects.filter(category=OuterRef("pk"))
            .annotate(sold=Sum("orderline__quantity", default=0))
            .order_by("-sold", "pk")
        )
        sold = OrderLine.objects.filter(product__category=OuterRef("pk"))
        categories = Category.objects.filter(Exists(sold)).annotate(
            best=Subquery(best.values("name")[:1])
        )
        for category in categories.order_by("name"):
            print(category.name, category.best)
    assert block.output == "Garden Rug\nKitchen Kettle\n"
    assert block.query_count == 1
    # With an index in this order, the subquery stops at its first entry.
    index = Index(F("category"), F("price").desc(), F("id"), name="dearest")
    dearest = Product.objects.filter(category=OuterRef("pk"))
    dearest = dearest.order_by("-price", "pk").values("name")[:1]
    with connection.schema_editor() as editor:
        editor.add_index(Product, index)
    with transaction.atomic():
        connection.cursor().execute("SET LOCAL enable_seqscan = off")
        plan = Category.objects.annotate(name_=Subquery(dearest)).explain()
    with connection.schema_editor() as editor:
        editor.remove_index(Product, index)
    assert "Index Scan using dearest" in plan
    assert "Sort" not in plan
