from datetime import timedelta

import pytest
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Q
from django.utils import timezone

from shop.models import Booking, Room


@pytest.fixture
def room(show):
    return Room.objects.create(name="Blue room")


def hours(start, end):
    """A half-open range of today, in whole hours."""
    day = timezone.now().replace(hour=0)
    return DateTimeTZRange(
        day + timedelta(hours=start), day + timedelta(hours=end), "[)"
    )


def test_no_overlap(room, show, sessions):
    """The database states the rule: the second waits for the first, and is refused."""
    with show("constraint"):
        constraint = ExclusionConstraint(
            name="no_overlapping_bookings",
            expressions=[
                ("room", RangeOperators.EQUAL),
                ("during", RangeOperators.OVERLAPS),
            ],
            condition=Q(cancelled=False),
        )
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
    with connection.schema_editor() as editor:
        editor.add_constraint(Booking, constraint)

    def book(start, end):
        with transaction.atomic():
            Booking.objects.create(room=room, during=hours(start, end))

    try:
        with show("race", code=book) as block:
            stage = sessions(block)
            anna = stage.start("Anna", book, 10, 12)
            boris = stage.start("Boris", book, 11, 13)
            anna.step()
            boris.step()
            anna.finish()
            boris.finish()
        assert anna.error is None
        assert isinstance(boris.error, IntegrityError)
        with show("touching") as touching:
            book(12, 13)
            print("bookings:", Booking.objects.count())
        assert touching.output == "bookings: 2\n"
    finally:
        with connection.schema_editor() as editor:
            editor.remove_constraint(Booking, constraint)
