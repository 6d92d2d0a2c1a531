import pytest
from django.db import IntegrityError, ProgrammingError, connection, models
from django.db.migrations import (
    AddField,
    AlterField,
    CreateModel,
    RemoveField,
    RunPython,
    SeparateDatabaseAndState,
)
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState
from django.db.models import BooleanField, TextField
from django.db.models.functions import Upper


class Depot:
    """The state and the tables of an app that migrations change."""

    def __init__(self):
        self.state = ProjectState()

    def migrate(self, *operations):
        migration = Migration("0042", "depot")
        migration.operations = operations
        self.before = self.state.clone()
        with connection.schema_editor() as editor:
            self.state = migration.apply(self.state.clone(), editor)

    def back(self, *operations):
        migration = Migration("0042", "depot")
        migration.operations = operations
        with connection.schema_editor() as editor:
            migration.unapply(self.before.clone(), editor)
        self.state = self.before

    @property
    def parcels(self):
        return self.state.apps.get_model("depot", "Parcel").objects


def code_in_capitals(apps, schema_editor):
    Parcel = apps.get_model("depot", "Parcel")
    Parcel.objects.update(code=Upper("code"))


@pytest.fixture
def depot(show):
    depot = Depot()
    depot.migrate(
        CreateModel(
            "Parcel",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("code", models.CharField(max_length=20)),
                ("note", TextField(default="")),
            ],
        )
    )
    yield depot
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE depot_parcel")


def release():
    return [
        AddField("Parcel", "insured", BooleanField(default=False)),
        RunPython(code_in_capitals, RunPython.noop),
        RemoveField("Parcel", "note"),
    ]


def test_release_to_undo(depot, show):
    """The version before cannot run on these tables."""
    depot.parcels.create(code="a1", note="Ring twice")
    with show("migration"):

        def code_in_capitals(apps, schema_editor):
            Parcel = apps.get_model("depot", "Parcel")
            Parcel.objects.update(code=Upper("code"))

        operations = [
            AddField("Parcel", "insured", BooleanField(default=False)),
            RunPython(code_in_capitals, RunPython.noop),
            RemoveField("Parcel", "note"),
        ]
    old_code = depot.parcels
    depot.migrate(*operations)
    with show("old-code", raises=ProgrammingError):
        old_code.get(pk=1)


def test_migrated_back(depot, show):
    """All of it is reversible, and three kinds of data are gone."""
    depot.parcels.create(code="a1", note="Ring twice")
    depot.migrate(*release())
    depot.parcels.create(code="B2", insured=True)
    with show("back") as back:
        depot.back(*release())
        for parcel in depot.parcels.order_by("pk"):
            print(parcel.code, repr(parcel.note))
    with show("and-forth-again") as forth:
        depot.migrate(*release())
        for parcel in depot.parcels.order_by("pk"):
            print(parcel.code, "insured:", parcel.insured)
    assert back.output == "A1 ''\nB2 ''\n"
    assert forth.output == "A1 insured: False\nB2 insured: False\n"


def test_column_that_must_not_be_empty(depot, show):
    """Nobody says what rows are to hold in a column that comes back."""
    depot.migrate(AlterField("Parcel", "note", TextField()))
    depot.parcels.create(code="a1", note="Ring twice")
    remove = RemoveField("Parcel", "note")
    depot.migrate(remove)
    with show("back", raises=IntegrityError):
        depot.back(remove)


def test_bridge_for_old_code(depot, show):
    """A migration forward, so that the version before can run."""
    depot.parcels.create(code="a1", note="Ring twice")
    old_code = depot.parcels
    depot.migrate(*release())
    depot.parcels.create(code="B2", insured=True)
    with show("bridge") as block:
        operations = [
            AddField("Parcel", "note", TextField(db_default="")),
            AlterField("Parcel", "insured", BooleanField(db_default=False)),
        ]
        depot.migrate(*operations)
        old_code.create(code="c3")
        print(list(old_code.order_by("pk").values_list("code", "note")))
    assert depot.parcels.filter(insured=True).count() == 1
    assert block.output == "[('A1', ''), ('B2', ''), ('c3', '')]\n"


def test_removed_from_the_state_first(depot, show):
    """The release that stops using a column leaves it in the table."""
    depot.parcels.create(code="a1", note="Ring twice")
    old_code = depot.parcels
    with show("one-release-before-the-drop") as block:
        depot.migrate(
            AlterField(
                "Parcel", "note", TextField(default="", db_default="")
            ),
            SeparateDatabaseAndState(
                state_operations=[RemoveField("Parcel", "note")]
            ),
        )
        depot.parcels.create(code="b2")
        print(list(old_code.order_by("pk").values_list("code", "note")))
    assert block.output == "[('a1', 'Ring twice'), ('b2', '')]\n"
