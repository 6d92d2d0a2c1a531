import time
from collections import defaultdict

import pytest
from celery import Celery
from celery.signals import before_task_publish, task_prerun

pytestmark = pytest.mark.real_clock

queue_wait = defaultdict(list)


def stamp(headers=None, **kwargs):
    headers.setdefault("enqueued_at", time.time())


def measure(task=None, **kwargs):
    sent = getattr(task.request, "enqueued_at", None)
    if sent is not None:
        queue_wait[task.name].append(time.time() - sent)


def test_routes(show):
    """Each task goes to the queue that its route names."""
    app = Celery("shop", broker="memory://")
    with show("routes"):
        app.conf.task_routes = {
            "shop.tasks.import_prices": {"queue": "bulk"},
            "shop.tasks.send_receipt": {"queue": "mail"},
        }
    with show("queues") as block:
        for name in ("import_prices", "send_receipt", "anything_else"):
            route = app.amqp.router.route({}, f"shop.tasks.{name}")
            print(name, "→", route["queue"].name)
    assert block.output.splitlines() == [
        "import_prices → bulk",
        "send_receipt → mail",
        "anything_else → celery",
    ]


def test_time_from_publishing_to_start(real_worker, show):
    """The header travels with the message, and the worker subtracts."""
    app = Celery("waiting", broker="memory://", backend="cache+memory://")
    app.conf.broker_transport_options = {"polling_interval": 0.01}

    @app.task(name="shop.tasks.send_receipt", shared=False)
    def send_receipt():
        pass

    before_task_publish.connect(stamp)
    task_prerun.connect(measure)
    try:
        with show("signals", code=[stamp, measure]) as block:
            waiting = send_receipt.delay()
            time.sleep(0.2)
            with real_worker(app):
                waiting.get(timeout=5, interval=0.01)
            seconds = queue_wait["shop.tasks.send_receipt"][0]
            print("waited at least 0.2 s:", seconds >= 0.2)
    finally:
        before_task_publish.disconnect(stamp)
        task_prerun.disconnect(measure)
    assert block.output == "waited at least 0.2 s: True\n"
