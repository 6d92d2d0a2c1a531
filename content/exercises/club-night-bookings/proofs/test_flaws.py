"""What goes wrong, each in the smallest form that shows it. These tests pass while the flaw is there."""

import contextlib
import datetime
import logging
from unittest import mock

from django.contrib.auth.models import User
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events import services
from events.models import Booking, Event


class FlawTests(TestCase):
    def setUp(self) -> None:
        logging.disable(logging.INFO)
        self.addCleanup(logging.disable, logging.NOTSET)
        self.ada = User.objects.create_user("ada")
        self.ben = User.objects.create_user("ben")
        self.event = self.make_event(capacity=20)

    def make_event(self, **fields: int) -> Event:
        starts_at = timezone.now() + datetime.timedelta(days=3)
        return Event.objects.create(name="Quiz night", starts_at=starts_at, host=self.ada, **fields)

    def test_the_list_sends_two_queries_for_each_event(self) -> None:
        with CaptureQueriesContext(connection) as one:
            self.client.get("/events/")
        for _ in range(4):
            self.make_event(capacity=20)
        with CaptureQueriesContext(connection) as five:
            self.client.get("/events/")
        self.assertEqual(len(five) - len(one), 4 * 2)

    def test_two_members_get_the_last_seat(self) -> None:
        Event.objects.update(seats_taken=19)

        def ben_is_faster(member: User, seats: int) -> str:
            """Ben's request runs from start to end while Ada's waits for the payment provider."""
            with mock.patch("events.payments.charge", return_value="ch_ben"):
                with contextlib.suppress(services.SoldOut):
                    services.book(self.event.pk, self.ben, 1)
            return "ch_ada"

        with mock.patch("events.payments.charge", side_effect=ben_is_faster):
            services.book(self.event.pk, self.ada, 1)
        self.event.refresh_from_db()
        self.assertEqual(Booking.objects.count(), 2)
        self.assertEqual(self.event.seats_taken, 20)

    def test_a_cancellation_forgets_a_booking_made_meanwhile(self) -> None:
        made = services.book(self.event.pk, self.ada, 2)
        booking = Booking.objects.select_related("event").get(pk=made.pk)
        services.book(self.event.pk, self.ben, 3)
        services.cancel(booking)
        self.event.refresh_from_db()
        self.assertEqual(self.event.seats_taken, 0)
