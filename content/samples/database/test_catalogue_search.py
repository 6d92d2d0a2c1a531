import pytest
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import (
    SearchQuery,
    SearchRank,
    SearchVector,
    SearchVectorField,
    TrigramWordSimilarity,
)
from django.db import connection, models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.test.utils import isolate_apps

from shop.models import Product

GOODS = [
    ("Running shoe, blue", "Light, for road and track."),
    ("Trail shoe", "For those who run in the hills."),
    ("Shoe rack", "Holds ten pairs."),
    ("Shirt for runners", "Dries fast."),
]


@pytest.fixture
def catalogue(show):
    Product.objects.bulk_create(
        Product(name=name, description=text, sku=f"SKU-{number}")
        for number, (name, text) in enumerate(GOODS, 1)
    )


@pytest.fixture
def many_products(catalogue):
    """10,000 more products, which no search of these samples finds."""
    Product.objects.bulk_create(
        (
            Product(
                name=f"Cup no. {number}",
                description="White, with a blue rim.",
                sku=f"CUP-{number}",
            )
            for number in range(10_000)
        ),
        batch_size=5_000,
    )
    analyze("shop_product")


@pytest.fixture
def trigrams(show):
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION pg_trgm")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP EXTENSION pg_trgm CASCADE")


def analyze(table):
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM (ANALYZE) {table}")


def test_search_as_substring(many_products, show):
    """The words must stand in the text as typed, and every row is read."""

    def search(words):
        return Product.objects.filter(
            Q(name__icontains=words) | Q(description__icontains=words)
        )

    with show("search", code=search) as block:
        print(search("running shoes"))
        print(search("running shoe"))
    assert "Seq Scan" in block.explain(search("running shoes"))
    assert block.output.startswith("<QuerySet []>\n<QuerySet [<Product: R")


def test_search_for_words(catalogue, show):
    """Text and query are both reduced to lexemes before they are compared."""
    with show("search") as block:
        document = SearchVector("name", "description", config="english")
        query = SearchQuery("running shoes", config="english")
        found = Product.objects.annotate(document=document)
        for product in found.filter(document=query).order_by("pk"):
            print(product.name)
    assert block.output == "Running shoe, blue\nTrail shoe\n"
    with show("lexemes") as lexemes:
        with connection.cursor() as cursor:
            for words in ["running shoes", "who run", "for runners"]:
                cursor.execute("SELECT to_tsvector('english', %s)", [words])
                print(cursor.fetchone()[0])
    assert lexemes.output == "'run':1 'shoe':2\n'run':2\n'runner':2\n"


def test_search_stored(show, create_table):
    """The vector is a column that the database keeps, with an index."""
    with isolate_apps("shop"):
        with show("model"):

            class CatalogueEntry(models.Model):
                name = models.CharField(max_length=100)
                text = models.TextField()
                document = models.GeneratedField(
                    expression=(
                        SearchVector("name", weight="A", config="english")
                        + SearchVector("text", weight="B", config="english")
                    ),
                    output_field=SearchVectorField(),
                    db_persist=True,
                )

                class Meta:
                    app_label = "shop"
                    indexes = [
                        GinIndex(fields=["document"], name="entry_document")
                    ]

    create_table(CatalogueEntry)
    CatalogueEntry.objects.bulk_create(
        CatalogueEntry(name=name, text=text) for name, text in GOODS
    )
    CatalogueEntry.objects.bulk_create(
        CatalogueEntry(name=f"Cup no. {number}", text="White.")
        for number in range(5_000)
    )
    analyze("shop_catalogueentry")
    with show("search") as block:
        query = SearchQuery("running shoes", config="english")
        found = (
            CatalogueEntry.objects.filter(document=query)
            .annotate(rank=SearchRank(F("document"), query))
            .order_by("-rank")
        )
        print([entry.name for entry in found])
    assert "entry_document" in block.explain(found)
    with show("other-config") as other:
        found = CatalogueEntry.objects.filter(
            document=SearchQuery("running shoes", config="simple")
        )
        print([entry.name for entry in found])
    assert other.output == "[]\n"


def test_search_with_typos(trigrams, many_products, show):
    """Close spelling; the lookup can use the index, a comparison of the number cannot."""
    with show("lookup") as lookup:
        index = GinIndex(
            fields=["name"],
            name="product_trigrams",
            opclasses=["gin_trgm_ops"],
        )
        found = Product.objects.filter(name__trigram_word_similar="runing")
    with connection.schema_editor() as editor:
        editor.add_index(Product, index)
    analyze("shop_product")
    assert "product_trigrams" in lookup.explain(found)
    assert [product.name for product in found] == ["Running shoe, blue"]
    with show("number") as number:
        similarity = TrigramWordSimilarity("runing", "name")
        found = Product.objects.annotate(similarity=similarity)
        found = found.filter(similarity__gt=0.6)
    assert "Seq Scan" in number.explain(found)
    assert [product.name for product in found] == ["Running shoe, blue"]
    with connection.schema_editor() as editor:
        editor.remove_index(Product, index)


def test_index_for_icontains(trigrams, many_products, show):
    """Django compares in upper case, so the index must hold upper case."""
    with show("on-the-column") as column:
        index = GinIndex(
            OpClass("name", name="gin_trgm_ops"), name="trigrams"
        )
        found = Product.objects.filter(name__icontains="running")
    with connection.schema_editor() as editor:
        editor.add_index(Product, index)
    analyze("shop_product")
    assert "Seq Scan" in column.explain(found)
    with connection.schema_editor() as editor:
        editor.remove_index(Product, index)
    with show("on-upper") as upper:
        index = GinIndex(
            OpClass(Upper("name"), name="gin_trgm_ops"), name="trigrams"
        )
        found = Product.objects.filter(name__icontains="running")
    with connection.schema_editor() as editor:
        editor.add_index(Product, index)
    analyze("shop_product")
    assert "trigrams" in upper.explain(found)
    with connection.schema_editor() as editor:
        editor.remove_index(Product, index)
