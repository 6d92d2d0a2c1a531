from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q


class ItemQuerySet(models.QuerySet["Item"]):
    def with_availability(self) -> "ItemQuerySet":
        """Adds `available`: whether nobody has it now."""
        return self.annotate(available=~Exists(Loan.objects.open().filter(item=OuterRef("pk"))))


class Item(models.Model):
    """A thing that members may borrow."""

    name = models.CharField(max_length=100)
    serial = models.CharField(max_length=40, unique=True)

    objects = ItemQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.name} ({self.serial})"


class LoanQuerySet(models.QuerySet["Loan"]):
    def open(self) -> "LoanQuerySet":
        return self.filter(returned_at=None)

    def visible_to(self, user) -> "LoanQuerySet":
        """A member's own loans; all of them for staff."""
        return self if user.is_staff else self.filter(borrower=user)


class Loan(models.Model):
    """One item in one member's hands; open until it is returned."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="loans")
    borrower = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="loans")
    due_on = models.DateField()
    lent_at = models.DateTimeField(auto_now_add=True)
    returned_at = models.DateTimeField(null=True, blank=True)

    objects = LoanQuerySet.as_manager()

    class Meta:
        constraints = [
            # The one rule that two requests at once must not break.
            models.UniqueConstraint(
                fields=["item"], condition=Q(returned_at=None), name="one_open_loan_per_item"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} to {self.borrower}"
