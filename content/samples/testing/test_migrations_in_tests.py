from importlib import import_module

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.executor import MigrationExecutor
from django.test import TransactionTestCase

from recording.running import run

BEFORE = [("crm", "0001_initial")]
AFTER = [("crm", "0002_split_names")]


def migrate(target):
    executor = MigrationExecutor(connection)
    return executor.migrate(target).apps


@pytest.fixture
def crm(show, settings):
    """An app with migrations of its own; its tables go when the sample ends."""
    settings.MIGRATION_MODULES = {}
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "testing.crm"]
    migrate(BEFORE)
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE crm_contact")
        cursor.execute("DROP TABLE django_migrations")


def test_migration_on_empty_tables(crm, show):
    """On no rows the loop of a data migration has nothing to do."""
    migration = "testing/crm/migrations/0002_split_names.py"
    with show("migration", code=migration):
        pass
    with show("with-rows", raises=ValueError) as rows:
        Contact = migrate(BEFORE).get_model("crm", "Contact")
        Contact.objects.create(name="Anna Berg")
        Contact.objects.create(name="Cher")
        migrate(AFTER)
    assert "not enough values" in str(rows.error)
    Contact.objects.all().delete()
    with show("empty") as empty:
        migrate(AFTER)
        print("migrated")
    assert empty.output == "migrated\n"
    with show("back", raises=IrreversibleError):
        migrate(BEFORE)
    # The class of the state before is what the old release has.
    OldContact = Contact
    with show("old-code", raises=IntegrityError) as old:
        OldContact.objects.create(name="Dana Ito")
    assert 'null value in column "first"' in str(old.error)


NAMES = {
    "Anna Berg": ("Anna", "Berg"),
    "Juan Carlos Vega": ("Juan Carlos", "Vega"),
    "Cher": ("Cher", ""),
    " Boris  Kim ": ("Boris", "Kim"),
}


def test_test_of_a_migration(crm, settings, show):
    """From the state before, with rows that hurt, forwards and back."""
    settings.MIGRATION_MODULES = {"crm": "testing.crm.repaired"}
    with show("helper", code=migrate):
        pass
    with show("test"):

        class SplitNamesTest(TransactionTestCase):
            def test_there_and_back(self):
                Contact = migrate(BEFORE).get_model("crm", "Contact")
                for name in NAMES:
                    Contact.objects.create(name=name)
                Contact = migrate(AFTER).get_model("crm", "Contact")
                for contact in Contact.objects.all():
                    split = contact.first, contact.last
                    self.assertEqual(split, NAMES[contact.name])
                migrate(BEFORE)
                migrate(AFTER)

    # The sample empties the tables itself.
    SplitNamesTest._fixture_teardown = lambda test: None
    with show("passes") as block:
        run(SplitNamesTest)
    assert block.output == "1 run, 0 failed\n"
    repaired = import_module("testing.crm.repaired.0002_split_names")
    with show("split", code=repaired.split_names):
        pass


def test_model_without_its_migration(crm, show):
    """The model has a field that no migration adds; --check says so."""
    with show("check", raises=SystemExit) as block:
        call_command("makemigrations", "crm", check=True)
    assert block.error.code == 1
    assert "phone" in block.output
