import pytest
from django.contrib.postgres.operations import (
    AddConstraintNotValid,
    ValidateConstraint,
)
from django.db import (
    IntegrityError,
    OperationalError,
    ProgrammingError,
    connection,
    models,
)
from django.db.migrations import (
    AddConstraint,
    AlterField,
    CreateModel,
    RemoveConstraint,
    RunSQL,
    SeparateDatabaseAndState,
)
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState
from django.db.models import CharField, CheckConstraint, Q, UniqueConstraint


class Depot:
    """The state and the tables of an app that migrations change."""

    def __init__(self):
        self.state = ProjectState()

    def migrate(self, *operations, atomic=True):
        migration = Migration("0042", "depot")
        migration.operations = operations
        migration.atomic = atomic
        with connection.schema_editor(atomic=atomic) as editor:
            self.state = migration.apply(self.state, editor)

    @property
    def parcels(self):
        return self.state.apps.get_model("depot", "Parcel").objects


@pytest.fixture
def depot(show):
    depot = Depot()
    depot.migrate(
        CreateModel(
            "Parcel",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("tracking", CharField(max_length=20, null=True)),
                ("weight", models.IntegerField(default=1)),
            ],
        )
    )
    yield depot
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE depot_parcel")


present = CheckConstraint(
    condition=Q(tracking__isnull=False), name="parcel_tracking_present"
)


def test_one_alter_field(depot, show):
    """Three statements under the strongest lock, two of which read the table."""
    depot.parcels.create(tracking="A1")
    with show("migration"):
        # depot/migrations/0042_alter_parcel_tracking.py
        operations = [
            AlterField(
                "Parcel", "tracking", CharField(max_length=20, unique=True)
            )
        ]
    with show("what-it-sends") as block:
        depot.migrate(*operations)
    assert any("SET NOT NULL" in sql for sql in block.sql)
    assert any("UNIQUE" in sql for sql in block.sql)


def test_checked_from_now_on(depot, show):
    """NOT VALID spares the old rows one check, not all of them."""
    depot.parcels.create()
    with show("for-new-rows", raises=IntegrityError):
        depot.migrate(AddConstraintNotValid("Parcel", present))
        print(
            "old rows without:", depot.parcels.filter(tracking=None).count()
        )
        depot.parcels.create(weight=2)
    with show("an-old-row-weighed-again", raises=IntegrityError) as block:
        depot.parcels.filter(pk=1).update(weight=3)
    assert "parcel_tracking_present" in str(block.error)


def test_not_null_without_a_scan(depot, show):
    """A valid check proves that there is nothing to look for."""
    depot.parcels.create(tracking="A1")
    with connection.cursor() as cursor:
        cursor.execute("SET client_min_messages = debug1")

    def note(diagnostic):
        if "existing constraints" in diagnostic.message_primary:
            print(diagnostic.message_primary)

    connection.connection.add_notice_handler(note)
    with show("three-migrations") as block:
        depot.migrate(AddConstraintNotValid("Parcel", present))
        depot.migrate(ValidateConstraint("Parcel", present.name))
        depot.migrate(
            AlterField("Parcel", "tracking", CharField(max_length=20)),
            RemoveConstraint("Parcel", present.name),
        )
    connection.connection.remove_notice_handler(note)
    with connection.cursor() as cursor:
        cursor.execute("SET client_min_messages = notice")
    assert "sufficient to prove" in block.output
    assert block.query_count == 4


ONCE = UniqueConstraint(fields=["tracking"], name="tracking_once")


def build():
    """In a migration with ``atomic = False``."""
    return RunSQL(
        "CREATE UNIQUE INDEX CONCURRENTLY tracking_once"
        " ON depot_parcel (tracking)",
        "DROP INDEX CONCURRENTLY IF EXISTS tracking_once",
    )


def attach():
    """In the next one: the same in SQL and in the state."""
    sql = RunSQL(
        "ALTER TABLE depot_parcel ADD CONSTRAINT tracking_once"
        " UNIQUE USING INDEX tracking_once",
        "ALTER TABLE depot_parcel DROP CONSTRAINT tracking_once",
    )
    state = AddConstraint("Parcel", ONCE)
    return SeparateDatabaseAndState([sql], [state])


def test_unique_while_people_write(depot, show):
    """The index is built beside the writers; attaching it takes a moment."""
    depot.parcels.create(tracking="A1")
    with show("two-migrations", code=[build, attach]) as block:
        depot.migrate(build(), atomic=False)
        depot.migrate(attach())
    model = depot.state.models["depot", "parcel"]
    assert [c.name for c in model.options["constraints"]] == [ONCE.name]
    assert block.query_count == 2
    with show("state-and-table-agree") as block:
        depot.migrate(RemoveConstraint("Parcel", ONCE.name))
    assert block.query_count == 1


def test_one_number_twice(depot, show):
    """A build that fails leaves an index that cannot be used."""
    for _ in range(2):
        depot.parcels.create(tracking="A1")
    with show("refused", raises=IntegrityError):
        depot.migrate(build(), atomic=False)
    depot.parcels.filter(pk=2).update(tracking="A2")
    with show("run-again", raises=ProgrammingError) as block:
        depot.migrate(build(), atomic=False)
    assert "already exists" in str(block.error)
    with show("attached-all-the-same", raises=OperationalError) as block:
        depot.migrate(attach())
    assert "is not valid" in str(block.error)


def test_default_and_old_code(depot, show):
    """Code that knows the column names it, and says NULL."""
    old = depot.parcels
    with show("default-set") as block:
        depot.migrate(
            AlterField(
                "Parcel",
                "tracking",
                CharField(max_length=20, null=True, db_default="unknown"),
            )
        )
        new = depot.parcels
        print("new code:", new.create().tracking)
        print("old code:", old.create().tracking)
    assert block.output == "new code: unknown\nold code: None\n"
