from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models
from django.db.models import F, Q

from shop.models import Discount


@pytest.fixture
def constrained(show):
    """Adds constraints to the table, and takes them away again."""
    added = []

    def add(constraints):
        for constraint in constraints:
            with connection.schema_editor() as editor:
                editor.add_constraint(Discount, constraint)
            added.append(constraint)

    yield add
    Discount.objects.all().delete()
    for constraint in added:
        with connection.schema_editor() as editor:
            editor.remove_constraint(Discount, constraint)


def test_save_runs_no_validator(show):
    """The field says 1 to 90, and the row with 500 is stored."""
    assert Discount._meta.get_field("percent").validators
    with show("create") as created:
        discount = Discount.objects.create(code="SPRING", percent=500)
        print(f"stored: {discount.percent} percent")
    with show("full-clean", raises=ValidationError):
        discount.full_clean()
    assert created.query_count == 1


def test_rules_as_constraints(show, constrained):
    """Each rule about a row meets every writer in the database."""
    with show("constraints"):
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gte=1, percent__lte=90),
                name="discount_percent_1_to_90",
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="discount_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(active=True),
                name="one_active_code",
            ),
        ]
    constrained(constraints)
    with show("percent", raises=IntegrityError):
        Discount.objects.bulk_create([Discount(code="A", percent=500)])
    discount = Discount.objects.create(
        code="A", percent=10, starts=date(2026, 3, 1), ends=date(2026, 4, 1)
    )
    with show("dates", raises=IntegrityError):
        Discount.objects.filter(pk=discount.pk).update(ends=F("starts"))
    with show("one-active-code", raises=IntegrityError):
        Discount.objects.create(code="A", percent=20)
    with show("null-passes") as block:
        Discount.objects.create(
            code="B", percent=20, starts=date(2026, 3, 1), ends=None
        )
        Discount.objects.create(code="A", percent=20, active=False)
        print(Discount.objects.count())
    assert block.output == "3\n"
