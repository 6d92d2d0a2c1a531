from types import SimpleNamespace

import pytest

from shop.factories import OrderFactory, PaymentFactory


class Timeout(Exception):
    pass


class Declined(Exception):
    code = "expired"


class RefundPending(Exception):
    pass


class RefundRefused(Exception):
    pass


class Provider(SimpleNamespace):
    Timeout = Timeout
    Declined = Declined


provider = Provider(
    refund=lambda reference, amount: print("refunded", amount)
)


def send_refund(order):
    try:
        payment = order.payments.get(status="paid")
        amount = payment.ammount
        provider.refund(payment.reference, amount)
        payment.status = "refunded"
        payment.save()
    except:  # noqa: E722
        return False
    return True


@pytest.fixture
def order(show):
    return PaymentFactory(order=OrderFactory(), status="paid").order


def test_bare_except(order, show):
    """A spelling mistake in every call, and the caller gets False."""
    with show("function", code=send_refund) as block:
        print(send_refund(order))
    assert block.output == "False\n"
    assert order.payments.get().status == "paid"


def test_narrow_try(order, show, monkeypatch):
    """Each failure keeps its meaning and its cause."""
    payment = order.payments.get()

    def declined(reference, amount):
        raise Declined("card expired")

    monkeypatch.setattr(provider, "refund", declined)
    with show("narrow", raises=RefundRefused) as block:
        try:
            provider.refund(payment.reference, payment.amount)
        except provider.Timeout as error:
            raise RefundPending(payment.pk) from error
        except provider.Declined as error:
            raise RefundRefused(payment.pk, error.code) from error
    assert isinstance(block.error.__cause__, Declined)
