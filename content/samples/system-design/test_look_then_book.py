from datetime import timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from shop.models import Booking, Room


def test_look_then_book(show, sessions):
    """Both look before either has committed, and both book."""
    room = Room.objects.create(name="Blue room")
    start = timezone.now()
    evening = DateTimeTZRange(start, start + timedelta(hours=2), "[)")

    def book():
        with transaction.atomic():
            booked = Booking.objects.filter(room=room)
            if booked.filter(during__overlap=evening).exists():
                return "just taken"
            Booking.objects.create(room=room, during=evening)
            return "booked"

    with show("both", code=book) as block:
        stage = sessions(block)
        anna = stage.start("Anna", book)
        boris = stage.start("Boris", book)
        anna.step()
        boris.step()
        print("Anna:", anna.finish())
        print("Boris:", boris.finish())
    assert block.output == "Anna: booked\nBoris: booked\n"
    assert Booking.objects.count() == 2
