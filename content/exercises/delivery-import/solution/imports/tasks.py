import datetime
import random

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from catalogue.models import Product
from imports import delivery_note, supplier
from imports.models import Upload
from jobs.queue import Retry

ATTEMPTS = 5
FIRST_PAUSE = datetime.timedelta(minutes=1)
BATCH = 500


def import_delivery(upload_id: int, attempt: int) -> None:
    """Counts the goods of a delivery note into stock, tells purchasing, and confirms to the supplier.

    It may be run any number of times, also by two workers at once: each step knows whether it has been done.
    """
    count_goods(upload_id)
    upload = Upload.objects.get(pk=upload_id)
    if upload.state != Upload.State.WAITING:
        return
    tell_purchasing(upload)
    confirm(upload, attempt)


def count_goods(upload_id: int) -> None:
    """All lines and the mark that they are counted are saved together, or nothing is."""
    try:
        with transaction.atomic():
            # The statement decides who counts; whoever comes second waits for the row, and finds it taken.
            mine = Upload.objects.filter(pk=upload_id, state=Upload.State.WAITING, counted_at=None)
            if not mine.update(counted_at=timezone.now()):
                return
            upload = Upload.objects.get(pk=upload_id)
            note = delivery_note.read(upload.text)
            add_to_stock(note)
            upload.problems = note.problems
            upload.save(update_fields=["problems"])
    except IntegrityError:
        end(upload_id, Upload.State.DUPLICATE)
    except delivery_note.Unreadable as error:
        end(upload_id, Upload.State.FAILED, [{"line": 1, "reason": str(error)}])


def add_to_stock(note: delivery_note.DeliveryNote) -> None:
    new = (Product(sku=sku, name=name) for sku, name in note.names.items())
    Product.objects.bulk_create(new, batch_size=BATCH, ignore_conflicts=True)
    skus = sorted(note.quantities)
    for start in range(0, len(skus), BATCH):
        # In one order for all workers, so that two of them do not wait for each other.
        products = list(Product.objects.filter(sku__in=skus[start : start + BATCH]).order_by("sku"))
        for product in products:
            product.stock = F("stock") + note.quantities[product.sku]
        Product.objects.bulk_update(products, ["stock"], batch_size=BATCH)


def tell_purchasing(upload: Upload) -> None:
    """Marked before it is sent: a worker that dies in between loses a mail, but no mail comes twice."""
    if not Upload.objects.filter(pk=upload.pk, mailed_at=None).update(mailed_at=timezone.now()):
        return
    left_out = len(upload.problems)
    send_mail(
        f"Delivery {upload.delivery_number} has arrived",
        "The goods are in stock." + (f" Lines that could not be counted: {left_out}." if left_out else ""),
        None,
        [settings.PURCHASING],
    )


def confirm(upload: Upload, attempt: int) -> None:
    try:
        supplier.confirm(upload.delivery_number)
    except supplier.Unavailable as error:
        if attempt < ATTEMPTS:
            raise Retry(pause(attempt), str(error)) from error
        end(upload.pk, Upload.State.FAILED, [*upload.problems, {"line": 0, "reason": f"supplier: {error}"}])
    except supplier.Rejected as error:
        end(upload.pk, Upload.State.FAILED, [*upload.problems, {"line": 0, "reason": f"supplier: {error}"}])
    else:
        end(upload.pk, Upload.State.DONE)


def pause(attempt: int) -> datetime.timedelta:
    """A minute, doubled with each attempt, and up to half as much again, so that a hundred jobs that failed
    together do not come back together."""
    return FIRST_PAUSE * 2 ** (attempt - 1) * random.uniform(1, 1.5)


def end(upload_id: int, state: str, problems: list[dict[str, object]] | None = None) -> None:
    upload = Upload.objects.filter(pk=upload_id, state=Upload.State.WAITING)
    upload.update(state=state, **({} if problems is None else {"problems": problems}))
