import logging
from decimal import Decimal

from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Case, F, When
from django.utils import timezone

from giftcards.models import GiftCard, Redemption
from shop.models import Order

logger = logging.getLogger(__name__)


class CardError(Exception):
    """A card that cannot be used for this; the message is for the customer."""


def issue(holder: User, euros: Decimal, email: str) -> GiftCard:
    """Called when a card has been paid for: creates it, books the sale, then mails its code."""
    cents = round(euros * 100)
    with transaction.atomic():
        card = GiftCard.objects.create(holder=holder, balance_cents=cents)
        Order.objects.create(
            customer=holder, title="Gift card", total_cents=cents, paid_cents=cents, is_paid=True
        )
        transaction.on_commit(lambda: mail_code(card, email))
    logger.info("issued gift card %s", card.pk)
    return card


def mail_code(card: GiftCard, email: str) -> None:
    send_mail(
        "Your gift card",
        f"The code is {card.code}. It is valid until {card.valid_until}.",
        None,
        [email],
    )


def redeem(card: GiftCard, order: Order, amount: Decimal) -> Redemption:
    """Pays an order with a card, in part or whole. Never takes more than the order still costs."""
    if card.valid_until < timezone.localdate():
        raise CardError("This card has expired.")
    cents = min(round(amount * 100), order.total_cents - order.paid_cents)
    if cents <= 0:
        raise CardError("There is nothing to pay.")
    with transaction.atomic():
        # The statements decide, not what was read before: other requests may use the card or pay the order.
        funded = GiftCard.objects.filter(pk=card.pk, balance_cents__gte=cents)
        if not funded.update(balance_cents=F("balance_cents") - cents):
            raise CardError("There is not enough left on this card.")
        is_paid = Case(When(paid_cents=F("total_cents") - cents, then=True), default=F("is_paid"))
        still_open = Order.objects.filter(pk=order.pk, paid_cents__lte=F("total_cents") - cents)
        if not still_open.update(paid_cents=F("paid_cents") + cents, is_paid=is_paid):
            raise CardError("This order has been paid meanwhile.")
        return Redemption.objects.create(card=card, order=order, amount_cents=cents)
