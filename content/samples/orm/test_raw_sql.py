import pytest
from django.db import ProgrammingError, connection, models, transaction
from django.db.models import (
    BooleanField,
    Count,
    F,
    Field,
    Func,
    Index,
    Lookup,
    Q,
)
from django.db.models.expressions import RawSQL
from django.db.models.lookups import GreaterThan
from psycopg import Cursor as ServerCursor
from psycopg import sql

from shop.factories import OrderFactory, ProductFactory
from shop.models import Category, Order, Product


@pytest.fixture
def kitchen(show):
    """Kitchen, with Pots and Pans two levels down and Cutlery beside, and Garden."""
    kitchen = Category.objects.create(name="Kitchen")
    cookware = Category.objects.create(name="Cookware", parent=kitchen)
    cutlery = Category.objects.create(name="Cutlery", parent=kitchen)
    pans = Category.objects.create(name="Pans", parent=cookware)
    garden = Category.objects.create(name="Garden")
    for name, category in (
        ("Wok", pans),
        ("Pan", pans),
        ("Fork", cutlery),
        ("Rake", garden),
    ):
        ProductFactory(name=name, category=category, stock=len(name))
    return kitchen


def below(category_id):
    return RawSQL(
        """
        WITH RECURSIVE below AS (
            SELECT id FROM shop_category WHERE id = %s
            UNION
            SELECT child.id FROM shop_category child
            JOIN below ON child.parent_id = below.id
        )
        SELECT id FROM below
        """,
        [category_id],
    )


def test_below_a_category(kitchen, show):
    """One query per level, or one that calls itself."""
    with show("level-by-level") as loop:
        found = level = [kitchen.pk]
        while level:
            children = Category.objects.filter(parent__in=level)
            level = list(children.values_list("pk", flat=True))
            found = found + level
        print(found)
    assert loop.query_count == 3
    with show("raw") as raw:
        categories = Category.objects.raw(
            """
            WITH RECURSIVE below AS (
                SELECT * FROM shop_category WHERE id = %s
                UNION
                SELECT child.* FROM shop_category child
                JOIN below ON child.parent_id = below.id
            )
            SELECT * FROM below ORDER BY name
            """,
            [kitchen.pk],
        )
        print([category.name for category in categories])
    assert raw.query_count == 1
    assert raw.output == "['Cookware', 'Cutlery', 'Kitchen', 'Pans']\n"
    with show("no-queryset", raises=AttributeError):
        categories.filter(name="Pans")
    # Each index and each slice outside the cache fetches all rows.
    with show("left-out") as deferred:
        for category in Category.objects.raw("SELECT id FROM shop_category"):
            category.name  # noqa: B018
    assert deferred.query_count == 1 + 5


def test_below_as_a_condition(kitchen, show):
    """The part that needs SQL is a subquery; the rest stays a QuerySet."""
    with show("condition", code=below) as block:
        products = Product.objects.filter(
            category__in=below(kitchen.pk), stock__gt=0
        )
        print(products.count())
        print([product.name for product in products.order_by("name")[:2]])
    assert block.query_count == 2
    assert block.output == "3\n['Fork', 'Pan']\n"
    # UNION drops what is known already, so a circle ends.
    Category.objects.filter(pk=kitchen.pk).update(
        parent=Category.objects.get(name="Pans")
    )
    assert products.count() == 3


def test_what_a_placeholder_takes(kitchen, show):
    """A value, no list for IN, no name; and a percent sign is doubled."""
    with show("in", raises=ProgrammingError):
        Product.objects.raw(
            "SELECT * FROM shop_product WHERE id IN %s", [(1, 2)]
        )[0]
    with show("any") as block:
        products = Product.objects.raw(
            """
            SELECT * FROM shop_product
            WHERE id = ANY(%s) AND name LIKE 'W%%'
            """,
            [[1, 2]],
        )
        print([product.name for product in products])
    assert block.output == "['Wok']\n"
    with show("single-percent", raises=ProgrammingError):
        Product.objects.raw(
            "SELECT * FROM shop_product WHERE name LIKE 'W%' AND id = %s", [1]
        )[0]
    with show("order-by", raises=ProgrammingError) as order:
        Product.objects.raw(
            "SELECT * FROM shop_product ORDER BY %s", ["name"]
        )[0]
    assert "non-integer constant in ORDER BY" in str(order.error)
    # With server-side binding it is a constant too, and sorts by nothing.
    with ServerCursor(connection.connection) as cursor:
        cursor.execute("SELECT name FROM shop_product ORDER BY %s", ["name"])
        names = [name for (name,) in cursor.fetchall()]
    assert names == ["Wok", "Pan", "Fork", "Rake"]
    with show("names") as names:
        name = 'price" FROM secrets --'
        print(connection.ops.quote_name(name))
        print(sql.Identifier(name).as_string())
    assert names.output == (
        '"price" FROM secrets --"\n"price"" FROM secrets --"\n'
    )


