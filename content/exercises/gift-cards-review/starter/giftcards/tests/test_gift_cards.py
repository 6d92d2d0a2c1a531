import datetime
from unittest import mock

from django.contrib.auth.models import User
from django.core import mail
from rest_framework.test import APITestCase

from giftcards import services
from giftcards.models import GiftCard
from shop.models import Order


class GiftCardTests(APITestCase):
    def setUp(self) -> None:
        self.ada = User.objects.create_user("ada")
        self.card = services.issue(self.ada, 50, "ada@example.com")
        self.order = Order.objects.create(customer=self.ada, title="Green tea", total_cents=3000)
        self.client.force_login(self.ada)

    def redeem(self, **fields: object):
        return self.client.post(
            "/api/gift-cards/redeem/",
            {"code": self.card.code, "order": self.order.pk, "amount": 30, **fields},
        )

    def test_the_code_is_mailed(self) -> None:
        self.assertEqual(mail.outbox[0].to, ["ada@example.com"])
        self.assertIn(self.card.code, mail.outbox[0].body)

    def test_an_order_is_paid_and_the_rest_stays_on_the_card(self) -> None:
        self.assertEqual(self.redeem().status_code, 201)
        self.order.refresh_from_db()
        self.card.refresh_from_db()
        self.assertTrue(self.order.is_paid)
        self.assertEqual(self.card.balance, 20)

    def test_no_more_is_taken_than_the_order_costs(self) -> None:
        self.assertEqual(self.redeem(amount=45).json()["amount"], 30)

    def test_an_expired_card_is_refused(self) -> None:
        GiftCard.objects.update(valid_until=datetime.date(2020, 1, 1))
        self.assertContains(self.redeem(), "expired", status_code=400)

    @mock.patch("giftcards.services.redeem", side_effect=services.CardError("empty"))
    def test_a_card_cannot_be_spent_twice(self, redeem: mock.Mock) -> None:
        other = Order.objects.create(customer=self.ada, title="Black tea", total_cents=4000)
        with self.assertRaises(services.CardError):
            services.redeem(self.card, other, 40)
        redeem.assert_called_once()

    def test_the_history_shows_what_was_paid(self) -> None:
        self.redeem()
        history = self.client.get(f"/api/gift-cards/{self.card.pk}/history/").json()
        self.assertEqual([entry["amount"] for entry in history["redemptions"]], [30])
