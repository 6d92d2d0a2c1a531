import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, connection, models
from django.db.migrations import (
    AlterField,
    CreateModel,
    DeleteModel,
    SeparateDatabaseAndState,
)
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState

from shop.models import User

ID = ("id", models.BigAutoField(primary_key=True))
NAME = ("name", models.CharField(max_length=40))


class Project:
    """States and tables of two apps."""

    def __init__(self):
        self.state = ProjectState()

    def migrate(self, app, *operations):
        migration = Migration("0012", app)
        migration.operations = operations
        self.before = self.state
        with connection.schema_editor() as editor:
            self.state = migration.apply(self.state.clone(), editor)

    def get(self, app, model):
        return self.state.apps.get_model(app, model)


def line(product):
    key = models.ForeignKey(product, models.PROTECT)
    return CreateModel("Line", [ID, ("product", key)])


@pytest.fixture
def project(show):
    project = Project()
    project.migrate("core", CreateModel("Product", [ID, NAME]))
    project.migrate("core", line("core.Product"))
    tea = project.get("core", "Product").objects.create(name="Tea")
    project.get("core", "Line").objects.create(product_id=tea.pk)
    yield project
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TABLE IF EXISTS core_line, core_product, stock_product"
        )


def test_moved_by_makemigrations(project, show):
    """The class has another app, so for Django it is another model."""
    after = ProjectState()
    for app, operation in [
        ("stock", CreateModel("Product", [ID, NAME])),
        ("core", line("stock.Product")),
    ]:
        operation.state_forwards(app, after)

    with show("what-it-writes") as block:
        found = MigrationAutodetector(project.state, after)._detect_changes()
        for app, [migration] in sorted(found.items(), reverse=True):
            for operation in migration.operations:
                print(f"{app}: {operation.describe()}")
    assert "Delete model Product" in block.output
    created = found["stock"][0].operations
    altered = found["core"][0].operations
    with show("on-rows-of-production", raises=IntegrityError) as block:
        project.migrate("stock", *created)
        project.migrate("core", *altered)
    assert "is not present" in str(block.error)


def test_moved_in_the_state(project, show):
    """Two migrations, no SQL, and the rows are where they were."""
    with show("two-migrations") as block:
        # stock/migrations/0001_initial.py, after core.0011
        project.migrate(
            "stock",
            SeparateDatabaseAndState(
                state_operations=[
                    CreateModel(
                        "Product",
                        [ID, NAME],
                        options={"db_table": "core_product"},
                    ),
                ]
            ),
        )
        # core/migrations/0012_product_moved.py, after stock.0001
        key = models.ForeignKey("stock.Product", models.PROTECT)
        project.migrate(
            "core",
            SeparateDatabaseAndState(
                state_operations=[
                    AlterField("Line", "product", key),
                    DeleteModel("Product"),
                ]
            ),
        )
    assert block.query_count == 0
    with show("afterwards") as block:
        for line in project.get("core", "Line").objects.select_related():
            print(line.product.name, line.product._meta.label)
    assert block.output == "Tea stock.Product\n"


def test_key_of_a_third_app(project, show):
    """A plain AlterField finds the same table behind the key, and sends nothing."""
    product = CreateModel(
        "Product", [ID, NAME], options={"db_table": "core_product"}
    )
    project.migrate("stock", SeparateDatabaseAndState([], [product]))
    key = models.ForeignKey("stock.Product", models.PROTECT)
    with show("alter-field") as block:
        project.migrate("core", AlterField("Line", "product", key))
    assert block.query_count == 0
    assert project.get("core", "Line").objects.get().product.name == "Tea"


@pytest.fixture
def editor(show):
    """A user who may change products of the app core."""
    kinds = ContentType.objects
    product = kinds.get(app_label="shop", model="product")
    kinds.filter(pk=product.pk).update(app_label="core")
    kinds.clear_cache()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('django_content_type', 'id'), "
            "(SELECT max(id) FROM django_content_type))"
        )
    editor = User.objects.create_user("editor")
    change = Permission.objects.get(codename="change_product")
    editor.user_permissions.add(change)
    yield editor
    kinds.filter(app_label__in=["core", "stock"]).exclude(
        pk=product.pk
    ).delete()
    kinds.filter(pk=product.pk).update(app_label="shop")
    kinds.clear_cache()


def test_content_type_moves_along(editor, show):
    """Rights and generic keys hang on the id of a content type."""

    def change_app(apps, schema_editor):
        ContentType = apps.get_model("contenttypes", "ContentType")
        kinds = ContentType.objects.filter(app_label="core")
        kinds.filter(model="product").update(app_label="stock")

    def tell():
        user = User.objects.get(username="editor")
        for app in ("core", "stock"):
            print(app, user.has_perm(f"{app}.change_product"))

    from django.apps import apps

    with show("before-and-after", code=change_app) as block:
        tell()
        change_app(apps, None)
        tell()
    assert block.output == "core True\nstock False\ncore False\nstock True\n"


def test_old_code_makes_it_again(project, editor, show):
    """A process with the old code asks for its content type, and gets a new one."""
    ContentType.objects.filter(app_label="core").update(app_label="stock")
    OldProduct = project.get("core", "Product")
    with show("asked-by-old-code") as block:
        ContentType.objects.get_for_model(OldProduct)
        for kind in ContentType.objects.filter(model="product"):
            print(kind.app_label, kind.model)
    assert sorted(block.output.split()) == [
        "core",
        "product",
        "product",
        "stock",
    ]