def test_row_comparison(show):
    """SQL text names its columns itself; in an expression Django does."""
    OrderFactory.create_batch(4)
    last = Order.objects.get(pk=2)
    orders = Order.objects.select_related("customer").order_by(
        "created", "pk"
    )
    with show("text", raises=ProgrammingError) as text:
        after = RawSQL(
            "(created, id) > (%s, %s)",
            [last.created, last.pk],
            output_field=BooleanField(),
        )
        print([order.pk for order in orders.filter(after)])
    assert "ambiguous" in str(text.error)
    with show("expression") as block:

        def row(*parts):
            return Func(*parts, function="ROW", output_field=Field())

        after = GreaterThan(
            row(F("created"), F("pk")),
            row(models.Value(last.created), models.Value(last.pk)),
        )
        print([order.pk for order in orders.filter(after)])
    assert block.output == "[3, 4]\n"
    assert plan_of(orders.filter(after)).count("ROW(") == 2
    # In a subquery the table has another alias, and the text means the outer one.
    OrderFactory(customer=Order.objects.get(pk=1).customer)
    since = {
        "text": RawSQL(
            "shop_order.id > %s", [2], output_field=BooleanField()
        ),
        "expression": GreaterThan(F("pk"), 2),
    }
    found = {}
    for name, condition in since.items():
        buyers = Order.objects.filter(condition).values("customer")
        again = Order.objects.filter(customer__in=buyers).order_by("pk")
        found[name] = list(again.values_list("pk", flat=True))
    assert found == {"text": [3, 4, 5], "expression": [1, 3, 4, 5]}


def plan_of(queryset):
    """The plan with an index in the order of the list, used even for few rows."""
    index = Index(fields=["created", "id"], name="order_created_id")
    with connection.schema_editor() as editor:
        editor.add_index(Order, index)
    with transaction.atomic():
        connection.cursor().execute("SET LOCAL enable_seqscan = off")
        plan = queryset.explain()
    with connection.schema_editor() as editor:
        editor.remove_index(Order, index)
    (condition,) = (
        line for line in plan.splitlines() if "Index Cond: (ROW" in line
    )
    return condition


class SameAs(Lookup):
    lookup_name = "same_as"
    can_use_none_as_rhs = True

    def as_sql(self, compiler, connection):
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        params = [*left_params, *right_params]
        return f"{left} IS NOT DISTINCT FROM {right}", params


def test_registered_lookup(show):
    """A lookup that treats NULL as a value, usable wherever Django takes a lookup."""
    OrderFactory(channel="web", partner="web", lines=1)
    OrderFactory(channel="web", partner=None)
    OrderFactory(channel=None, partner=None)
    models.CharField.register_lookup(SameAs)
    with show("lookup", code=SameAs) as block:
        same = Q(channel__same_as=F("partner"))
        print(Order.objects.filter(same).count())
        print(Order.objects.aggregate(same=Count("pk", filter=same)))
    with show("excluded") as excluded:
        print(Order.objects.exclude(channel__same_as=F("partner")).count())
        same = SameAs(F("channel"), F("partner"))
        print(Order.objects.exclude(same).count())
    models.CharField._unregister_lookup(SameAs)
    assert block.output == "2\n{'same': 2}\n"
    # exclude() by name adds IS NOT NULL, so one order is on both sides.
    assert excluded.output == "2\n1\n"
    assert "IS NOT NULL" in excluded.sql[0]


def test_view_with_a_model(kitchen, show):
    """The SQL stands in a migration; the model on top of it is never migrated."""

    class CategoryTree(models.Model):
        category = models.OneToOneField(
            Category,
            models.DO_NOTHING,
            primary_key=True,
            related_name="tree",
        )
        path = models.TextField()
        depth = models.IntegerField()

        class Meta:
            app_label = "shop"
            managed = False
            db_table = "shop_categorytree"

    with show("create") as create, connection.cursor() as cursor:
        cursor.execute("""
            CREATE VIEW shop_categorytree AS
            WITH RECURSIVE tree AS (
                SELECT id, name::text AS path, 0 AS depth
                FROM shop_category WHERE parent_id IS NULL
                UNION ALL
                SELECT child.id, path || ' / ' || child.name, depth + 1
                FROM shop_category child
                JOIN tree ON child.parent_id = tree.id
            )
            SELECT id AS category_id, path, depth FROM tree
        """)
    assert create.query_count == 1
    with show("model", code=CategoryTree) as block:
        products = Product.objects.filter(category__tree__depth__gte=2)
        for product in products.select_related("category__tree"):
            print(product.name, "-", product.category.tree.path)
    assert block.query_count == 1
    # A condition on the view is applied to the finished recursion.
    plan = CategoryTree.objects.filter(category=kitchen).explain()
    with connection.cursor() as cursor:
        cursor.execute("DROP VIEW shop_categorytree")
    assert plan.splitlines()[1].strip().startswith("Filter: (id = ")
    assert "Recursive Union" in plan
