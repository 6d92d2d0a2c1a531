import random

import pytest
from celery import Task, shared_task
from celery.exceptions import Retry
from django.db import models
from django.test.utils import isolate_apps

from shop.celery import app
from shop.factories import OrderFactory
from shop.models import Order

with isolate_apps("shop"):

    class GaveUp(models.Model):
        name = models.CharField(max_length=100)
        args = models.JSONField()
        why = models.CharField(max_length=200)

        class Meta:
            app_label = "shop"


class Unavailable(Exception):
    """429, 503, a timeout: the next attempt may work."""


class Refused(Exception):
    """400, 404, 422: the same request gets the same answer."""


class Partner:
    """A partner's API that answers as it is told."""

    def __init__(self):
        self.calls = 0
        self.answer = None

    def send(self, order):
        self.calls += 1
        if self.answer:
            raise self.answer


partner = Partner()


@shared_task(
    autoretry_for=(Exception,),
    default_retry_delay=5,
    max_retries=None,
)
def push_order(order_id):
    order = Order.objects.get(pk=order_id)
    partner.send(order)


class KeepsFailures(Task):
    def on_failure(self, exc, task_id, args, kwargs, einfo):
        GaveUp.objects.create(name=self.name, args=args, why=repr(exc))


@shared_task(
    base=KeepsFailures,
    autoretry_for=(Unavailable,),
    retry_backoff=10,
    retry_backoff_max=3600,
    max_retries=8,
)
def send_order(order_id):
    order = Order.objects.get(pk=order_id)
    partner.send(order)


@shared_task(autoretry_for=(Unavailable,), max_retries=None)
def without_backoff():
    raise Unavailable


@shared_task(
    autoretry_for=(Unavailable,),
    retry_backoff=True,
    retry_jitter=False,
    max_retries=None,
)
def with_backoff():
    raise Unavailable


@shared_task(
    autoretry_for=(Unavailable,), retry_backoff=True, max_retries=None
)
def with_jitter():
    raise Unavailable


def seconds_to_wait(task, retries):
    """What a worker would wait before it runs the task again."""
    task.push_request(
        id="1", retries=retries, called_directly=False, is_eager=False
    )
    try:
        task.run()
    except Retry as retry:
        return retry.when
    finally:
        task.pop_request()
        app.control.purge()


@pytest.fixture
def eager():
    partner.__init__()
    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = False


def test_pushed_again_and_again(eager, show):
    order = OrderFactory()
    with show("task", code=push_order.run.__wrapped__) as block:
        push_order.delay(order.pk)
    assert partner.calls == block.query_count == 1


def test_seconds_between_attempts(show):
    """Without retry_backoff each attempt comes three minutes after the last."""
    with show("waits") as block:
        for task in (without_backoff, with_backoff):
            print([seconds_to_wait(task, n) for n in range(11)])
    assert block.output == (
        f"{[180] * 11}\n{[1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600]}\n"
    )
    random.seed(3)
    with show("together") as together:
        for task in (with_backoff, with_jitter):
            print([seconds_to_wait(task, retries=6) for order in range(6)])
    assert together.output.startswith(f"{[64] * 6}\n")


def test_gives_up_somewhere(eager, create_table, show):
    """Eight retries for what may pass, none for a refusal, and a row for both."""
    create_table(GaveUp)
    order = OrderFactory()
    with show(
        "task", code=[KeepsFailures, send_order.run.__wrapped__]
    ) as block:
        for answer in (Unavailable("503"), Refused("unknown article")):
            partner.__init__()
            partner.answer = answer
            send_order.delay(order.pk)
            print("calls:", partner.calls)
        for failed in GaveUp.objects.order_by("pk"):
            print(failed.args, failed.why)
    assert block.output.startswith("calls: 9\ncalls: 1\n")
    assert GaveUp.objects.count() == 2
