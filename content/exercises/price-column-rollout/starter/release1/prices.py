"""Release 1, which runs today. It stays as it is."""

from decimal import Decimal

from release1.models import PriceTag


def add(sku: str, amount: Decimal, currency: str) -> int:
    return PriceTag.objects.create(sku=sku, price=f"{amount} {currency}").pk


def change(pk: int, amount: Decimal, currency: str) -> None:
    PriceTag.objects.filter(pk=pk).update(price=f"{amount} {currency}")


def read(pk: int) -> tuple[Decimal, str]:
    amount, currency = PriceTag.objects.get(pk=pk).price.split()
    return Decimal(amount), currency
