import csv
import io

from django.conf import settings
from django.core.mail import send_mail

from catalogue.models import Product
from imports import supplier
from imports.models import Upload


def import_delivery(upload_id: int, attempt: int) -> None:
    """Counts the goods of a delivery note into stock, tells purchasing, and confirms to the supplier."""
    upload = Upload.objects.get(pk=upload_id)
    for line in csv.DictReader(io.StringIO(upload.text)):
        product, _ = Product.objects.get_or_create(sku=line["sku"], defaults={"name": line["name"]})
        product.stock += int(line["quantity"])
        product.save()
    send_mail(
        f"Delivery {upload.delivery_number} has arrived",
        "The goods are in stock.",
        None,
        [settings.PURCHASING],
    )
    supplier.confirm(upload.delivery_number)
    upload.state = Upload.State.DONE
    upload.save()
