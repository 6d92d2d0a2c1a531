from datetime import UTC, date, datetime, timedelta

import pytest
from celery import shared_task
from celery.beat import ScheduleEntry
from celery.schedules import crontab
from django.core.cache import cache
from django.db import models
from django.test.utils import isolate_apps
from django.utils import timezone

from shop.celery import app
from shop.factories import OrderFactory
from shop.models import Order

with isolate_apps("shop"):

    class DailyRun(models.Model):
        job = models.CharField(max_length=50)
        day = models.DateField()
        finished = models.DateTimeField(null=True)

        class Meta:
            app_label = "shop"
            constraints = [
                models.UniqueConstraint(
                    fields=["job", "day"], name="one_run_per_day"
                )
            ]


def send_invoice(order):
    print("invoice for order", order.pk)


@shared_task
def send_invoices():
    yesterday = timezone.localdate() - timedelta(days=1)
    for order in Order.objects.filter(created__date=yesterday):
        send_invoice(order)


@shared_task
def send_invoices_locked():
    if not cache.add("send-invoices", "running", timeout=3600):
        return
    try:
        send_invoices()
    finally:
        cache.delete("send-invoices")


@shared_task
def send_invoices_of(day):
    run, _ = DailyRun.objects.get_or_create(job="invoices", day=day)
    if run.finished:
        return
    orders = Order.objects.filter(created__date=day, status="open")
    for order in orders:
        mine = orders.filter(pk=order.pk).update(status="invoiced")
        if mine:
            send_invoice(order)
    run.finished = timezone.now()
    run.save()


@shared_task
def send_missing_invoices():
    today = timezone.localdate()
    days = [today - timedelta(days=number) for number in range(1, 8)]
    done = DailyRun.objects.filter(
        job="invoices", day__in=days, finished__isnull=False
    ).values_list("day", flat=True)
    for day in sorted(set(days).difference(done)):
        send_invoices_of.delay(day.isoformat())


@pytest.fixture
def yesterday(show):
    created = timezone.now() - timedelta(days=1)
    OrderFactory.create_batch(2, created=created, status="open")
    return "2026-03-01"


def test_nightly_invoices(yesterday, show):
    with show("settings"):
        app.conf.beat_schedule = {
            "send-invoices": {
                "task": "shop.tasks.send_invoices",
                "schedule": crontab(hour=2, minute=0),
            }
        }
    app.conf.beat_schedule = {}
    with show("task", code=send_invoices.run) as block:
        send_invoices()
    assert block.output == "invoice for order 1\ninvoice for order 2\n"


def test_locked_and_still_twice(yesterday, show):
    """The second message starts when the first run is over: the lock is free again."""
    with show("lock", code=send_invoices_locked.run) as block:
        send_invoices_locked()
        send_invoices_locked()
    assert (
        block.output.splitlines()
        == [
            "invoice for order 1",
            "invoice for order 2",
        ]
        * 2
    )


def test_once_per_day(yesterday, create_table, show):
    """The day is the key: two messages, one set of invoices, also after a break."""
    create_table(DailyRun)
    with show("by-day", code=send_invoices_of.run) as block:
        send_invoices_of(yesterday)
        send_invoices_of(yesterday)
    assert block.output == "invoice for order 1\ninvoice for order 2\n"
    DailyRun.objects.update(finished=None)
    Order.objects.filter(pk=2).update(status="open")
    with show("after-a-break") as again:
        send_invoices_of(yesterday)
    assert again.output == "invoice for order 2\n"


def test_what_is_missing(create_table, show):
    """Whenever it runs, it asks which of the last days have no finished run."""
    create_table(DailyRun)
    for days_ago in (7, 6, 5, 3, 1):
        DailyRun.objects.create(
            job="invoices",
            day=date(2026, 3, 2) - timedelta(days=days_ago),
            finished=timezone.now(),
        )
    app.conf.task_always_eager = True
    try:
        with show("missing", code=send_missing_invoices.run) as block:
            send_missing_invoices()
            done = DailyRun.objects.filter(finished__isnull=False)
            print(*done.order_by("-pk").values_list("day", flat=True)[:2])
    finally:
        app.conf.task_always_eager = False
    assert block.output == "2026-02-28 2026-02-26\n"


def test_missed_by_beat(show):
    """Beat makes up for a missed run if it remembers the last one."""
    name = {"name": "send-invoices", "task": "shop.tasks.send_invoices"}
    with show("restart") as block:
        at_two = crontab(hour=2, minute=0)
        # It is nine o'clock, and beat was down from one until now.
        last = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
        kept = ScheduleEntry(
            **name, schedule=at_two, last_run_at=last, app=app
        )
        print("schedule file kept:", kept.is_due().is_due)
        lost = ScheduleEntry(**name, schedule=at_two, app=app)
        hours = lost.is_due().next / 3600
        print("file lost:", lost.is_due().is_due, "in", hours, "hours")
    assert block.output == (
        "schedule file kept: True\nfile lost: False in 17.0 hours\n"
    )
