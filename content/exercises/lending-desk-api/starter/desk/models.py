from django.db import models


class Item(models.Model):
    """A thing that members may borrow."""

    name = models.CharField(max_length=100)
    serial = models.CharField(max_length=40, unique=True)

    def __str__(self) -> str:
        return f"{self.name} ({self.serial})"
