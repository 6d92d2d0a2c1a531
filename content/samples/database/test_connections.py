import asyncio
import gc
import threading
import time
import weakref
from contextlib import contextmanager

import psycopg
import pytest
from asgiref.testing import ApplicationCommunicator
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import OperationalError, connection, connections, transaction
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.backends.signals import connection_created
from django.http import HttpResponse
from django.test import AsyncRequestFactory, RequestFactory
from django.urls import path

from shop.factories import ProductFactory
from shop.models import Product


@pytest.fixture
def observer(show):
    """A session that is not Django's."""
    params = connection.get_connection_params()
    names = ("host", "port", "user", "dbname")
    given = {name: params[name] for name in names}
    with psycopg.connect(**given, autocommit=True) as session:
        yield session


@pytest.fixture
def keep(monkeypatch):
    """Sets options of the database; connections made from now on have them."""

    def keep(**options):
        connection.close()
        for name, value in options.items():
            monkeypatch.setitem(connections.settings["default"], name, value)

    yield keep
    connection.close()


@pytest.fixture
def opened(show):
    """Weak references to the connections that Django opens."""
    found = weakref.WeakSet()

    def note(connection, **kwargs):
        found.add(connection.connection)

    connection_created.connect(note)
    yield found
    connection_created.disconnect(note)


@contextmanager
def collector_off(opened):
    """Connections of threads that are over stay until the collector finds them."""
    gc.disable()
    yield
    for left in list(opened):
        left.close()
    gc.enable()


def count_products(request):
    return HttpResponse(Product.objects.count())


def get_wsgi(application, barrier):
    """Requests of one thread."""
    for _ in range(3):
        environ = RequestFactory()._base_environ(PATH_INFO="/")
        response = application(environ, lambda *args, **kwargs: None)
        assert response.status_code == 200
        response.close()
    barrier.wait()
    barrier.wait()


async def get_asgi(application):
    scope = AsyncRequestFactory()._base_scope(path="/")
    client = ApplicationCommunicator(application, scope)
    await client.send_input({"type": "http.request"})
    assert (await client.receive_output())["status"] == 200
    await client.receive_output()
    await client.wait()


@pytest.mark.real_clock
def test_open_after_requests(keep, observer, opened, show, urls):
    """Persistent connections belong to threads, and ASGI has a thread per request."""
    urls(path("", count_products))

    def seen_by_the_server():
        row = observer.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE backend_type = 'client backend'"
            " AND datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchone()
        return row[0]

    def still_open():
        for _ in range(100):
            found = seen_by_the_server()
            # A server process takes a moment to end.
            if found == sum(not one.closed for one in list(opened)):
                break
            time.sleep(0.01)
        return found

    def wsgi_with_two_threads(max_age):
        keep(CONN_MAX_AGE=max_age)
        application = WSGIHandler()
        barrier = threading.Barrier(3)
        threads = [
            threading.Thread(target=get_wsgi, args=[application, barrier])
            for _ in range(2)
        ]
        with collector_off(opened):
            for thread in threads:
                thread.start()
            barrier.wait()
            found = still_open()
            barrier.wait()
            for thread in threads:
                thread.join()
        return found

    def asgi(max_age):
        keep(CONN_MAX_AGE=max_age)

        async def one_after_another():
            application = ASGIHandler()
            for _ in range(6):
                await get_asgi(application)

        with collector_off(opened):
            asyncio.run(one_after_another())
            return still_open()

    with show("open", code=count_products) as block:
        print("open connections after six requests")
        for max_age in (0, 600):
            print(f"CONN_MAX_AGE={max_age}")
            print("  WSGI, two threads:", wsgi_with_two_threads(max_age))
            print("  ASGI:", asgi(max_age))
    assert block.output.splitlines()[1:] == [
        "CONN_MAX_AGE=0",
        "  WSGI, two threads: 0",
        "  ASGI: 0",
        "CONN_MAX_AGE=600",
        "  WSGI, two threads: 2",
        "  ASGI: 6",
    ]


def request():
    request_started.send(None)
    try:
        return Product.objects.count()
    finally:
        request_finished.send(None)


def test_dead_connection(keep, observer, show):
    """A kept connection may be dead; one check at its first use finds out."""

    def restart_of_the_server():
        pid = connection.connection.info.backend_pid
        observer.execute("SELECT pg_terminate_backend(%s, 1000)", [pid])

    keep(CONN_MAX_AGE=600)
    with show("no-check", raises=OperationalError):
        request()
        restart_of_the_server()
        request()
    assert request() == 0

    keep(CONN_MAX_AGE=600, CONN_HEALTH_CHECKS=True)
    with show("health-check"):
        request()
        restart_of_the_server()
        request()


def test_cursor_that_outlives(keep, show):
    """iterator() in autocommit needs its session after the transaction is over."""
    ProductFactory.create_batch(4)

    def server_side_cursors():
        with connection.cursor() as cursor:
            cursor.execute("SELECT is_holdable FROM pg_cursors")
            rows = cursor.fetchall()
        kinds = ["WITH HOLD" if held else "WITHOUT HOLD" for (held,) in rows]
        return ", ".join(kinds) or "none"

    def read_the_first():
        products = Product.objects.iterator(chunk_size=2)
        next(products)
        print(server_side_cursors())
        products.close()

    with show("cursors", code=read_the_first) as block:
        print("in autocommit: ", end="")
        read_the_first()
        print("in atomic(): ", end="")
        with transaction.atomic():
            read_the_first()
        keep(DISABLE_SERVER_SIDE_CURSORS=True)
        print("DISABLE_SERVER_SIDE_CURSORS: ", end="")
        read_the_first()
    assert block.output.splitlines() == [
        "in autocommit: WITH HOLD",
        "in atomic(): WITHOUT HOLD",
        "DISABLE_SERVER_SIDE_CURSORS: none",
    ]


def test_pool_or_age(show):
    """The pool and persistent connections exclude each other."""
    default = connection.settings_dict
    with show("pool-and-age", raises=ImproperlyConfigured):
        database = {
            **default,
            "CONN_MAX_AGE": 600,
            "OPTIONS": {"pool": {"max_size": 4, "timeout": 5}},
        }
        DatabaseWrapper(database).connect()
