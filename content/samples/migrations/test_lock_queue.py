import time

import pytest
from django.contrib.postgres.functions import RandomUUID
from django.db import OperationalError, connection, models, transaction
from django.db.migrations import AddField, AlterField, CreateModel
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState
from django.db.models import CharField
from django.db.models.functions import Now
from psycopg.errors import LockNotAvailable


class Depot:
    """The state and the tables of an app that migrations change."""

    def __init__(self):
        self.state = ProjectState()

    def migrate(self, *operations):
        migration = Migration("0042", "depot")
        migration.operations = operations
        with connection.schema_editor() as editor:
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
                ("address", CharField(max_length=40)),
                ("label", CharField(max_length=20, default="")),
                ("weight", models.IntegerField(default=1)),
            ],
        )
    )
    depot.parcels.create(address="Kanal 4")
    yield depot
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE depot_parcel")


def upload(rows):
    """Sends rows to another company, which takes minutes."""


def test_one_nullable_column(depot, show, sessions):
    """The migration waits for a reader, and everybody else for the migration."""
    parcels = depot.parcels
    with show("migration"):
        # depot/migrations/0042_parcel_note.py
        operations = [
            AddField("Parcel", "note", models.TextField(null=True)),
        ]

    def nightly_export():
        with transaction.atomic():
            rows = list(parcels.values("id", "address"))
            upload(rows)

    def migrate():
        depot.migrate(*operations)

    def parcel_page():
        return parcels.values_list("address").get(pk=1)

    with show("three-sessions", code=nightly_export) as block:
        stage = sessions(block)
        export = stage.start("Export", nightly_export)
        export.step()
        migration = stage.start("Migration", migrate)
        migration.step()
        visitor = stage.start("Visitor", parcel_page)
        visitor.step()
        assert migration.waiting
        assert visitor.waiting
        export.finish()
        migration.finish()
        visitor.finish()
    assert migration.error is None
    assert visitor.result == ("Kanal 4",)


def test_head_of_the_queue(depot, show, sessions):
    """Cancelling the statement that waits lets everybody behind it go on."""
    parcels = depot.parcels

    def nightly_export():
        with transaction.atomic():
            rows = list(parcels.values("id", "address"))
            upload(rows)

    def migrate():
        depot.migrate(AddField("Parcel", "note", models.TextField(null=True)))

    def parcel_page():
        return parcels.values_list("address").get(pk=1)

    def who_waits():
        with connection.cursor() as cursor:
            cursor.execute(
                """
                SELECT pid, state, pg_blocking_pids(pid), left(query, 12)
                FROM pg_stat_activity
                WHERE datname = current_database() AND state <> 'idle'
                    AND pid <> pg_backend_pid()
                ORDER BY xact_start
                """
            )
            for pid, state, blockers, query in cursor.fetchall():
                print(f"process {pid}: {state}, {query}…, behind:")
                for blocker in blockers or ["nobody"]:
                    print(f"  process {blocker}")

    with show("who-waits", code=who_waits) as block:
        stage = sessions(block)
        export = stage.start("Export", nightly_export)
        export.step()
        migration = stage.start("Migration", migrate)
        migration.step()
        visitor = stage.start("Visitor", parcel_page)
        visitor.step()
        who_waits()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_cancel_backend(%s)", [migration.pid])
        migration.wait()
        visitor.wait()
        assert not export.done
        export.finish()
        migration.finish()
        visitor.finish()
    assert isinstance(migration.error, OperationalError)
    assert visitor.result == ("Kanal 4",)


def test_try_again_later(depot, show, sessions):
    """The migration gives up its place in the queue, and comes back."""
    parcels = depot.parcels

    def nightly_export():
        with transaction.atomic():
            rows = list(parcels.values("id", "address"))
            upload(rows)

    def parcel_page():
        return parcels.values_list("address").get(pk=1)

    def change():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '1s'")
            cursor.execute("ALTER TABLE depot_parcel ADD COLUMN note text")

    def patiently(change, attempts=5, pause=0.2):
        for attempt in range(1, attempts + 1):
            try:
                return change()
            except OperationalError as error:
                refused = isinstance(error.__cause__, LockNotAvailable)
                if not refused or attempt == attempts:
                    raise
                time.sleep(pause)

    def migrate():
        patiently(change)

    with show("timeout-and-retry", code=[change, patiently]) as block:
        stage = sessions(block)
        export = stage.start("Export", nightly_export)
        export.step()
        migration = stage.start("Migration", migrate)
        migration.step(2)
        visitor = stage.start("Visitor", parcel_page)
        visitor.step()
        migration.wait()
        visitor.wait()
        export.finish()
        migration.finish()
        visitor.finish()
    assert migration.error is None
    assert visitor.error is None


def test_rewritten_or_not(depot, show):
    """A table that was rewritten has a new file."""

    def file_of(table):
        # Past Django's log: the page shows what the operations send.
        file = "SELECT pg_relation_filenode(%s)"
        return connection.connection.execute(file, [table]).fetchone()[0]

    def tell(operation, name, field):
        before = file_of("depot_parcel")
        depot.migrate(operation("Parcel", name, field))
        rewritten = file_of("depot_parcel") != before
        print(f"{name}: {'rewritten' if rewritten else 'not rewritten'}")

    with show("new-columns") as added:
        tell(AddField, "note", models.TextField(null=True))
        tell(AddField, "size", CharField(max_length=1, db_default="M"))
        tell(AddField, "since", models.DateTimeField(db_default=Now()))
        tell(AddField, "key", models.UUIDField(db_default=RandomUUID()))
    assert [line.split(": ")[1] for line in added.output.splitlines()] == [
        "not rewritten",
        "not rewritten",
        "not rewritten",
        "rewritten",
    ]
    with show("other-types") as altered:
        tell(AlterField, "address", CharField(max_length=80))
        tell(AlterField, "label", CharField(max_length=10))
        tell(AlterField, "weight", models.BigIntegerField(default=1))
    assert altered.output == (
        "address: not rewritten\nlabel: rewritten\nweight: rewritten\n"
    )
