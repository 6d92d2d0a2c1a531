"""Release 2: amount and currency in columns of their own."""

from decimal import Decimal

from release2.models import PriceTag


def add(sku: str, amount: Decimal, currency: str) -> int:
    return PriceTag.objects.create(sku=sku, amount=amount, currency=currency).pk


def change(pk: int, amount: Decimal, currency: str) -> None:
    PriceTag.objects.filter(pk=pk).update(amount=amount, currency=currency)


def read(pk: int) -> tuple[Decimal, str]:
    tag = PriceTag.objects.get(pk=pk)
    return tag.amount, tag.currency
