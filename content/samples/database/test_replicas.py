from contextvars import ContextVar
from functools import partial

import pytest
from django.db import connection, connections, transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.test import Client
from django.urls import path

from shop.models import Product


class Replica:
    """A second alias that sees the database as it was when it last caught up.

    A session that stays in one read-only snapshot: what a standby answers that lags.
    """

    def __init__(self):
        self.session = connections["replica"]
        self.session.connect()
        self.begin()

    def send(self, statement):
        self.session.connection.execute(statement)

    def begin(self):
        self.send("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        self.send("SELECT 1 FROM shop_product")

    def catch_up(self):
        self.send("COMMIT")
        self.begin()


@pytest.fixture
def replica(show, product):
    connections.settings["replica"] = {**connections.settings["default"]}
    yield Replica()
    connections["replica"].close()
    del connections["replica"]
    del connections.settings["replica"]


class Router:
    def db_for_read(self, model, **hints):
        return "replica"

    def db_for_write(self, model, **hints):
        return "default"


def product_page(request, pk):
    return HttpResponse(Product.objects.get(pk=pk).name)


def rename(request, pk):
    product = Product.objects.get(pk=pk)
    product.name = request.POST["name"]
    product.save()
    return redirect("product", pk)


PATTERNS = (
    path("<int:pk>/", product_page, name="product"),
    path("<int:pk>/rename/", rename),
)


def test_read_after_write(client, product, replica, settings, show, urls):
    """The page after the form is read from a database that does not have it yet."""
    urls(*PATTERNS)
    settings.DATABASE_ROUTERS = [Router()]
    with show("views", code=[Router, rename, product_page]) as block:
        client.post("/1/rename/", {"name": "Teapot"})
        print(client.get("/1/").content.decode())
        replica.catch_up()
        print(client.get("/1/").content.decode())
    assert block.output == "Kettle\nTeapot\n"


def test_old_row_written_back(product, replica, settings, show):
    """A row read from the replica and saved whole takes old values along."""
    settings.DATABASE_ROUTERS = [Router()]
    with show("save") as block:
        Product.objects.update(price=20)

        product = Product.objects.get()
        product.name = "Teapot"
        product.save()

        stored = Product.objects.using("default").get()
        print(stored.name, stored.price)
    assert block.output == "Teapot 10.00\n"


def test_what_a_router_decides(product, replica, settings, show):
    """It is asked by model; transactions and cursors do not ask it."""
    settings.DATABASE_ROUTERS = [Router()]
    sku = product.sku

    def report(name, call):
        before = {alias: len(connections[alias].queries) for alias in aliases}
        call()
        used = [
            alias
            for alias in aliases
            for entry in connections[alias].queries[before[alias] :]
            if entry["sql"].startswith("SELECT")
        ]
        print(f"{name}: {', '.join(used)}")

    aliases = ("default", "replica")
    products = Product.objects
    with show("aliases") as block:
        report("get()", products.get)
        report("get() in atomic()", transaction.atomic(products.get))
        report("refresh_from_db()", product.refresh_from_db)
        report("reviews.count()", product.reviews.count)

        locked = products.select_for_update()
        report("select_for_update()", transaction.atomic(locked.get))
        report("get_or_create()", partial(products.get_or_create, sku=sku))
        cursor = connection.cursor()
        report("cursor", partial(cursor.execute, "SELECT 1"))
    assert block.output.splitlines() == [
        "get(): replica",
        "get() in atomic(): replica",
        "refresh_from_db(): replica",
        "reviews.count(): replica",
        "select_for_update(): default",
        "get_or_create(): default",
        "cursor: default",
    ]


on_primary = ContextVar("on_primary", default=False)


class ReadYourWrites:
    def db_for_read(self, model, **hints):
        if on_primary.get() or connection.in_atomic_block:
            return "default"
        return "replica"

    def db_for_write(self, model, **hints):
        return "default"


def pin(get_response):
    def middleware(request):
        writes = request.method not in ("GET", "HEAD", "OPTIONS")
        token = on_primary.set(writes or "wrote" in request.COOKIES)
        try:
            response = get_response(request)
        finally:
            on_primary.reset(token)
        if writes:
            response.set_cookie("wrote", "1", max_age=10)
        return response

    return middleware


def test_pinned_to_the_primary(
    client, product, replica, settings, show, urls
):
    """Who wrote reads from the primary for a while; the others may see the old row."""
    urls(*PATTERNS)
    settings.DATABASE_ROUTERS = [ReadYourWrites()]
    settings.MIDDLEWARE = [f"{__name__}.pin"]
    other_client = Client()
    with show("pin", code=[ReadYourWrites, pin]) as block:
        client.post("/1/rename/", {"name": "Teapot"})
        print(client.get("/1/").content.decode())
        print(other_client.get("/1/").content.decode())
    assert block.output == "Teapot\nKettle\n"
    read = [
        query.database for query in block.queries if "SELECT" in query.sql
    ]
    assert sorted(read) == ["default", "default", "replica"]
