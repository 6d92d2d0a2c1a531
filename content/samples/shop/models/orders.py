import uuid
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from .catalogue import Product
from .people import Country, Customer


class OrderQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        sold = OrderLine.objects.filter(
            order=OuterRef("pk"), product__seller__user=user
        )
        rule = Q(customer__user=user) | Q(Exists(sold))
        if user.has_perm("shop.support_orders"):
            mine = Country.objects.filter(supportprofile__user=user)
            rule |= Q(country__in=mine)
        return self.filter(rule)


class Order(models.Model):
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="orders"
    )
    status = models.CharField(max_length=10, default="open")
    created = models.DateTimeField(default=timezone.now)
    country = models.ForeignKey(Country, models.PROTECT, null=True)
    channel = models.CharField(max_length=10, null=True)  # noqa: DJ001
    partner = models.CharField(max_length=20, null=True)  # noqa: DJ001

    objects = OrderQuerySet.as_manager()

    class Meta:
        permissions = [
            ("support_orders", "May see orders of their countries")
        ]

    def __str__(self) -> str:
        return f"Order {self.pk}"

    @property
    def units(self):
        lines = self.lines.filter(quantity__gt=0)
        return sum(line.quantity for line in lines)


class OrderLine(models.Model):
    order = models.ForeignKey(Order, models.CASCADE, related_name="lines")
    product = models.ForeignKey(Product, models.PROTECT)
    quantity = models.PositiveIntegerField(default=1)
    status = models.CharField(max_length=10, default="sold")

    def __str__(self) -> str:
        return f"{self.quantity} × {self.product}"


class Payment(models.Model):
    order = models.ForeignKey(Order, models.CASCADE, related_name="payments")
    amount = models.DecimalField(
        max_digits=8, decimal_places=2, default=Decimal("10")
    )
    status = models.CharField(max_length=10, default="new")
    reference = models.CharField(max_length=40, blank=True)
    key = models.UUIDField(default=uuid.uuid4)

    def __str__(self) -> str:
        return f"{self.amount} for {self.order}"


class Invoice(models.Model):
    order = models.ForeignKey(Order, models.CASCADE)
    number = models.PositiveIntegerField(unique=True)
    file = models.FileField(upload_to="invoices", blank=True)

    def __str__(self) -> str:
        return str(self.number)


class Job(models.Model):
    state = models.CharField(max_length=10, default="new")

    def __str__(self) -> str:
        return f"Job {self.pk}"

    def run(self) -> None:
        print(f"ran job {self.pk}")


class IdempotentRequest(models.Model):
    """The first answer to a request, for those that repeat its key."""

    client = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    key = models.CharField(max_length=80)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["client", "key"], name="one_answer_per_key"
            )
        ]

    def __str__(self) -> str:
        return self.key


class Visit(models.Model):
    path = models.CharField(max_length=200)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True
    )

    def __str__(self) -> str:
        return self.path
