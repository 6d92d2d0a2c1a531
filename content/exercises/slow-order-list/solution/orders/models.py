from django.db import models


class Customer(models.Model):
    name = models.CharField(max_length=100)
    city = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.name


class Order(models.Model):
    class Status(models.TextChoices):
        OPEN = "open"
        SENT = "sent"
        CANCELLED = "cancelled"

    customer = models.ForeignKey(Customer, models.PROTECT, related_name="orders")
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    # Many orders of the import at night have the same moment.
    placed_at = models.DateTimeField()
    total_cents = models.PositiveIntegerField()
    note = models.TextField(blank=True)

    class Meta:
        indexes = [
            # Equal first, then the range and the order; the sum comes last, so that it needs no row.
            models.Index(fields=["status", "placed_at", "id", "total_cents"], name="order_list")
        ]

    def __str__(self) -> str:
        return f"Order {self.pk}"
