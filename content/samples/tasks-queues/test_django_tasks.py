from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from celery import shared_task
from django.db import models, transaction
from django.test.utils import isolate_apps

from shop.celery import app
from shop.models import Order

with isolate_apps("shop"):

    class QueuedTask(models.Model):
        name = models.CharField(max_length=100)
        args = models.JSONField()

        class Meta:
            app_label = "shop"


class OutOfStock(Exception):
    pass


def test_tasks_module_missing(show):
    """Django 5.2 has no tasks of its own."""
    with show("import", raises=ModuleNotFoundError):
        from django.tasks import task  # noqa: F401


@shared_task
def look_at(*values):
    for value in values:
        print(type(value).__name__, value)


def test_arguments_through_celery(show):
    """Celery's JSON brings more types back than plain JSON has."""
    app.conf.task_always_eager = True
    try:
        with show("types") as block:
            look_at.delay(
                Decimal("9.50"), date(2026, 3, 2), UUID(int=7), (1, 2)
            )
    finally:
        app.conf.task_always_eager = False
    assert block.output == (
        "Decimal 9.50\ndate 2026-03-02\n"
        "UUID 00000000-0000-0000-0000-000000000007\nlist [1, 2]\n"
    )


def test_queue_in_the_same_database(customer, create_table, show):
    """A queue that is a table here: the job is rolled back with its order."""
    create_table(QueuedTask)

    def place_order(fails):
        with transaction.atomic():
            order = Order.objects.create(customer=customer)
            QueuedTask.objects.create(name="send_receipt", args=[order.pk])
            if fails:
                raise OutOfStock

    with show("rolled-back", code=place_order) as block:
        place_order(fails=False)
        with pytest.raises(OutOfStock):
            place_order(fails=True)
        jobs = QueuedTask.objects.count()
        print(Order.objects.count(), "order,", jobs, "job")
    assert block.output == "1 order, 1 job\n"
