from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import IntegrityError
from django.db.models import Max
from django.utils import timezone

from shop.factories import CustomerFactory, OrderFactory
from shop.models import Customer, Invoice, Order


def test_dump_that_cannot_be_loaded(show, sessions, tmp_path, customer):
    """dumpdata reads table by table; what comes in between is half in it."""
    path = tmp_path / "shop.json"

    def backup():
        call_command(
            "dumpdata", "shop.customer", "shop.order", output=str(path)
        )

    def shopping():
        Order.objects.create(customer=CustomerFactory())

    with show("dump") as block:
        stage = sessions(block)
        dump = stage.start("Backup", backup)
        dump.step()
        stage.start("Anna", shopping).finish()
        dump.finish()
    Order.objects.all().delete()
    Customer.objects.all().delete()
    with show("load", raises=IntegrityError) as failed:
        call_command("loaddata", path)
    assert "is not present in table" in str(failed.error)


def findings(limit: timedelta) -> list[str]:
    found = []
    newest = Order.objects.aggregate(newest=Max("created"))["newest"]
    if newest is None:
        found.append("no orders at all")
    elif timezone.now() - newest > limit:
        found.append(f"the newest order is of {newest:%d %B, %H:%M}")
    for invoice in Invoice.objects.exclude(file=""):
        if not invoice.file.storage.exists(invoice.file.name):
            found.append(f"{invoice.file.name} is not in the storage")
    return found


def test_questions_to_a_copy(show, settings, clock):
    """What a restored database says about itself, and about its files."""
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": memory}
    order = OrderFactory()
    for number in (1, 2):
        kept = Invoice(order=order, number=number)
        kept.file.save(f"{number}.pdf", ContentFile(b"%PDF"))
    kept.file.storage.delete("invoices/2.pdf")
    clock.shift(26 * 3600)
    with show("findings", code=findings) as block:
        print(*findings(limit=timedelta(hours=1)), sep="\n")
    assert block.output == (
        "the newest order is of 02 March, 09:00\n"
        "invoices/2.pdf is not in the storage\n"
    )
