import datetime
import random
import string

from django.conf import settings
from django.db import models
from django.utils import timezone


def new_code() -> str:
    return "".join(random.choices(string.digits, k=10))


class GiftCard(models.Model):
    """A voucher; the balance is in euros."""

    code = models.CharField(max_length=10, unique=True, default=new_code)
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="gift_cards")
    balance = models.FloatField()
    valid_until = models.DateField(default=timezone.localdate() + datetime.timedelta(days=365))
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["valid_until", "pk"]

    def __str__(self) -> str:
        return f"Gift card {self.pk}"


class Redemption(models.Model):
    """What was paid with a card."""

    card = models.ForeignKey(GiftCard, models.PROTECT, related_name="redemptions")
    order = models.ForeignKey("shop.Order", models.PROTECT, related_name="redemptions")
    amount = models.FloatField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
