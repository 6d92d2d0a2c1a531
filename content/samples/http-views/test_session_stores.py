from datetime import timedelta

import pytest
from django.contrib.auth import login
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path
from django.views.decorators.http import require_POST

from shop.factories import UserFactory

STORES = ("db", "cached_db", "cache", "signed_cookies")


def read(request):
    return HttpResponse(request.session.get("language", "-"))


def write(request):
    request.session["language"] = "sl"
    return HttpResponse("saved")


def hello(request):
    return HttpResponse(str(request.user))


@pytest.fixture
def use(settings, urls, show):
    urls(path("read/", read), path("write/", write), path("hello/", hello))

    def store(name):
        settings.SESSION_ENGINE = f"django.contrib.sessions.backends.{name}"
        return Client()

    return store


def statements_of(visitor, address):
    with CaptureQueriesContext(connection) as found:
        visitor.get(address)
    sent = [query["sql"] for query in found]
    return [sql.split()[0] for sql in sent if sql not in ("BEGIN", "COMMIT")]


def test_cost_of_each_store(use, show):
    """What a visitor's next request sends, reading and writing."""
    visitors = {name: use(name) for name in STORES}
    for name, visitor in visitors.items():
        use(name)
        visitor.get("/write/")
    with show("statements") as block:
        for name in STORES:
            use(name)
            for address in ("/read/", "/write/"):
                print(name, address, *statements_of(visitors[name], address))
    assert block.output.splitlines() == [
        "db /read/ SELECT",
        "db /write/ SELECT UPDATE",
        "cached_db /read/",
        "cached_db /write/ UPDATE",
        "cache /read/",
        "cache /write/",
        "signed_cookies /read/",
        "signed_cookies /write/",
    ]


def test_copy_after_logout(use, show):
    """Somebody has copied the cookie before the logout."""
    anna = UserFactory()

    def copied_cookie(name):
        browser, thief = use(name), Client()
        browser.force_login(anna)
        thief.cookies = browser.cookies.copy()
        browser.logout()
        return thief

    with show("copy", code=copied_cookie) as block:
        for name in ("cached_db", "signed_cookies"):
            thief = copied_cookie(name)
            print(name, thief.get("/hello/").content.decode())
    assert block.output == "cached_db AnonymousUser\nsigned_cookies anna\n"
    with show("password") as password:
        anna.set_password("new")
        anna.save()
        print(thief.get("/hello/").content.decode())
    assert password.output == "AnonymousUser\n"


class CacheThatIsDown(LocMemCache):
    def get(self, *args, **kwargs):
        raise ConnectionError("no cache")

    set = get


def test_store_that_forgets(use, show, settings):
    """The cache is emptied, then the rows are deleted, then the cache is down."""
    anna = UserFactory()

    def logged_in():
        browsers = {}
        for name in STORES:
            browsers[name] = use(name)
            browsers[name].force_login(anna)
        return browsers

    def who(name):
        use(name)
        return browsers[name].get("/hello/").content.decode()

    browsers = logged_in()
    with show("cache-emptied") as emptied:
        cache.clear()
        for name in STORES:
            print(name, who(name))
    assert emptied.output.splitlines() == [
        "db anna",
        "cached_db anna",
        "cache AnonymousUser",
        "signed_cookies anna",
    ]
    browsers = logged_in()
    with show("rows-deleted") as deleted:
        Session.objects.all().delete()
        for name in STORES:
            print(name, who(name))
    assert deleted.output.splitlines() == [
        "db AnonymousUser",
        "cached_db anna",
        "cache anna",
        "signed_cookies anna",
    ]
    browser = logged_in()["cached_db"]
    settings.CACHES = {
        "default": {"BACKEND": f"{__name__}.CacheThatIsDown"},
    }
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
    with show("cache-down", raises=ConnectionError):
        browser.get("/hello/")


def test_expiry(use, show, clock):
    """Reading does not prolong a session, and rows stay until they are removed."""
    browser = use("db")
    browser.force_login(UserFactory())
    day = timedelta(days=1).total_seconds()
    with show("expiry") as block:
        for _ in range(3):
            clock.shift(5 * day)
            print(browser.get("/hello/").content.decode())
        print("rows:", Session.objects.count())
        call_command("clearsessions")
        print("rows:", Session.objects.count())
    assert block.output == "anna\nanna\nAnonymousUser\nrows: 1\nrows: 0\n"


def test_made_up_key(use, urls, show):
    """A key that the server did not give out is not used."""
    anna = UserFactory()

    @require_POST
    def enter(request):
        login(request, anna)
        return HttpResponse("in")

    urls(path("write/", write), path("login/", enter))
    browser = use("db")
    with show("fixation") as block:
        browser.cookies["sessionid"] = "chosen-by-somebody-else"
        browser.get("/write/")
        given = browser.session.session_key
        print("adopted:", given == "chosen-by-somebody-else")
        browser.post("/login/")
        print("same after login:", browser.session.session_key == given)
        print("content:", browser.session["language"])
    assert block.output == (
        "adopted: False\nsame after login: False\ncontent: sl\n"
    )
