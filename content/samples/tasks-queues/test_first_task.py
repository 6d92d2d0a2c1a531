import pytest
from celery import Celery, shared_task
from django.db import models, transaction
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.test.utils import isolate_apps
from django.urls import path, reverse

from shop.models import Order

with isolate_apps("shop"):

    class Export(models.Model):
        state = models.CharField(max_length=10, default="waiting")
        rows = models.PositiveIntegerField(null=True)

        class Meta:
            app_label = "shop"


@shared_task
def run_export(export_id):
    rows = Order.objects.count()
    Export.objects.filter(pk=export_id).update(state="ready", rows=rows)


def start_export(request):
    export = Export.objects.create()
    transaction.on_commit(lambda: run_export.delay(export.pk))
    where = reverse("export", args=[export.pk])
    return JsonResponse({"see": where}, status=202)


def show_export(request, pk):
    export = get_object_or_404(Export, pk=pk)
    return JsonResponse({"state": export.state, "rows": export.rows})


@pytest.mark.real_clock
def test_what_a_message_holds(show):
    """A name and arguments as JSON: no code, no row."""
    app = Celery("message", broker="memory://", set_as_current=False)

    @app.task(name="shop.tasks.send_receipt", shared=False)
    def send_receipt(order_id):
        pass

    with show("message") as block:
        send_receipt.delay(7)
        with app.connection() as connection:
            message = connection.SimpleQueue("celery").get(timeout=1)
        print(message.headers["task"])
        print(message.content_type, message.payload[:2])
    message.ack()
    assert block.output == (
        "shop.tasks.send_receipt\napplication/json [[7], {}]\n"
    )


def test_how_the_customer_learns(orders, create_table, show, urls, client):
    """The request ends at once; the row says how far the work has come."""
    create_table(Export)
    urls(
        path("exports/", start_export),
        path("exports/<int:pk>/", show_export, name="export"),
    )
    sent = []
    run = run_export.run
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run_export, "delay", sent.append)
        with show("status", code=[start_export, show_export]) as block:
            client.post("/exports/")
            client.get("/exports/1/")
            # Meanwhile a worker runs the task.
            run(sent[0])
            client.get("/exports/1/")
    assert block.responses == [202, 200, 200]
    assert '"waiting"' in block.exchanges[1]["responseBody"]
    assert '"ready"' in block.exchanges[2]["responseBody"]


def backlog(arriving, slots, seconds, hours):
    """Jobs that wait after some hours, if more come than are done."""
    done = slots / seconds
    return max(0, round((arriving - done) * 3600 * hours))


def test_slots_and_seconds(show):
    """Sixteen slots and 0.4 seconds a job are forty jobs a second."""
    with show("backlog", code=backlog) as block:
        for arriving in (30, 40, 41, 50):
            print(arriving, "a second:", backlog(arriving, 16, 0.4, 1))
    assert block.output.splitlines() == [
        "30 a second: 0",
        "40 a second: 0",
        "41 a second: 3600",
        "50 a second: 36000",
    ]
