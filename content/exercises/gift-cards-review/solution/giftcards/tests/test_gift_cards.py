import datetime
from decimal import Decimal

from django.contrib.auth.models import User
from django.core import mail
from rest_framework.test import APITestCase

from giftcards import services
from giftcards.models import GiftCard
from shop.models import Order


class GiftCardTests(APITestCase):
    def setUp(self) -> None:
        self.ada = User.objects.create_user("ada")
        with self.captureOnCommitCallbacks(execute=True):
            self.card = services.issue(self.ada, Decimal(50), "ada@example.com")
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
        self.assertEqual(self.card.balance_cents, 2000)

    def test_no_more_is_taken_than_the_order_costs(self) -> None:
        self.assertEqual(self.redeem(amount=45).json()["amount"], "30.00")

    def test_an_expired_card_is_refused(self) -> None:
        GiftCard.objects.update(valid_until=datetime.date(2020, 1, 1))
        self.assertContains(self.redeem(), "expired", status_code=400)

    def test_a_card_cannot_be_spent_twice(self) -> None:
        other = Order.objects.create(customer=self.ada, title="Black tea", total_cents=4000)
        self.assertEqual(self.redeem(order=other.pk, amount=40).status_code, 201)
        self.assertContains(self.redeem(), "not enough", status_code=400)
        self.order.refresh_from_db()
        self.assertEqual(self.order.paid_cents, 0)

    def test_the_history_shows_what_was_paid(self) -> None:
        self.redeem()
        history = self.client.get(f"/api/gift-cards/{self.card.pk}/history/").json()
        self.assertEqual([entry["amount"] for entry in history["redemptions"]], ["30.00"])

    def test_others_see_neither_card_nor_history(self) -> None:
        self.client.force_login(User.objects.create_user("ben"))
        for address in ("", f"{self.card.pk}/", f"{self.card.pk}/history/"):
            self.assertNotContains(
                self.client.get(f"/api/gift-cards/{address}"),
                self.card.code,
                status_code=200 if not address else 404,
            )

    def test_nothing_is_taken_without_a_positive_amount(self) -> None:
        for amount in ("-5", "0", "nan", "0.001", "x"):
            self.assertEqual(self.redeem(amount=amount).status_code, 400, amount)
