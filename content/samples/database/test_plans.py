import json
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.migrations import RunSQL

from shop.factories import CustomerFactory, ProductFactory
from shop.models import Order, OrderLine

DAY = datetime(2026, 1, 1, tzinfo=UTC)
PARTNERS = [f"Partner {number}" for number in range(10)]


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def analyze():
    run("ANALYZE shop_order, shop_orderline")


def add_orders(count, **values):
    """Orders with two lines each."""
    orders = Order.objects.bulk_create(
        Order(
            customer_id=1,
            created=DAY,
            **{name: value(n) for name, value in values.items()},
        )
        for n in range(count)
    )
    OrderLine.objects.bulk_create(
        OrderLine(order=order, product_id=1) for order in orders * 2
    )


@pytest.fixture
def orders(show):
    """10,000 orders; a partner sells through one channel of its own."""
    CustomerFactory()
    ProductFactory()
    add_orders(
        10_000,
        partner=lambda n: PARTNERS[n % 10],
        channel=lambda n: f"ch {n % 10}",
        status=lambda n: "open" if n % 100 == 0 else "done",
    )
    analyze()


def walk(node, depth=0):
    table = node.get("Relation Name")
    name = node["Node Type"] + (f" on {table}" if table else "")
    times = f", {loops} times" if (loops := node["Actual Loops"]) > 1 else ""
    planned, found = node["Plan Rows"], round(node["Actual Rows"])
    print(f"{'  ' * depth}{name}: planned {planned}, found {found}{times}")
    for child in node.get("Plans", []):
        walk(child, depth + 1)


def show_rows(queryset):
    """Each step of the plan with planned and actual rows."""
    sql, params = queryset.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
        plan = cursor.fetchone()[0]
    plan = json.loads(plan) if isinstance(plan, str) else plan
    walk(plan[0]["Plan"])


def test_after_an_import(orders, show):
    """Rows that came after the last ANALYZE do not exist for the planner."""
    add_orders(900, partner=lambda n: "Acme")
    with show("stale") as stale:
        # 900 orders of Acme have come since the last ANALYZE.
        lines = OrderLine.objects.filter(order__partner="Acme")
        show_rows(lines)
    with show("fresh") as fresh:
        run("ANALYZE shop_order")
        show_rows(lines)
    assert stale.output.startswith("Nested Loop: planned 2, found 1800")
    assert fresh.output.startswith("Hash Join: planned 1800, found 1800")


def test_columns_that_belong_together(orders, show):
    """Two conditions are multiplied, unless the database knows better."""
    chosen = Order.objects.filter(partner="Partner 3", channel="ch 3")
    with show("multiplied") as block:
        show_rows(chosen)
    assert block.output.endswith("planned 100, found 1000\n")

    def apply(operation, back=False):
        with connection.schema_editor() as editor:
            move = "backwards" if back else "forwards"
            getattr(operation, f"database_{move}")("shop", editor, None, None)

    with show("extended") as block:
        operation = RunSQL(
            "CREATE STATISTICS order_partner_channel (dependencies)"
            " ON partner, channel FROM shop_order",
            "DROP STATISTICS order_partner_channel",
        )
        apply(operation)
        run("ANALYZE shop_order")
        show_rows(chosen)
    assert block.output.endswith("planned 1000, found 1000\n")
    apply(operation, back=True)


@pytest.fixture
def one_large_partner(show):
    """9,000 orders of one partner, and ten of each of a hundred others."""
    CustomerFactory()
    ProductFactory()
    add_orders(
        10_000,
        partner=lambda n: "Large" if n % 10 else f"Small {n // 10 % 100}",
    )
    run("CREATE INDEX order_partner ON shop_order (partner)")
    analyze()
    yield
    run("DROP INDEX order_partner")


def test_one_plan_for_all_values(one_large_partner, show):
    """With the value in the statement each has its plan; a prepared one is shared."""
    with show("one-value") as block:
        orders = Order.objects.filter(partner="Small 1")
    assert "order_partner" in block.explain(orders)
    with show("another-value") as block:
        orders = Order.objects.filter(partner="Large")
    assert block.explain(orders).startswith("Seq Scan")

    with show("prepared") as block:
        run(
            "PREPARE by_partner AS"
            " SELECT * FROM shop_order WHERE partner = $1"
        )
        for partner in ("Large", "Small 1", "Large", "Small 2", "Large"):
            run(f"EXECUTE by_partner('{partner}')")
    plan = block.explain_sql("EXECUTE by_partner('Large')")
    assert "order_partner" in plan
    assert "$1" in plan
    run("DEALLOCATE by_partner")
