from types import SimpleNamespace

from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.db.transaction import TransactionManagementError

from shop.factories import CustomerFactory, OrderFactory, ProductFactory
from shop.models import Invoice, Order


def next_number():
    """As the numbering of two checkouts at once: the number is taken."""
    return 1


payments = SimpleNamespace(charge=lambda order: print("charged", order))


@transaction.atomic
def checkout(request, cart):
    order = Order.objects.create(customer=cart.customer)
    for line in cart.lines:
        line.product.stock -= line.quantity
        line.product.save()
    payments.charge(order)  # calls the provider
    send_mail("Your order", str(order), None, [cart.customer.email])
    try:
        Invoice.objects.create(order=order, number=next_number())
    except IntegrityError:
        Invoice.objects.create(order=order, number=next_number())


def test_checkout_in_one_block(show, rf, mailoutbox):
    """The order is rolled back; the customer has paid and has a mail about it."""
    Invoice.objects.create(order=OrderFactory(), number=1)
    product = ProductFactory(stock=5)
    cart = SimpleNamespace(
        customer=CustomerFactory(name="Dana"),
        lines=[SimpleNamespace(product=product, quantity=2)],
    )
    with show("view", code=checkout, raises=TransactionManagementError):
        checkout(rf.post("/checkout/"), cart)
    assert [mail.subject for mail in mailoutbox] == ["Your order"]
    assert Order.objects.count() == 1
    product.refresh_from_db()
    assert product.stock == 5


def test_default_is_autocommit(show, customer):
    """Without a block each statement commits by itself."""
    with show("no-block") as block:
        Order.objects.create(customer=customer)
        Order.objects.update(status="paid")
    assert "BEGIN" not in block.sql
