import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

HERE = Path(__file__).parent


@pytest.fixture
def load(monkeypatch):
    """Runs a settings file with these variables, and no others of the shop."""

    def run(name, **variables):
        for known in ("DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "DB_HOST"):
            monkeypatch.delenv(known, raising=False)
        for variable, value in variables.items():
            monkeypatch.setenv(variable, value)
        return runpy.run_path(str(HERE / f"{name}.py"))

    return run


def test_settings_under_review(load, show):
    """What the module gives on a server that sets DEBUG, and on one that forgot all."""
    with show("module", code="fundamentals/settings_of_the_shop.py"):
        pass

    with show("production") as production:
        shop = load("settings_of_the_shop", DEBUG="False")
        print("DEBUG:", repr(shop["DEBUG"]), "->", bool(shop["DEBUG"]))
        print("cookies only by HTTPS:", shop["SESSION_COOKIE_SECURE"])
        print("hosts:", shop["ALLOWED_HOSTS"])
        print("key:", shop["SECRET_KEY"])
    assert production.output.splitlines() == [
        "DEBUG: 'False' -> True",
        "cookies only by HTTPS: False",
        "hosts: ['*']",
        "key: shop-secret-7d3f",
    ]


def test_settings_that_fail_early(load, show):
    """A missing or misspelt variable ends the start."""
    module = "fundamentals/settings_that_fail_early.py"
    with show("module", code=module, raises=ImproperlyConfigured) as wrong:
        load("settings_that_fail_early", SECRET_KEY="x", DEBUG="no")
    assert "DEBUG: true or false" in str(wrong.error)

    with show("missing", raises=ImproperlyConfigured) as missing:
        load("settings_that_fail_early", DEBUG="false")
    assert "set SECRET_KEY" in str(missing.error)
    right = load("settings_that_fail_early", SECRET_KEY="x", DEBUG="False")
    assert right["DEBUG"] is False
    assert right["SESSION_COOKIE_SECURE"] is True


def test_derived_before_the_override(show, tmp_path, monkeypatch):
    """A value that base computed stays, though production changes what it came from."""
    monkeypatch.syspath_prepend(tmp_path)
    base = "DEBUG = True\nSESSION_COOKIE_SECURE = not DEBUG\n"
    production = "from shop_base import *\n\nDEBUG = False\n"
    with show("two-files") as block:
        (tmp_path / "shop_base.py").write_text(base)
        (tmp_path / "shop_production.py").write_text(production)
        print(base, production, sep="\n")
        live = runpy.run_path(str(tmp_path / "shop_production.py"))
        print("DEBUG:", live["DEBUG"])
        print("cookies only by HTTPS:", live["SESSION_COOKIE_SECURE"])
    assert block.output.endswith(
        "DEBUG: False\ncookies only by HTTPS: False\n"
    )
    sys.modules.pop("shop_base", None)


def test_read_when_needed(show):
    """Importing reads nothing, each access asks; a name of one's own keeps the answer."""
    with override_settings(MAX_LINES=50):
        with show("frozen") as block:
            LIMIT = settings.MAX_LINES

            def limit(lines=settings.MAX_LINES):
                return lines

            with override_settings(MAX_LINES=2):
                print("constant of the module:", LIMIT)
                print("default of an argument:", limit())
                print("settings.MAX_LINES:", settings.MAX_LINES)
    assert block.output.splitlines() == [
        "constant of the module: 50",
        "default of an argument: 50",
        "settings.MAX_LINES: 2",
    ]

    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "shop.setings"}
    program = "\n".join(
        [
            "from django.conf import settings",
            "print('imported, configured:', settings.configured)",
            "settings.DEBUG",
        ]
    )
    with show("typo") as block:
        print(program, end="\n\n")
        run = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            env=environment,
        )
        print(run.stdout, run.stderr.splitlines()[-1], sep="")
    assert "imported, configured: False" in block.output
    assert "No module named 'shop.setings'" in block.output
