import re

import pytest
from django.conf import settings as live
from django.contrib.auth.decorators import login_required
from django.core import checks
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver, include, path

EXPECTED_ROLES = {"shop"}


def page(request, number=None):
    return HttpResponse("ok")


def test_open_addresses(show, urls):
    """Every address is asked for by a stranger, and the answer compared with a list."""
    tools = [
        path("queries/<int:number>/", page),
        path("cache/", login_required(page)),
    ]
    urls(
        path("health/", page),
        path("orders/", login_required(page)),
        path("debug/", include(tools)),
    )

    def routes(patterns, prefix="/"):
        for entry in patterns:
            route = prefix + str(entry.pattern)
            if isinstance(entry, URLResolver):
                yield from routes(entry.url_patterns, route)
            else:
                yield route

    def open_to_strangers():
        for route in routes(get_resolver().url_patterns):
            address = re.sub("<[^>]+>", "1", route)
            if Client().get(address).status_code == 200:
                yield route

    with show("strangers", code=[routes, open_to_strangers]) as block:
        public = {"/health/"}
        print("not on the list:", set(open_to_strangers()) - public)
    assert (
        block.output == "not on the list: {'/debug/queries/<int:number>/'}\n"
    )


def test_settings_of_the_process(show, settings):
    """What this process runs with, against what was agreed."""
    settings.SECURE_SSL_REDIRECT = True
    settings.SESSION_COOKIE_SECURE = True
    settings.SESSION_COOKIE_AGE = 3600
    agreed = {
        "DEBUG": False,
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_AGE": 3600,
        "ALLOWED_HOSTS": ["shop.example"],
    }
    settings.ALLOWED_HOSTS = ["shop.example"]

    def drift():
        changed = [
            name
            for name, value in agreed.items()
            if getattr(live, name) != value
        ]
        warned = checks.run_checks(
            tags=["security"], include_deployment_checks=True
        )
        return changed, {warning.id for warning in warned}

    with show("drift", code=drift) as block:
        before = drift()
        print("settings:", before[0])
        settings.DEBUG = True
        settings.ALLOWED_HOSTS = ["*"]
        after = drift()
        print("settings:", after[0])
        print("new warnings:", after[1] - before[1])
    assert block.output.splitlines() == [
        "settings: []",
        "settings: ['DEBUG', 'ALLOWED_HOSTS']",
        "new warnings: {'security.W018'}",
    ]


@pytest.fixture
def granted():
    with connection.cursor() as cursor:
        cursor.execute("GRANT SELECT ON shop_customer TO PUBLIC")
    yield
    with connection.cursor() as cursor:
        cursor.execute("REVOKE SELECT ON shop_customer FROM PUBLIC")


def test_rights_in_the_database(show, granted):
    """Grants are asked of the database, not of the scripts that were to make them."""

    def unexpected_rights():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT grantee, table_name, privilege_type"
                " FROM information_schema.table_privileges"
                " WHERE table_schema = 'public'"
                " AND grantee <> ALL(%s)",
                [list(EXPECTED_ROLES)],
            )
            return cursor.fetchall()

    with show("rights", code=unexpected_rights) as block:
        print(*unexpected_rights())
    assert block.output == "('PUBLIC', 'shop_customer', 'SELECT')\n"
