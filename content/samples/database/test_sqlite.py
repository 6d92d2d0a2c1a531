import shutil
import sqlite3
import threading
import time

import pytest
from django.db import DataError, OperationalError, connections, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper

from shop.models import Category, Product, Seller, User


@pytest.fixture
def open_file(show, tmp_path):
    """``open_file("anna", …)`` gives each name a connection to one SQLite file."""
    opened = []

    def open_(*names, **options):
        for name in names:
            config = connections.settings["default"] | {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": tmp_path / "shop.sqlite3",
                "OPTIONS": options,
            }
            connection = DatabaseWrapper(config, name)
            # Before Django's test runner knows the name and refuses it.
            connection.connect()
            connection.inc_thread_sharing()
            connections.settings[name] = config
            connections[name] = connection
            opened.append(name)
        with connections[names[0]].schema_editor() as editor:
            for model in User, Category, Seller, Product:
                editor.create_model(model)
        products = Product.objects.using(names[0])
        return products.create(name="Kettle", sku="K1", stock=2)

    yield open_
    for name in opened:
        connections[name].close()
        del connections[name], connections.settings[name]


def test_same_code_two_databases(open_file, show):
    """What PostgreSQL refuses or compares letter by letter, SQLite takes."""
    open_file("sqlite")
    Product.objects.create(name="Kettle", sku="K1")

    def try_out(products):
        print(connections[products.db].vendor)
        print(products.filter(name__contains="KETT").count(), "found")
        try:
            products.create(name="x" * 101, sku="K2")
            print("saved 101 characters")
        except DataError as error:
            print(error)

    with show("both", code=try_out) as block:
        try_out(Product.objects.using("sqlite"))
        try_out(Product.objects.using("default"))
    assert block.output.splitlines() == [
        "sqlite",
        "1 found",
        "saved 101 characters",
        "postgresql",
        "0 found",
        "value too long for type character varying(100)",
    ]
    with show("lock") as lock:
        for name in ["sqlite", "default"]:
            with transaction.atomic(using=name):
                products = Product.objects.using(name)
                products.only("stock").select_for_update().get(sku="K1")
    assert ["FOR UPDATE" in sql for sql in lock.sql].count(True) == 1


def sell(session):
    with transaction.atomic(using=session):
        product = Product.objects.using(session).get(sku="K1")
        print(session, "finds", product.stock)
        product.stock -= 1
        product.save(update_fields=["stock"])


def test_sqlite_deferred(open_file, show):
    """Who has read and then writes is refused at once, whatever the timeout."""
    open_file("anna", "boris", init_command="PRAGMA journal_mode=WAL")
    began = time.monotonic()
    with transaction.atomic("anna"):
        sell("anna")
        with show("deferred", code=sell, raises=OperationalError) as block:
            sell("boris")  # Anna's sale is not committed yet
    assert time.monotonic() - began < 4  # the timeout is five seconds
    assert block.output == "boris finds 2\n"


def test_sqlite_immediate(open_file, show):
    """Whoever begins first writes first; the other waits at its BEGIN."""
    with show("options"):
        options = {
            "init_command": "PRAGMA journal_mode=WAL",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        }
    kettle = open_file("anna", "boris", **options)
    connection = connections["anna"]
    sold = threading.Event()

    def sell_and_dawdle():
        connections["anna"] = connection
        with transaction.atomic("anna"):
            sell("anna")
            sold.set()
            time.sleep(0.2)

    anna = threading.Thread(target=sell_and_dawdle)
    anna.start()
    sold.wait(timeout=5)
    with show("immediate", code=sell) as block:
        sell("boris")  # Anna's sale is not committed yet
    anna.join()
    assert block.output == "boris finds 1\n"
    kettle.refresh_from_db()
    assert kettle.stock == 0


def test_sqlite_backup(open_file, tmp_path, show):
    """In WAL mode the newest data are beside the file, until a checkpoint."""
    open_file("shop", init_command="PRAGMA journal_mode=WAL")
    folder = tmp_path
    with show("backup") as block:
        shutil.copy(folder / "shop.sqlite3", folder / "copied.sqlite3")
        shop = sqlite3.connect(folder / "shop.sqlite3")
        shop.execute("VACUUM INTO ?", [str(folder / "saved.sqlite3")])
        for name in ["copied", "saved"]:
            try:
                backup = sqlite3.connect(folder / f"{name}.sqlite3")
                rows = backup.execute("SELECT name FROM shop_product")
                print(name, rows.fetchall())
            except sqlite3.OperationalError as error:
                print(name, error)
    shop.close()
    assert block.output == (
        "copied no such table: shop_product\nsaved [('Kettle',)]\n"
    )
