from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

product_fields = [
    ("id", models.BigAutoField(primary_key=True)),
    ("name", models.CharField(max_length=100)),
]


def test_model_moves_table_stays(show):
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
    state = ProjectState()
    after = state.clone()
    for operation in operations:
        operation.state_forwards("inventory", after)
    with show("applied") as block:
        with connection.schema_editor() as editor:
            for operation in operations:
                operation.database_forwards("inventory", editor, state, after)
        moved = after.apps.get_model("inventory", "Product")
        print(moved._meta.label, "in", moved._meta.db_table)
    assert block.query_count == 0
    assert block.output == "inventory.Product in catalog_product\n"
