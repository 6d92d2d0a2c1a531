import pytest
from django.db import connection, migrations, models
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState

product_fields = [
    ("id", models.BigAutoField(primary_key=True)),
    ("name", models.CharField(max_length=100)),
]


def migrate(app, operations, state):
    """Applies operations as one migration of an app; gives the new state."""
    migration = Migration("0002_move", app)
    migration.operations = operations
    with connection.schema_editor() as editor:
        return migration.apply(state, editor)


@pytest.fixture
def before(show):
    """The state and the table of catalog.Product, with one row."""
    create = migrations.CreateModel("Product", product_fields)
    state = migrate("catalog", [create], ProjectState())
    state.apps.get_model("catalog", "Product").objects.create(name="Cup")
    yield state
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS catalog_product")


def test_model_moves_table_stays(before, show):
    """The new app knows the model, and the database is sent nothing."""
    with show("migration"):
        # inventory/migrations/0001_initial.py
        operations = [
            migrations.SeparateDatabaseAndState(
                state_operations=[
                    migrations.CreateModel(
                        name="Product",
                        fields=product_fields,
                        options={"db_table": "catalog_product"},
                    )
                ]
            )
        ]
    removal = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel("Product")]
        )
    ]
    with show("applied") as block:
        state = migrate("inventory", operations, before)
        state = migrate("catalog", removal, state)
        for model in state.apps.get_models():
            print(model._meta.label, "in", model._meta.db_table)
    assert block.query_count == 0
    assert block.output == "inventory.Product in catalog_product\n"
    Product = state.apps.get_model("inventory", "Product")
    assert Product.objects.get().name == "Cup"
