import pytest
from celery import shared_task

from shop.celery import app
from shop.factories import OrderFactory, PaymentFactory
from shop.models import Payment


class GatewayTimeout(Exception):
    pass


class Gateway:
    """A provider that charges once per key, and can be told to time out."""

    def __init__(self):
        self.charged = {}
        self.timeouts = 0
        self.calls = 0

    def charge(self, amount, idempotency_key):
        self.calls += 1
        self.charged.setdefault(idempotency_key, amount)
        if self.timeouts:
            self.timeouts -= 1
            raise GatewayTimeout


gateway = Gateway()


@shared_task
def send_receipt(payment_id):
    print("receipt for payment", payment_id)


@shared_task(
    acks_late=True,
    autoretry_for=(GatewayTimeout,),
    retry_backoff=True,
    max_retries=5,
)
def charge(payment_id):
    payment = Payment.objects.get(pk=payment_id)
    if payment.status == "paid":
        return
    gateway.charge(payment.amount, idempotency_key=str(payment.key))
    mine = Payment.objects.filter(pk=payment_id, status="new").update(
        status="paid"
    )
    if mine:
        send_receipt.delay_on_commit(payment_id)


@pytest.fixture
def payment(show):
    gateway.__init__()
    return PaymentFactory(order=OrderFactory())


@pytest.fixture
def eager():
    app.conf.task_always_eager = True
    yield
    app.conf.task_always_eager = False


def test_charged_once(payment, eager, show):
    """Delivered twice, charged once, one receipt."""
    with show("task", code=charge.run.__wrapped__) as block:
        charge.delay(payment.pk)
        charge.delay(payment.pk)
        print("charges:", len(gateway.charged))
    assert block.output == "receipt for payment 1\ncharges: 1\n"


def test_retried_after_a_timeout(payment, eager, show):
    """The provider charged and the answer was lost: the key makes the retry harmless."""
    gateway.timeouts = 1
    with show("timeout") as block:
        charge.delay(payment.pk)
        print("calls:", gateway.calls, "charges:", len(gateway.charged))
    assert block.output == "receipt for payment 1\ncalls: 2 charges: 1\n"


@pytest.mark.real_clock
def test_worker_runs_it_twice(payment, real_worker, show):
    """The same with a real worker and two messages."""
    with real_worker(app):
        with show("two-messages") as block:
            for result in [charge.delay(payment.pk) for _ in range(2)]:
                result.get(timeout=5, interval=0.01)
            payment.refresh_from_db()
            print(payment.status, "with charges:", len(gateway.charged))
    assert block.output.splitlines()[-1] == "paid with charges: 1"
