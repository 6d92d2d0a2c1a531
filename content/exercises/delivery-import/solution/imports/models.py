from django.db import models


class Upload(models.Model):
    """A delivery note, as somebody in the warehouse uploaded it: lines of `sku,name,quantity`."""

    class State(models.TextChoices):
        WAITING = "waiting"
        # Counted, mailed and confirmed.
        DONE = "done"
        # The same delivery had been counted before.
        DUPLICATE = "duplicate"
        # Nothing of it could be counted, or the supplier was never reached; `problems` says why.
        FAILED = "failed"

    delivery_number = models.CharField(max_length=30)
    text = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    # Lines that were left out, such as {"line": 3, "reason": "quantity: seven"}; line 1 is the header.
    problems = models.JSONField(default=list)
    # Each step is claimed by setting its moment, once.
    counted_at = models.DateTimeField(null=True, editable=False)
    mailed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["delivery_number"],
                condition=models.Q(counted_at__isnull=False),
                name="delivery_counted_once",
            )
        ]
