import hashlib
import json
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, models
from django.test.utils import isolate_apps

GUARD = Path(__file__).with_name("append-only.sql")


@pytest.fixture
@isolate_apps("shop")
def entry_model(create_table):
    class Entry(models.Model):
        actor = models.CharField(max_length=20)
        action = models.CharField(max_length=40)
        mac = models.CharField(max_length=64, default="")

        class Meta:
            app_label = "shop"

    create_table(Entry)
    return Entry


@pytest.fixture
def app_role(entry_model):
    """A role that may log in for the application and owns no table."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE shop_app")
    yield "shop_app"
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("DROP OWNED BY shop_app")
        cursor.execute("DROP ROLE shop_app")
        cursor.execute("DROP FUNCTION refuse_change CASCADE")


def test_append_only(entry_model, app_role, show):
    """The application may add; the trigger stops the owner until it is switched off."""
    Entry = entry_model  # noqa: N806

    def attempt(sql):
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql)
            return "done"
        except DatabaseError as error:
            return str(error).splitlines()[0]

    with connection.cursor() as cursor:
        cursor.execute(GUARD.read_text(encoding="utf-8"))
    with show("guard", code="system-design/append-only.sql") as block:
        Entry.objects.create(actor="anna", action="refund order 17")
        attempt("SET ROLE shop_app")
        Entry.objects.create(actor="boris", action="read order 17")
        print("app:", attempt("UPDATE shop_entry SET actor = 'carla'"))
        attempt("RESET ROLE")
        print("owner:", attempt("UPDATE shop_entry SET actor = 'carla'"))
        print("owner:", attempt("TRUNCATE shop_entry"))
        attempt("ALTER TABLE shop_entry DISABLE TRIGGER append_only")
        print("owner:", attempt("UPDATE shop_entry SET actor = 'carla'"))
    assert block.output.splitlines() == [
        "app: permission denied for table shop_entry",
        "owner: the audit log is append-only",
        "owner: the audit log is append-only",
        "owner: done",
    ]


def fingerprint(previous, entry):
    fields = [previous, entry.pk, entry.actor, entry.action]
    content = json.dumps(fields)
    return hashlib.sha256(content.encode()).hexdigest()


def test_chain(entry_model, show):
    """An entry that was altered breaks the chain; a tail that was cut off does not."""
    Entry = entry_model  # noqa: N806

    def first_break(entries):
        previous = ""
        for entry in entries.order_by("pk"):
            previous = fingerprint(previous, entry)
            if entry.mac != previous:
                return entry.pk
        return None

    previous = ""
    for number in range(1, 5):
        entry = Entry.objects.create(actor="anna", action=f"refund {number}")
        previous = entry.mac = fingerprint(previous, entry)
        entry.save(update_fields=["mac"])
    with show("chain", code=[fingerprint, first_break]) as block:
        print("untouched:", first_break(Entry.objects.all()))
        Entry.objects.filter(pk=4).delete()
        print("last one deleted:", first_break(Entry.objects.all()))
        Entry.objects.filter(pk=2).update(actor="boris")
        print("second altered:", first_break(Entry.objects.all()))
    assert block.output.splitlines() == [
        "untouched: None",
        "last one deleted: None",
        "second altered: 2",
    ]
