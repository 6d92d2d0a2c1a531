"""Release 3 reads the new columns. It still writes both: release 2 reads the old one while it is replaced."""

from decimal import Decimal

from release3.models import PriceTag


def add(sku: str, amount: Decimal, currency: str) -> int:
    both = {"price": f"{amount} {currency}", "amount": amount, "currency": currency}
    return PriceTag.objects.create(sku=sku, **both).pk


def change(pk: int, amount: Decimal, currency: str) -> None:
    both = {"price": f"{amount} {currency}", "amount": amount, "currency": currency}
    PriceTag.objects.filter(pk=pk).update(**both)


def read(pk: int) -> tuple[Decimal, str]:
    tag = PriceTag.objects.get(pk=pk)
    return tag.amount, tag.currency
