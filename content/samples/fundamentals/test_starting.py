import inspect
import os
import subprocess
import sys
from textwrap import dedent

import pytest
from django.apps import AppConfig
from django.core.cache import cache

from shop.models import Discount

SETTINGS = """
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": "empty.sqlite3",
    }
}
INSTALLED_APPS = ["catalogue"]
USE_TZ = True
SECRET_KEY = "x"
DEBUG = True
"""
MODELS = """
from django.db import models


class Rate(models.Model):
    country = models.CharField(max_length=2)
    percent = models.PositiveSmallIntegerField()
"""


class CatalogueConfig(AppConfig):
    name = "catalogue"

    def ready(self):
        from . import tax
        from .mailer import start_nightly_mailer
        from .models import Rate

        tax.RATES = {
            rate.country: rate.percent for rate in Rate.objects.all()
        }
        start_nightly_mailer()


@pytest.fixture
def project(tmp_path):
    """A project of one app on an empty database; runs Python in it."""
    app = tmp_path / "catalogue"
    (app / "migrations").mkdir(parents=True)
    files = {
        tmp_path / "settings.py": SETTINGS,
        app / "__init__.py": "",
        app / "models.py": MODELS,
        app / "tax.py": "RATES = {}\n",
        app / "mailer.py": "def start_nightly_mailer(): ...\n",
        app / "migrations" / "__init__.py": "",
    }
    for path, text in files.items():
        path.write_text(text)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "settings",
        "PYTHONPATH": str(tmp_path),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUNBUFFERED": "1",
    }

    def run(*arguments, **changed):
        for name, text in changed.items():
            (app / f"{name}.py").write_text(text)
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=20,
        )

    return run


IMPORT = "from django.apps import AppConfig\n\n\n"


def test_work_in_ready(project, show):
    """A query in ready() is in the way of the command that would make its table."""
    with show("config", code=CatalogueConfig):
        pass
    source = IMPORT + inspect.getsource(CatalogueConfig)
    with show("migrate-on-an-empty-database") as block:
        run = project("-m", "django", "migrate", apps=source)
        print("exit code:", run.returncode)
        print(run.stderr.splitlines()[-1])
    assert "RuntimeWarning: Accessing the database during" in run.stderr
    assert "exit code: 1" in block.output
    assert "no such table: catalogue_rate" in block.output


def test_what_runs_at_start(project, show):
    """The three phases of django.setup(), as they happen."""
    config = (
        IMPORT
        + dedent(
            """
        print("1 configuration imported")


        class CatalogueConfig(AppConfig):
            name = "catalogue"

            def ready(self):
                print("3 ready(), models loaded:", self.apps.models_ready)
        """
        ).lstrip()
    )
    program = "import django\ndjango.setup()\nprint('4 setup has returned')"
    models = MODELS + '\nprint("2 models imported")\n'
    with show("phases") as block:
        run = project("-c", program, apps=config, models=models)
        print(run.stdout, end="")
    assert block.output.splitlines() == [
        "1 configuration imported",
        "2 models imported",
        "3 ready(), models loaded: True",
        "4 setup has returned",
    ]

    config = "from catalogue.models import Rate\n" + IMPORT
    config += 'class CatalogueConfig(AppConfig):\n    name = "catalogue"\n'
    with show("import-at-the-top-of-apps") as block:
        print(config.replace("\n\n\n", "\n\n"))
        run = project("-c", "import django; django.setup()", apps=config)
        print(run.stderr.splitlines()[-1])
    assert "AppRegistryNotReady: Apps aren't loaded yet." in block.output


def test_runserver_starts_twice(project, show):
    """The reloader's parent and its child both run ready()."""
    config = (
        IMPORT
        + dedent(
            """
        class CatalogueConfig(AppConfig):
            name = "catalogue"

            def ready(self):
                import os

                print("ready(), RUN_MAIN =", os.environ.get("RUN_MAIN"))
                if os.environ.get("RUN_MAIN"):
                    os._exit(0)
        """
        ).lstrip()
    )
    with show("one-runserver") as block:
        run = project("-m", "django", "runserver", apps=config)
        print(run.stdout, end="")
    assert block.output.splitlines() == [
        "ready(), RUN_MAIN = None",
        "ready(), RUN_MAIN = true",
    ]


def test_asked_when_needed(show):
    """The first caller pays for the query, and a change is seen within a minute."""

    def load_discounts():
        return dict(Discount.objects.values_list("code", "percent"))

    def discounts():
        return cache.get_or_set("discounts", load_discounts, timeout=60)

    Discount.objects.create(code="SPRING", percent=10)
    with show("on-demand", code=[load_discounts, discounts]) as block:
        print(discounts())
        print(discounts())
    assert block.query_count == 1
