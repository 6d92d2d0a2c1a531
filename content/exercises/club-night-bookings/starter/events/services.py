import logging

from django.utils import timezone

from events import payments
from events.models import Booking, Event

logger = logging.getLogger(__name__)


class SoldOut(Exception):
    """There are fewer seats left than were asked for."""


def book(event_id: int, member, seats: int) -> Booking:
    event = Event.objects.get(pk=event_id)
    logger.info("book event=%s member=%s seats=%s taken=%s", event.pk, member.pk, seats, event.seats_taken)
    if event.seats_taken + seats > event.capacity:
        raise SoldOut
    payments.charge(member, seats)
    event.seats_taken += seats
    event.save()
    booking = Booking.objects.create(event=event, member=member, seats=seats)
    logger.info(
        "booked event=%s booking=%s member=%s taken=%s", event.pk, booking.pk, member.pk, event.seats_taken
    )
    return booking


def cancel(booking: Booking) -> None:
    if booking.cancelled_at:
        return
    booking.cancelled_at = timezone.now()
    booking.save()
    booking.event.seats_taken -= booking.seats
    booking.event.save()
    logger.info("cancelled booking=%s", booking.pk)
