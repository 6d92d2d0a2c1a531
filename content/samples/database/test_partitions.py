from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import (
    IntegrityError,
    NotSupportedError,
    connection,
    migrations,
    models,
)
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import Func, Value
from django.test.utils import isolate_apps

MONTHS = ["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"]


with isolate_apps("shop"):

    class PageEvent(models.Model):
        pk = models.CompositePrimaryKey("id", "at")
        id = models.BigIntegerField(
            db_default=Func(Value("page_event_id"), function="nextval")
        )
        at = models.DateTimeField()
        path = models.CharField(max_length=200)

        class Meta:
            app_label = "shop"


fields = ModelState.from_model(PageEvent).fields
create_page_event = migrations.CreateModel("PageEvent", list(fields.items()))


class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]
    operations = [
        migrations.RunSQL(
            """
            CREATE SEQUENCE page_event_id;
            CREATE TABLE shop_pageevent (
                id bigint NOT NULL DEFAULT nextval('page_event_id'),
                at timestamptz NOT NULL,
                path varchar(200) NOT NULL,
                PRIMARY KEY (id, at)
            ) PARTITION BY RANGE (at)
            """,
            "DROP TABLE shop_pageevent; DROP SEQUENCE page_event_id",
            # the CreateModel that makemigrations wrote
            state_operations=[create_page_event],
        )
    ]


@pytest.fixture
def page_events(show):
    """Three months with an event each hour of their first ten days."""
    migration = Migration("0002_page_event", "shop")
    with connection.schema_editor() as editor:
        state = migration.apply(ProjectState(), editor)
    with connection.cursor() as cursor:
        for start, end in zip(MONTHS, MONTHS[1:], strict=False):
            name = f"shop_pageevent_{start[:7].replace('-', '_')}"
            cursor.execute(
                f"CREATE TABLE {name} PARTITION OF shop_pageevent"
                f" FOR VALUES FROM ('{start}') TO ('{end}')"
            )
    for start in MONTHS[:3]:
        first = datetime.fromisoformat(start).replace(tzinfo=UTC)
        PageEvent.objects.bulk_create(
            PageEvent(at=first + timedelta(hours=hour), path="/")
            for hour in range(240)
        )
    yield
    with connection.schema_editor() as editor:
        migration.unapply(state, editor)


def test_partitioned_table(page_events, show):
    """A key of two columns; a row without a month is refused."""
    with show("model", code=PageEvent):
        pass
    with show("migration", code=Migration):
        pass
    with show("create") as block:
        moment = datetime(2026, 3, 2, 9, tzinfo=UTC)
        event = PageEvent.objects.create(at=moment, path="/basket/")
        print(event.pk)
    assert event.pk == (721, moment)
    assert block.query_count == 1
    with show("no-month", raises=IntegrityError):
        april = datetime(2026, 4, 1, tzinfo=UTC)
        PageEvent.objects.create(at=april, path="/")


def test_partition_key_in_primary_key(show):
    """PostgreSQL checks uniqueness within each partition only."""
    with show("refused", raises=NotSupportedError):
        with connection.cursor() as cursor:
            cursor.execute("""
                CREATE TABLE page_events (
                    id bigint PRIMARY KEY,
                    at timestamptz NOT NULL
                ) PARTITION BY RANGE (at)
            """)


def test_partition_pruning(page_events, show):
    """The planner leaves out months only if the condition names the column itself."""
    with show("range") as pruned:
        first = datetime(2026, 2, 3, tzinfo=UTC)
        events = PageEvent.objects.filter(
            at__gte=first, at__lt=first + timedelta(days=1)
        )
    assert pruned.explain(events).count("Scan on") == 1
    assert events.count() == 24
    with show("date") as by_date:
        events = PageEvent.objects.filter(at__date=date(2026, 2, 3))
    assert by_date.explain(events).count("Scan on") == 3
    assert events.count() == 24
    with show("by-id") as by_id:
        events = PageEvent.objects.filter(id=300)
    assert by_id.explain(events).count("Index Cond: (id = 300)") == 3
    found = events.get()
    with show("by-key") as by_key:
        events = PageEvent.objects.filter(pk=(300, found.at))
    plan = by_key.explain(events)
    assert "2026_02" in plan
    assert "2026_01" not in plan


def test_drop_a_month(page_events, show):
    """A month goes as a table, without touching its rows."""
    with show("drop") as block:
        print(PageEvent.objects.count())
        with connection.cursor() as cursor:
            cursor.execute("""
                ALTER TABLE shop_pageevent
                DETACH PARTITION shop_pageevent_2026_01 CONCURRENTLY
            """)
            # here the month can be copied to the archive
            cursor.execute("DROP TABLE shop_pageevent_2026_01")
        print(PageEvent.objects.count())
    assert block.output == "720\n480\n"
    with show("next-month") as month:
        with connection.cursor() as cursor:
            cursor.execute("""
                CREATE TABLE shop_pageevent_2026_04
                    (LIKE shop_pageevent
                     INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
                ALTER TABLE shop_pageevent
                ATTACH PARTITION shop_pageevent_2026_04
                FOR VALUES FROM ('2026-04-01') TO ('2026-05-01')
            """)
    assert month.query_count == 1
    PageEvent.objects.create(at=datetime(2026, 4, 1, tzinfo=UTC), path="/")


def test_delete_in_batches(create_table, show):
    """Short transactions, each with its own few rows."""
    with isolate_apps("shop"):

        class PageView(models.Model):
            at = models.DateTimeField(db_index=True)

            class Meta:
                app_label = "shop"

    create_table(PageView)
    first = datetime(2026, 1, 1, tzinfo=UTC)
    PageView.objects.bulk_create(
        PageView(at=first + timedelta(days=day)) for day in range(10)
    )

    def delete_before(limit, size):
        while True:
            old = PageView.objects.filter(at__lt=limit).order_by("at")
            batch = old.values("pk")[:size]
            deleted, _ = PageView.objects.filter(pk__in=batch).delete()
            print("deleted", deleted)
            if deleted < size:
                break

    with show("batches", code=delete_before) as block:
        delete_before(datetime(2026, 1, 6, tzinfo=UTC), 2)
    assert block.output == "deleted 2\ndeleted 2\ndeleted 1\n"
    assert block.query_count == 3
    assert PageView.objects.count() == 5
