"""What is wrong with the pull request, in the smallest form. These tests pass while the flaw is there."""

import datetime
import importlib
import random
import unittest
from unittest import mock

from django.contrib.auth.models import User
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APITestCase

from giftcards import services
from giftcards.models import GiftCard
from shop.models import Order


class FlawTests(APITestCase):
    def setUp(self) -> None:
        self.anna = User.objects.create_user("anna")
        self.bert = User.objects.create_user("bert")
        self.card = services.issue(self.anna, 50, "anna@example.com")
        self.client.force_login(self.anna)

    def make_order(self, cents: int) -> Order:
        return Order.objects.create(customer=self.anna, title="Green tea", total_cents=cents)

    def redeem(self, order: Order, amount: object) -> int:
        body = {"code": self.card.code, "order": order.pk, "amount": amount}
        return self.client.post("/api/gift-cards/redeem/", body).status_code

    def test_anybody_reads_the_code_of_any_card(self) -> None:
        self.client.force_login(self.bert)
        answer = self.client.get(f"/api/gift-cards/{self.card.pk}/history/")
        self.assertContains(answer, self.card.code)

    def test_customers_write_their_own_balance(self) -> None:
        self.client.patch(f"/api/gift-cards/{self.card.pk}/", {"balance": 5000})
        self.assertEqual(self.redeem(self.make_order(500000), 5000), 201)

    def test_two_requests_spend_the_same_money(self) -> None:
        first, second = self.make_order(4000), self.make_order(4000)
        today = datetime.date.today()
        statuses = []

        def other_request() -> datetime.date:
            """Another request runs from start to end while this one is looking at the date."""
            if not statuses:
                statuses.append(None)
                statuses[0] = self.redeem(second, 40)
            return today

        with mock.patch("django.utils.timezone.localdate", other_request):
            statuses.append(self.redeem(first, 40))
        self.assertEqual(statuses, [201, 201])

    def test_a_negative_amount_fills_the_card(self) -> None:
        """Pay, let it be sent, take the money back, and pay the next order."""
        first, second = self.make_order(5000), self.make_order(5000)
        statuses = [self.redeem(first, 50), self.redeem(first, -50), self.redeem(second, 50)]
        self.assertEqual(statuses, [201, 201, 201])

    def test_the_last_cents_cannot_be_spent(self) -> None:
        self.card = services.issue(self.anna, 0.3, "anna@example.com")
        statuses = [self.redeem(self.make_order(10), 0.1) for _ in range(3)]
        self.assertEqual(statuses, [201, 201, 400])

    def test_codes_can_be_predicted(self) -> None:
        codes = []
        for _ in range(2):
            random.seed(7)
            codes.append(GiftCard().code)
        self.assertEqual(codes[0], codes[1])

    def test_validity_counts_from_the_start_of_the_process(self) -> None:
        in_a_year = datetime.date.today() + datetime.timedelta(days=366)
        with mock.patch("django.utils.timezone.localdate", return_value=in_a_year):
            self.assertLess(GiftCard().valid_until, in_a_year)

    def test_a_code_is_mailed_for_a_card_that_does_not_exist(self) -> None:
        mail.outbox.clear()
        with mock.patch.object(Order.objects, "create", side_effect=RuntimeError):
            with self.assertRaises(RuntimeError):
                services.issue(self.bert, 20, "bert@example.com")
        self.assertFalse(GiftCard.objects.filter(holder=self.bert).exists())
        self.assertEqual(len(mail.outbox), 1)

    def test_the_list_sends_a_query_for_each_card(self) -> None:
        with CaptureQueriesContext(connection) as one:
            self.client.get("/api/gift-cards/")
        for _ in range(4):
            services.issue(self.anna, 10, "anna@example.com")
        with CaptureQueriesContext(connection) as five:
            self.client.get("/api/gift-cards/")
        self.assertEqual(len(five) - len(one), 4)

    def test_codes_are_in_the_log(self) -> None:
        with self.assertLogs("giftcards", "INFO") as log:
            card = services.issue(self.anna, 10, "anna@example.com")
        self.assertIn(card.code, "".join(log.output))

    def test_the_migration_uses_the_model_of_today(self) -> None:
        migration = importlib.import_module("shop.migrations.0002_order_paid_cents")
        registry = mock.Mock(get_model=mock.Mock(side_effect=AssertionError("asked the registry")))
        migration.fill_paid_cents(registry, mock.Mock(connection=connection))

    def test_the_test_of_spending_twice_passes_without_the_code(self) -> None:
        name = "giftcards.tests.test_gift_cards.GiftCardTests.test_a_card_cannot_be_spent_twice"
        suite = unittest.defaultTestLoader.loadTestsFromName(name)
        nothing = mock.Mock(return_value=None)
        with mock.patch("giftcards.services.redeem", nothing), mock.patch("giftcards.views.redeem", nothing):
            result = suite.run(unittest.TestResult())
        self.assertEqual(result.testsRun, 1)
        self.assertTrue(result.wasSuccessful())
