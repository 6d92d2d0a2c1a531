import importlib
import io
import sys
from concurrent.futures import ThreadPoolExecutor
from textwrap import dedent

import pytest
from django.apps import apps
from django.core.exceptions import FieldError
from django.core.management import CommandError, call_command
from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations.exceptions import (
    InconsistentMigrationHistory,
    IrreversibleError,
)

HEAD = "from django.db import migrations, models\n\n\n"
PARCEL = """\
class Migration(migrations.Migration):
    initial = True
    operations = [
        migrations.CreateModel(
            "Parcel",
            [
                (
                    "id",
                    models.BigAutoField(primary_key=True, serialize=False),
                ),
                ("note", models.TextField(default="")),
            ],
        ),
    ]
"""


MODELS = """\
from django.db import models


class Parcel(models.Model):
    id = models.BigAutoField(primary_key=True)
    note = models.TextField(default="")
    weight = models.IntegerField(null=True)
    fragile = models.BooleanField(null=True)
"""


OLD_MODELS = MODELS.partition("    weight")[0]


class Project:
    """An app with files of its own, and ``manage.py`` for it."""

    def __init__(self, folder):
        self.folder = folder
        self.migrations = folder / "depot" / "migrations"
        self.migrations.mkdir(parents=True)
        for package in (self.migrations, self.migrations.parent):
            (package / "__init__.py").touch()

    def cat(self, *names):
        """Prints migrations without their imports."""
        for name in names:
            path = self.migrations / f"{name}.py"
            body = path.read_text(encoding="utf-8").removeprefix(HEAD)
            print(f"# {path.relative_to(self.folder)}\n{body.strip()}\n")

    def remove(self, name):
        """Removes a migration, as a change of branch does."""
        (self.migrations / f"{name}.py").unlink()
        importlib.invalidate_caches()

    def write(self, name, text):
        """Writes a migration, as a branch brings it."""
        path = self.migrations / f"{name}.py"
        path.write_text(HEAD + dedent(text), encoding="utf-8")
        # A file that changes within a second has the same date as its bytecode.
        importlib.invalidate_caches()
        sys.modules.pop(f"depot.migrations.{name}", None)
        for cached in self.migrations.glob("__pycache__/*"):
            cached.unlink()

    def manage(self, *arguments):
        """Runs a command and prints what it says, without the folder's name.

        It has a connection of its own, as on a command line: what it asks the database
        about applied migrations is not the sample's.
        """
        out = io.StringIO()

        def run():
            try:
                call_command(*arguments, stdout=out, no_color=True)
            finally:
                connection.close()

        with ThreadPoolExecutor(max_workers=1) as pool:
            error = pool.submit(run).exception()
        print(out.getvalue().replace(f"{self.folder}/", "").strip())
        if error:
            raise error

    def columns(self):
        """Columns that the table really has; asked past Django's log."""
        rows = connection.connection.execute(
            "SELECT column_name FROM information_schema.columns "
            "WHERE table_name = 'depot_parcel' ORDER BY ordinal_position"
        )
        return [name for (name,) in rows]


@pytest.fixture
def project(request, show, settings, tmp_path, monkeypatch):
    project = Project(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    project.write("0001_initial", PARCEL)
    models = getattr(request, "param", MODELS)
    (tmp_path / "depot" / "models.py").write_text(models, encoding="utf-8")
    # Nobody listens: content types of the sample would stay behind.
    for signal in ("emit_pre_migrate_signal", "emit_post_migrate_signal"):
        monkeypatch.setattr(migrate, signal, lambda *args, **kwargs: None)
    # pytest-django's command says nothing; the one below it is Django's.
    monkeypatch.setattr(migrate, "Command", migrate.Command.__base__)
    labels = [config.label for config in apps.get_app_configs()]
    settings.MIGRATION_MODULES = dict.fromkeys(labels)
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "depot"]
    yield project
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS depot_parcel")
        cursor.execute("DROP TABLE IF EXISTS django_migrations")
    for name in [name for name in sys.modules if name.startswith("depot")]:
        del sys.modules[name]
    apps.all_models.pop("depot", None)


WEIGHT = """
class Migration(migrations.Migration):
    dependencies = [("depot", "0001_initial")]
    operations = [
        migrations.AddField(
            "Parcel", "weight", models.IntegerField(null=True)
        ),
    ]
"""
FRAGILE = """
class Migration(migrations.Migration):
    dependencies = [("depot", "0001_initial")]
    operations = [
        migrations.AddField(
            "Parcel", "fragile", models.BooleanField(null=True)
        ),
    ]
"""


def test_two_leaves(project, show):
    """Two branches added a migration after the same one."""
    manage = project.manage
    project.write("0002_parcel_weight", WEIGHT)
    project.write("0002_parcel_fragile", FRAGILE)
    with show("merge") as merge:
        manage("makemigrations", "--merge", "--noinput")
        manage("migrate", "depot")
    assert "Created new merge migration" in merge.output
    columns = ["id", "note", "weight", "fragile"]
    assert sorted(project.columns()) == sorted(columns)
    [merged] = project.migrations.glob("0003*.py")
    assert "operations = [\n    ]" in merged.read_text(encoding="utf-8")


