import logging

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from events import payments
from events.models import Booking, Event

logger = logging.getLogger(__name__)


class SoldOut(Exception):
    """There are fewer seats left than were asked for."""


def book(event_id: int, member, seats: int) -> Booking:
    logger.info("book event=%s member=%s seats=%s", event_id, member.pk, seats)
    take_seats(event_id, seats)
    reference = None
    try:
        # Outside any transaction: the provider's quarter of a second holds no lock.
        reference = payments.charge(member, seats)
        booking = Booking.objects.create(event_id=event_id, member=member, seats=seats)
    except Exception:
        give_seats_back(event_id, seats)
        if reference:
            payments.refund(reference)
        raise
    logger.info("booked event=%s booking=%s member=%s", event_id, booking.pk, member.pk)
    return booking


def cancel(booking: Booking) -> None:
    with transaction.atomic():
        # Of two cancellations at once, one finds nothing left to cancel.
        open_booking = Booking.objects.filter(pk=booking.pk, cancelled_at=None)
        if not open_booking.update(cancelled_at=timezone.now()):
            return
        give_seats_back(booking.event_id, booking.seats)
    logger.info("cancelled booking=%s", booking.pk)


def take_seats(event_id: int, seats: int) -> None:
    """One statement asks and takes, so that nobody comes between."""
    enough_left = Event.objects.filter(pk=event_id, seats_taken__lte=F("capacity") - seats)
    if not enough_left.update(seats_taken=F("seats_taken") + seats):
        raise SoldOut


def give_seats_back(event_id: int, seats: int) -> None:
    Event.objects.filter(pk=event_id).update(seats_taken=F("seats_taken") - seats)
