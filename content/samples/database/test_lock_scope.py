import pytest
from django.db import connection, transaction

from shop.factories import CustomerFactory, OrderFactory, PaymentFactory
from shop.models import Customer, Payment


@pytest.fixture
def two_orders(show):
    anna = CustomerFactory(name="Anna", email="anna@example.com")
    for order in OrderFactory.create_batch(2, customer=anna):
        PaymentFactory(order=order, status="new")


def call_the_bank(payment):
    """Stands for a request to another company."""


def send_receipt(email):
    print("receipt for", email)


def test_capture_with_locks(two_orders, show, sessions):
    """The joined rows are locked as well, for as long as the bank takes."""

    @transaction.atomic
    def capture(payment_id):
        payment = (
            Payment.objects.select_for_update()
            .select_related("order__customer")
            .get(pk=payment_id)
        )
        if payment.status == "new":
            call_the_bank(payment)
            payment.status = "paid"
            payment.save()
            send_receipt(payment.order.customer.email)

    def change_address(customer_id, email):
        Customer.objects.filter(pk=customer_id).update(email=email)

    with show("capture", code=capture):
        pass
    with show("two-payments", code=capture) as block:
        stage = sessions(block)
        one = stage.start("Order 1", capture, 1)
        two = stage.start("Order 2", capture, 2)
        one.step()
        two.step()
        one.finish()
        two.finish()
    assert any("waitsFor" in step for step in block.timeline)
    Payment.objects.update(status="new")
    with show("address", code=[capture, change_address]) as address:
        stage = sessions(address)
        one = stage.start("Order 1", capture, 1)
        anna = stage.start("Anna", change_address, 1, "new@example.com")
        one.step()
        anna.step()
        one.finish()
        anna.finish()
    assert any("waitsFor" in step for step in address.timeline)


def test_lock_only_self(two_orders, show, sessions):
    """With ``of`` the joined rows stay free."""

    def lock(payment_id):
        with transaction.atomic():
            return (
                Payment.objects.select_for_update(of=["self"], no_key=True)
                .select_related("order__customer")
                .get(pk=payment_id)
            )

    with show("of-self", code=lock) as block:
        stage = sessions(block)
        one = stage.start("Order 1", lock, 1)
        two = stage.start("Order 2", lock, 2)
        one.step()
        two.step()
        one.finish()
        two.finish()
    assert not any("waitsFor" in step for step in block.timeline)


def test_claim_then_call(two_orders, show):
    """The claim is stored and committed before the bank is called."""

    def capture(payment_id):
        payments = Payment.objects.filter(pk=payment_id)
        if not payments.filter(status="new").update(status="capturing"):
            return "somebody else has it"
        call_the_bank(payments.get())
        payments.filter(status="capturing").update(status="paid")
        return "paid"

    with show("claim", code=capture) as block:
        print(capture(1))
        print(capture(1))
    assert block.output == "paid\nsomebody else has it\n"
    assert not any(query.is_transaction for query in block.queries)


def test_advisory_lock(show, sessions):
    """A lock on a name, for work that has no row of its own."""

    def import_prices(supplier_id):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_try_advisory_xact_lock(%s, %s)", [7, supplier_id]
            )
            if not cursor.fetchone()[0]:
                return "already running"
            return "imported"

    with show("advisory", code=import_prices) as block:
        stage = sessions(block)
        one = stage.start("Worker 1", import_prices, 1)
        two = stage.start("Worker 2", import_prices, 1)
        one.step()
        two.step()
        two.finish()
        one.finish()
        print(one.result, "/", two.result)
    assert block.output == "imported / already running\n"
