import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.core.exceptions import FieldError
from django.db import (
    IntegrityError,
    NotSupportedError,
    OperationalError,
    ProgrammingError,
    connection,
    models,
    transaction,
)
from django.db.migrations import (
    AddField,
    AddIndex,
    AlterField,
    CreateModel,
    RunPython,
)
from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState
from django.db.models import CharField, Index


class Parcels:
    """A table of its own, with the state that migrations keep of it."""

    def __init__(self):
        self.state = ProjectState()
        self.migrate(
            CreateModel(
                "parcel",
                [
                    ("id", models.BigAutoField(primary_key=True)),
                    ("partner", CharField(max_length=20, null=True)),
                ],
            )
        )

    def migrate(self, *operations, atomic=True):
        """Applies operations as one migration."""
        migration = Migration("0001", "sample")
        migration.operations = operations
        migration.atomic = atomic
        with connection.schema_editor(atomic=atomic) as editor:
            self.state = migration.apply(self.state, editor)

    def unapply(self, *operations):
        """Takes back the last operations, from the state before them."""
        migration = Migration("0002", "sample")
        migration.operations = operations
        with connection.schema_editor() as editor:
            migration.unapply(self.before, editor)

    @property
    def model(self):
        return self.state.apps.get_model("sample", "parcel")


@pytest.fixture
def parcels(show):
    parcels = Parcels()
    parcels.model.objects.bulk_create(
        parcels.model(partner=partner) for partner in ("ACME", None)
    )
    yield parcels
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS sample_parcel")


def test_migration_under_review(parcels, show):
    """Today's model has a column that the table does not have yet."""

    with show("migration") as block:
        from shop.models import Order

        def fill(apps, schema_editor):
            for order in Order.objects.all():
                order.channel = order.guess_channel()
                order.save()

        operations = [
            AddField("order", "channel", CharField(max_length=10, null=True)),
            RunPython(fill),
            AlterField("order", "channel", CharField(max_length=10)),
            AddIndex("order", Index(fields=["channel"], name="by_channel")),
        ]
    assert not operations[1].reversible
    assert block.query_count == 0


def test_run_python_both_ways(parcels, show):
    """Historical models have the fields of that time, and none of my methods."""
    parcels.before = parcels.state
    with show("run-python"):

        def fill(apps, schema_editor):
            Parcel = apps.get_model("sample", "Parcel")
            Parcel.objects.filter(partner=None).update(partner="none")

        def empty(apps, schema_editor):
            Parcel = apps.get_model("sample", "Parcel")
            Parcel.objects.filter(partner="none").update(partner=None)

        operation = RunPython(fill, reverse_code=empty)

    with show("there-and-back") as block:
        parcels.migrate(operation)
        print(list(parcels.model.objects.values_list("partner", flat=True)))
        parcels.unapply(operation)
        print(list(parcels.model.objects.values_list("partner", flat=True)))
    assert block.output == "['ACME', 'none']\n['ACME', None]\n"
    with show("irreversible", raises=IrreversibleError):
        parcels.unapply(RunPython(fill))
    with show("no-such-method", raises=AttributeError):
        parcels.model().guess_channel()
    with show("no-such-field", raises=FieldError):
        parcels.model.objects.filter(weight=None)


def test_todays_model_in_an_old_migration(parcels, show):
    """The imported class asks for a column that a later migration adds."""

    class Parcel(models.Model):
        partner = CharField(max_length=20, null=True)  # noqa: DJ001
        weight = models.IntegerField(null=True)  # since migration 0007

        class Meta:
            app_label = "sample"

        def __str__(self):
            return f"Parcel {self.pk}"

    def fill(apps, schema_editor):
        for parcel in Parcel.objects.all():
            parcel.partner = parcel.partner or "none"
            parcel.save()

    with show(
        "imported", code=[Parcel, fill], raises=ProgrammingError
    ) as block:
        parcels.migrate(RunPython(fill))
    assert "weight does not exist" in str(block.error)


def test_not_null_with_nulls_left(parcels, show):
    with show("alter-field", raises=IntegrityError):
        parcels.migrate(
            AlterField("parcel", "partner", CharField(max_length=20))
        )


def test_default_of_the_database(parcels, show):
    """A default is used once and dropped; db_default stays in the table."""
    with show("default") as dropped:
        parcels.migrate(
            AddField("parcel", "size", CharField(max_length=1, default="M"))
        )
    with show("db-default") as kept:
        parcels.migrate(
            AddField(
                "parcel", "speed", CharField(max_length=4, db_default="slow")
            )
        )
    assert any("DROP DEFAULT" in sql for sql in dropped.sql)
    assert not any("DROP DEFAULT" in sql for sql in kept.sql)


def test_index_without_blocking(parcels, show):
    """A concurrent build is refused inside a transaction."""
    index = Index(fields=["partner"], name="parcel_by_partner")
    with show("in-a-transaction", raises=NotSupportedError):
        parcels.migrate(AddIndexConcurrently("parcel", index))
    with show("concurrently") as block:
        parcels.migrate(AddIndexConcurrently("parcel", index), atomic=False)
    assert "CREATE INDEX CONCURRENTLY" in block.sql[0]


def test_choices_send_nothing(parcels, show):
    """The state changes, the table does not."""
    with show("choices") as block:
        parcels.migrate(
            AlterField(
                "parcel",
                "partner",
                CharField(
                    max_length=20, null=True, choices=[("ACME", "Acme")]
                ),
            )
        )
    assert block.query_count == 0


def test_field_with_another_name(show):
    """The field is called state, the column stays status."""
    with show("db-column") as block:
        state = models.CharField(max_length=10, db_column="status")
    state.set_attributes_from_name("state")
    assert (state.attname, state.column) == ("state", "status")
    assert block.query_count == 0


def test_lock_timeout(parcels, show, sessions):
    """ALTER TABLE waits behind a reader; with a timeout it gives up instead."""
    Parcel = parcels.model

    def report():
        with transaction.atomic():
            list(Parcel.objects.all())
            list(Parcel.objects.all())

    def alter():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '1s'")
            cursor.execute("ALTER TABLE sample_parcel ADD COLUMN note text")

    with show("lock-timeout", code=alter) as block:
        stage = sessions(block)
        reader = stage.start("Report", report)
        migration = stage.start("Migration", alter)
        reader.step()
        migration.step()
        migration.step()
        migration.wait()
        reader.finish()
        migration.finish()
    assert isinstance(migration.error, OperationalError)
    assert "lock timeout" in str(migration.error)
