import inspect
import os
import re
import subprocess
import sys
import textwrap
from typing import Any

import pytest

from recording.records import SAMPLES

#: A name of the module that is run: this process does not have the app.
Contact: Any = None

SETTINGS = """
SECRET_KEY = "only-for-samples"
INSTALLED_APPS = ["testing.crm"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3"}}
USE_TZ = True
"""
IMPORT = "from testing.crm.models import Contact"


@pytest.fixture
def pytest_run(tmp_path):
    """Runs pytest on a module of these functions, and prints its summary.

    A process of its own with a small database in memory: what is shown is pytest.
    """
    environment = os.environ | {
        "PYTHONPATH": f"{tmp_path}{os.pathsep}{SAMPLES}",
        "DJANGO_SETTINGS_MODULE": "settings_of_the_sample",
        "COLUMNS": "150",
        # As in a pipeline: messages are not cut off.
        "CI": "true",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    (tmp_path / "settings_of_the_sample.py").write_text(SETTINGS)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")

    def start(code, *options):
        parts = [textwrap.dedent(inspect.getsource(part)) for part in code]
        django = "Contact" in "".join(parts)
        if django:
            parts.insert(0, IMPORT)
            plugin = ("-p", "pytest_django.plugin")
            options = (*plugin, "--nomigrations", *options)
        module = "\n".join(["import pytest", *parts])
        (tmp_path / "test_shop.py").write_text(module)
        ran = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "--tb=no", *options],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        for line in ran.stdout.splitlines():
            if re.match(r"FAILED|ERROR|\d+ (passed|failed|error)", line):
                print(re.sub(r" in [\d.]+s.*", "", line))

    return start


def shipping_fee(total):
    return 0 if total > 50 else 5


def test_one_case_of_many(pytest_run, show):
    """Each case has a name, and the one that failed runs again alone."""

    @pytest.mark.parametrize(("total", "fee"), [(49, 5), (50, 0), (51, 0)])
    def test_free_from_fifty(total, fee):
        assert shipping_fee(total) == fee

    code = [shipping_fee, test_free_from_fifty]
    with show("parametrize", code=code) as block:
        pytest_run(code)
    assert "test_free_from_fifty[50-0] - assert 5 == 0" in block.output
    assert "1 failed, 2 passed" in block.output
    with show("last-failed") as again:
        pytest_run(code, "--last-failed")
    assert again.output.endswith("1 failed\n")


def test_database_on_request(pytest_run, show):
    """The database is for those who ask, and for one test at a time."""

    def test_search():
        assert not Contact.objects.filter(name="Anna Berg")

    with show("unasked", code=test_search) as unasked:
        pytest_run([test_search])
    assert "RuntimeError: Database access not allowed" in unasked.output

    @pytest.fixture(scope="module")
    def anna(db):
        return Contact.objects.create(name="Anna Berg")

    def test_name(anna):
        assert anna.name == "Anna Berg"

    with show("scope", code=[anna, test_name]) as scope:
        pytest_run([anna, test_name])
    assert "ScopeMismatch" in scope.output


def test_row_outside_the_transaction(pytest_run, show):
    """A row made past the test's transaction is there for all that follow."""

    @pytest.fixture(scope="module")
    def anna(django_db_setup, django_db_blocker):
        with django_db_blocker.unblock():
            return Contact.objects.create(name="Anna Berg")

    @pytest.mark.django_db
    def test_name(anna):
        assert anna.name == "Anna Berg"

    @pytest.mark.django_db
    def test_nobody_yet():
        assert Contact.objects.count() == 0

    code = [anna, test_name, test_nobody_yet]
    with show("unblocked", code=code) as block:
        pytest_run(code)
    assert "test_nobody_yet - assert 1 == 0" in block.output