RENAME = """
class Migration(migrations.Migration):
    dependencies = [("depot", "0001_initial")]
    operations = [migrations.RenameField("Parcel", "note", "remark")]
"""
FILL = """
def fill(apps, schema_editor):
    Parcel = apps.get_model("depot", "Parcel")
    Parcel.objects.filter(note="").update(note="none")


class Migration(migrations.Migration):
    dependencies = [("depot", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
"""


def test_merge_in_two_orders(project, show):
    """A merge says nothing about the order of what it merges."""
    manage = project.manage
    project.write("0002_fill_notes", FILL)
    manage("migrate", "depot", "--verbosity=0")
    project.write("0002_rename_note", RENAME)
    with show("both-files"):
        project.cat("0002_rename_note", "0002_fill_notes")
    with show("refused", raises=CommandError):
        manage("migrate", "depot")
    with show("merge"):
        manage("makemigrations", "--merge", "--noinput")
    with show("where-one-was-applied") as block:
        manage("migrate", "depot")
    assert "0002_rename_note... OK" in block.output
    manage("migrate", "depot", "zero", "--verbosity=0")
    with show("from-the-start", raises=FieldError) as block:
        manage("migrate", "depot")
    assert "Cannot resolve keyword 'note'" in str(block.error)


def test_new_parent(project, show):
    """A branch that comes second can go on top, where nobody has applied it yet."""
    manage = project.manage
    project.write("0002_fill_notes", FILL)
    manage("migrate", "depot", "--verbosity=0")
    project.write("0002_rename_note", RENAME)
    after = FILL.replace("0001_initial", "0002_rename_note")
    project.write("0002_fill_notes", after.replace("note=", "remark="))
    with show("applied-before", raises=InconsistentMigrationHistory):
        manage("migrate", "depot")
    project.remove("0002_rename_note")
    project.write("0002_fill_notes", FILL)
    manage("migrate", "depot", "0001", "--verbosity=0")
    project.write("0002_rename_note", RENAME)
    project.write("0002_fill_notes", after.replace("note=", "remark="))
    with show("taken-back-first") as block:
        manage("migrate", "depot")
    assert block.output.count("OK") == 2
    assert project.columns() == ["id", "remark"]


def test_edited_after_it_ran(project, show):
    """What was applied is known by its name, not by its content."""
    manage = project.manage
    project.write("0002_parcel_weight", WEIGHT)
    manage("migrate", "depot", "--verbosity=0")
    fragile = FRAGILE.split("operations = [\n")[1]
    project.write("0002_parcel_weight", WEIGHT.replace("    ]\n", fragile))
    with show("no-changes") as block:
        manage("migrate", "depot")
        manage("makemigrations", "--check")
        print("columns:", *project.columns())
    assert "No migrations to apply" in block.output
    assert "No changes detected" in block.output
    assert project.columns() == ["id", "note", "weight"]


def test_squashed(project, show):
    """One file for new databases, and nothing to repeat for old ones."""
    manage = project.manage
    project.write("0002_parcel_weight", WEIGHT)
    fill = FILL.replace("0001_initial", "0002_parcel_weight")
    fill = fill.replace("noop)", "noop, elidable=True)")
    project.write("0003_fill_notes", fill)
    fragile = FRAGILE.replace("0001_initial", "0003_fill_notes")
    project.write("0004_parcel_fragile", fragile)
    manage("migrate", "depot", "--verbosity=0")
    with show("squash") as squash:
        manage("squashmigrations", "depot", "0004", "--noinput")
    assert "from 4 operations to 1" in squash.output
    with show("where-all-were-applied") as block:
        manage("showmigrations", "depot")
        manage("migrate", "depot")
        manage("showmigrations", "depot")
    assert "No migrations to apply" in block.output
    assert "[X] 0001_squashed" in block.output
    manage("migrate", "depot", "zero", "--verbosity=0")
    with show("new-database") as fresh:
        manage("migrate", "depot")
    assert fresh.output.count("OK") == 1


def test_stops_half_way(project, show):
    """Each migration is taken back for itself, until one refuses."""
    manage = project.manage
    fill = FILL.replace("migrations.RunPython.noop", "")
    project.write("0002_fill_notes", fill.replace("fill, )", "fill)"))
    weight = WEIGHT.replace("0001_initial", "0002_fill_notes")
    project.write("0003_parcel_weight", weight)
    manage("migrate", "depot", "--verbosity=0")
    with show("back", raises=IrreversibleError):
        manage("migrate", "depot", "0001")
    with show("where-it-stands") as block:
        manage("showmigrations", "depot")
    assert "[ ] 0003" in block.output
    assert "[X] 0002" in block.output


@pytest.mark.parametrize("project", [OLD_MODELS], indirect=True)
def test_newer_than_the_code(project, show):
    """The version before has no file for what was applied, and does not ask."""
    manage = project.manage
    project.write("0002_parcel_weight", WEIGHT)
    manage("migrate", "depot", "--verbosity=0")
    project.remove("0002_parcel_weight")
    with show("old-code") as block:
        manage("migrate", "depot", "0001")
        manage("showmigrations", "depot")
        print("columns:", *project.columns())
    assert "No migrations to apply" in block.output
    assert "not yet reflected" not in block.output
    assert project.columns() == ["id", "note", "weight"]
