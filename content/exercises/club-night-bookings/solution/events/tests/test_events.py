import datetime
import logging

from django.contrib.auth.models import User
from django.test import TestCase
from django.utils import timezone

from events.models import Booking, Event


class EventTests(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.host = User.objects.create_user("host")
        cls.ada = User.objects.create_user("ada")
        cls.event = Event.objects.create(
            name="Quiz night",
            starts_at=timezone.now() + datetime.timedelta(days=3),
            host=cls.host,
            capacity=10,
        )

    def setUp(self) -> None:
        logging.disable(logging.INFO)
        self.addCleanup(logging.disable, logging.NOTSET)
        self.client.force_login(self.ada)

    def book(self, seats: object):
        return self.client.post(f"/events/{self.event.pk}/book/", {"seats": seats})

    def test_a_member_books_seats(self) -> None:
        self.assertEqual(self.book(4).status_code, 201)
        self.event.refresh_from_db()
        self.assertEqual(self.event.seats_taken, 4)
        self.assertEqual(Booking.objects.get().member, self.ada)

    def test_more_than_is_left_is_refused(self) -> None:
        self.book(8)
        self.assertEqual(self.book(3).status_code, 409)
        self.assertEqual(Booking.objects.count(), 1)

    def test_a_number_of_seats_that_is_none_is_refused(self) -> None:
        for seats in (0, 9, "many"):
            self.assertEqual(self.book(seats).status_code, 400, seats)

    def test_visitors_do_not_book(self) -> None:
        self.client.logout()
        self.assertEqual(self.book(1).status_code, 403)

    def test_a_cancelled_booking_gives_its_seats_back(self) -> None:
        booking = self.book(6).json()["id"]
        self.client.post(f"/bookings/{booking}/cancel/")
        self.assertEqual(self.book(8).status_code, 201)

    def test_the_list_says_what_is_left(self) -> None:
        self.book(2)
        self.book(1)
        event = self.client.get("/events/").json()["events"][0]
        self.assertEqual(
            event,
            {
                "id": self.event.pk,
                "name": "Quiz night",
                "host": "host",
                "seats_left": 7,
                "party_sizes": [1, 2],
            },
        )
