from decimal import Decimal
from types import SimpleNamespace
from unittest.mock import create_autospec, patch

from shop.factories import OrderFactory, PaymentFactory
from shop.models import Order


class PaymentProvider:
    """The edge of the system: what it does costs money."""

    def refund(self, reference: str, amount: Decimal) -> None: ...


provider = PaymentProvider()


def calculate_refund(order):
    return sum(payment.amount for payment in order.payments.all())


def refund(order_id, provider=None):
    provider = provider or globals()["provider"]
    order = Order.objects.get(pk=order_id)
    amount = calculate_refund(order)
    reference = order.payments.first().reference
    provider.refund(reference, amount)
    order.status = "refunded"
    order.save(update_fields=["status"])


def test_everything_is_mocked(show, monkeypatch):
    """It passes without an order, a calculation and a refund."""
    refunds = SimpleNamespace(
        Order=Order, provider=provider, calculate_refund=calculate_refund
    )
    monkeypatch.setitem(globals(), "refunds", refunds)
    path = __name__

    def refund(order_id):
        """The function under test, with every line that matters taken out."""
        order = refunds.Order.objects.get(pk=order_id)
        order.status = "refunded"

    with show("all-mocked") as block:
        with (
            patch(f"{path}.refunds.Order.objects") as orders,
            patch(f"{path}.refunds.provider") as provider_mock,
            patch(f"{path}.refunds.calculate_refund", return_value=10),
        ):
            order = orders.get.return_value
            order.status = "paid"
            refund(7)
            assert order.status == "refunded"
            assert provider_mock.refund.was_called
            print("refunds sent:", provider_mock.refund.call_count)
    assert block.output == "refunds sent: 0\n"
    assert block.query_count == 0


def test_autospec(show):
    """Unknown names raise, and arguments are checked against the signature."""
    order = PaymentFactory(order=OrderFactory(), reference="ref-7").order
    with show("edge") as block:
        provider = create_autospec(PaymentProvider, instance=True)
        refund(order.pk, provider)
        provider.refund.assert_called_once_with("ref-7", Decimal("10.00"))
        order.refresh_from_db()
        assert order.status == "refunded"
    assert block.query_count == 5
    with show("unknown-name", raises=AttributeError):
        assert provider.refund.was_called
    with show("wrong-arguments", raises=TypeError):
        provider.refund(Decimal("10.00"))
