"""Release 2 writes both forms, and still reads the old one: the new one is not complete yet."""

from decimal import Decimal

from release2.models import PriceTag


def add(sku: str, amount: Decimal, currency: str) -> int:
    both = {"price": f"{amount} {currency}", "amount": amount, "currency": currency}
    return PriceTag.objects.create(sku=sku, **both).pk


def change(pk: int, amount: Decimal, currency: str) -> None:
    both = {"price": f"{amount} {currency}", "amount": amount, "currency": currency}
    PriceTag.objects.filter(pk=pk).update(**both)


def read(pk: int) -> tuple[Decimal, str]:
    amount, currency = PriceTag.objects.get(pk=pk).price.split()
    return Decimal(amount), currency
