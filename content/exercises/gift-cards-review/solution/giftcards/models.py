import datetime
import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone

# Without letters and digits that are taken for one another.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_code() -> str:
    """A code is money: 80 bits from the system's source of secrets, so that guessing is hopeless."""
    return "".join(secrets.choice(ALPHABET) for _ in range(16))


def in_a_year() -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=365)


class GiftCard(models.Model):
    """A voucher. Money is counted in cents, as orders do."""

    code = models.CharField(max_length=16, unique=True, default=new_code)
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="gift_cards")
    balance_cents = models.PositiveIntegerField()
    valid_until = models.DateField(default=in_a_year)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["valid_until", "pk"]

    def __str__(self) -> str:
        return f"Gift card {self.pk}"


class Redemption(models.Model):
    """What was paid with a card."""

    card = models.ForeignKey(GiftCard, models.PROTECT, related_name="redemptions")
    order = models.ForeignKey("shop.Order", models.PROTECT, related_name="redemptions")
    amount_cents = models.PositiveIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_cents__gt=0), name="redemption_amount_positive")
        ]
