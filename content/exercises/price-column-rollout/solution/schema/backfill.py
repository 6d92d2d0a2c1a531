"""Brings the new columns into line with the old one."""

from decimal import Decimal

from django.db import transaction
from django.db.models import DecimalField, F, Q, Value
from django.db.models.functions import Cast, StrIndex, Substr

from release2.models import PriceTag

BATCH = 500

SPACE = StrIndex("price", Value(" "))
# Compared as a number: "12.5" and 12.50 are the same price.
WRITTEN = {
    "written_amount": Cast(Substr("price", 1, SPACE - 1), DecimalField(max_digits=10, decimal_places=2)),
    "written_currency": Substr("price", SPACE + 1),
}
SAME = Q(amount=F("written_amount"), currency=F("written_currency"))


def fill() -> int:
    """Fills rows without the new form, and those whose old form was changed since; returns how many."""
    behind = Q(amount=None) | Q(currency=None) | ~SAME
    with transaction.atomic():
        # Locked, so that nobody changes the price between reading and writing.
        found = PriceTag.objects.annotate(**WRITTEN).filter(behind).order_by("pk")
        tags = list(found.select_for_update()[:BATCH])
        for tag in tags:
            amount, tag.currency = tag.price.split()
            tag.amount = Decimal(amount)
        PriceTag.objects.bulk_update(tags, ["amount", "currency"])
    return len(tags)
