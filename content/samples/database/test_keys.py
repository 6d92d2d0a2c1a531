import secrets
import time
import uuid
from datetime import UTC, datetime

import pytest
from django.contrib import admin
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, models
from django.test.utils import isolate_apps


@pytest.fixture
def page_reader(show):
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION pageinspect")
        yield cursor
        cursor.execute("DROP EXTENSION pageinspect")


def uuid7():
    """As in the standard library since Python 3.14."""
    milliseconds = time.time_ns() // 1_000_000
    head = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64
    return uuid.UUID(int=head | 0b10 << 62 | secrets.randbits(62))


#: Keys of 50,000 rows in the order in which the rows came, one in each millisecond.
ROWS = 50_000
BY_NUMBER = "n"
AT_RANDOM = "md5(n::text)::uuid"
BY_TIME = (
    "(lpad(to_hex(1772442000000 + n), 12, '0')"
    " || substr(md5(n::text), 13))::uuid"
)
#: Leaf pages of an index, and those with an entry of the 1,000 newest rows.
PAGES = """
    SELECT count(DISTINCT page),
           count(DISTINCT page) FILTER (WHERE htid IN (
               SELECT ctid FROM {table} ORDER BY ctid DESC LIMIT 1000
           ))
    FROM generate_series(
        1, pg_relation_size('{table}_pkey') / 8192 - 1
    ) AS page
    CROSS JOIN LATERAL bt_page_items('{table}_pkey', page) AS item
    WHERE (bt_page_stats('{table}_pkey', page)).type = 'l'
"""


def test_where_new_keys_go(create_table, page_reader, show):
    """Random keys land all over the index, keys by time at its end."""
    with isolate_apps("shop"):

        class Numbered(models.Model):
            id = models.BigAutoField(primary_key=True)

            class Meta:
                app_label = "shop"

        class Scattered(models.Model):
            id = models.UUIDField(primary_key=True, default=uuid.uuid4)

            class Meta:
                app_label = "shop"

        class Ordered(models.Model):
            id = models.UUIDField(primary_key=True, default=uuid7)

            class Meta:
                app_label = "shop"

    def fill(model, key):
        table = model._meta.db_table
        create_table(model)
        for first in range(1, ROWS, 1000):
            page_reader.execute(
                f"INSERT INTO {table} SELECT {key} FROM generate_series"
                f"({first}, {first + 999}) AS n"
            )
        page_reader.execute(PAGES.format(table=table))
        return page_reader.fetchone()

    def measure():
        yield "number", *fill(Numbered, BY_NUMBER)
        yield "random UUID", *fill(Scattered, AT_RANDOM)
        yield "UUID by time", *fill(Ordered, BY_TIME)

    measured = list(measure())
    with show("pages", code=[Numbered, Scattered, Ordered]):
        print("50,000 rows: pages of the index / of the newest 1,000 rows")
        for key, pages, newest in measured:
            print(f"{key}: {pages} / {newest}")
    (_, few, _), (_, most, spread), (_, more, at_the_end) = measured
    assert few < more < most
    assert spread > 0.95 * most
    assert at_the_end < 10


def test_key_before_save(create_table, show):
    """A key made in Python is there before the row is."""
    with isolate_apps("shop"):

        class Parcel(models.Model):
            id = models.UUIDField(primary_key=True, default=uuid.uuid4)

            class Meta:
                app_label = "shop"

        class Currency(models.Model):
            code = models.CharField(max_length=3, primary_key=True)

            class Meta:
                app_label = "shop"

    create_table(Parcel, Currency)
    with show("uuid", code=Parcel) as block:
        parcel = Parcel()
        print(parcel.pk is None, parcel._state.adding)
        parcel.save()
        print(parcel._state.adding)
    assert block.output == "False True\nFalse\n"
    assert block.query_count == 1

    with show("natural", code=Currency) as block:
        currency = Currency.objects.create(code="EUO")
        currency.code = "EUR"
        currency.save()
        print(Currency.objects.values_list("code", flat=True))
    assert block.output == "<QuerySet ['EUO', 'EUR']>\n"


def test_time_in_the_key(show):
    """A key by time tells when it was made."""
    with show("decode") as block:
        key = uuid.UUID("019cadcc-7880-7c3e-9d5f-2a61b8e04f17")
        milliseconds = key.int >> 80
        print(key.version, datetime.fromtimestamp(milliseconds / 1000, UTC))
    assert block.output.startswith("7 2026-03-02 09:06:24.512")
    assert uuid7().version == 7


def test_composite_key(create_table, show):
    """A key of two columns, from Django 5.2 on, and what cannot point to it."""
    with isolate_apps("shop"):

        class Membership(models.Model):
            pk = models.CompositePrimaryKey("tenant_id", "number")
            tenant_id = models.BigIntegerField()
            number = models.IntegerField()

            class Meta:
                app_label = "shop"

        class Note(models.Model):
            membership = models.ForeignKey(Membership, models.CASCADE)

            class Meta:
                app_label = "shop"

    create_table(Membership)
    with show("table", code=Membership) as block:
        first = Membership.objects.create(tenant_id=7, number=1)
        print(first.pk)
        Membership.objects.get(pk=(7, 1))
    assert block.output == "(7, 1)\n"

    with show("foreign-key", code=Note) as block:
        for error in Note.check():
            print(f"{error.id}: {error.msg}")
    assert block.output.startswith("fields.E347")
    with pytest.raises(ImproperlyConfigured):
        admin.site.register(Membership)
