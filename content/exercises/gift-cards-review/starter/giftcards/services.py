import logging

from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from giftcards.models import GiftCard, Redemption
from shop.models import Order

logger = logging.getLogger(__name__)


class CardError(Exception):
    """A card that cannot be used for this; the message is for the customer."""


def issue(holder: User, euros: float, email: str) -> GiftCard:
    """Called when a card has been paid for: creates it, mails its code, and books the sale."""
    with transaction.atomic():
        card = GiftCard.objects.create(holder=holder, balance=euros)
        send_mail(
            "Your gift card",
            f"The code is {card.code}. It is valid until {card.valid_until}.",
            None,
            [email],
        )
        cents = round(euros * 100)
        Order.objects.create(
            customer=holder, title="Gift card", total_cents=cents, paid_cents=cents, is_paid=True
        )
    logger.info("issued gift card %s to %s", card.code, email)
    return card


def redeem(card: GiftCard, order: Order, amount: float) -> Redemption:
    """Pays an order with a card, in part or whole. Never takes more than the order still costs."""
    if card.valid_until < timezone.localdate():
        raise CardError("This card has expired.")
    amount = min(amount, (order.total_cents - order.paid_cents) / 100)
    if amount > card.balance:
        raise CardError("There is not enough left on this card.")
    with transaction.atomic():
        card.balance -= amount
        card.save()
        order.paid_cents += round(amount * 100)
        order.is_paid = order.paid_cents == order.total_cents
        order.save()
        return Redemption.objects.create(card=card, order=order, amount=amount)
