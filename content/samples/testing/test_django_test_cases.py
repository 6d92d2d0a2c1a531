from functools import partial

import pytest
from django.core import mail
from django.core.mail import send_mail
from django.db import connection, transaction
from django.test import TestCase, TransactionTestCase

from recording.running import run
from shop.factories import CustomerFactory, OrderFactory
from shop.models import Job, Order


def place_order(customer):
    with transaction.atomic():
        order = Order.objects.create(customer=customer)
        receipt = ("Your receipt", str(order), None, [customer.email])
        transaction.on_commit(partial(send_mail, *receipt))
    return order


def test_on_commit_in_a_test_case(show):
    """TestCase never commits; captureOnCommitCallbacks runs what waits for it."""
    with show("test-case"):

        class ReceiptTest(TestCase):
            def setUp(self):
                self.customer = CustomerFactory()

            def test_no_commit_no_mail(self):
                place_order(self.customer)
                self.assertEqual(len(mail.outbox), 0)

            def test_mail_after_commit(self):
                with self.captureOnCommitCallbacks(execute=True):
                    place_order(self.customer)
                self.assertEqual(len(mail.outbox), 1)

    with show("passes") as block:
        run(ReceiptTest)
    assert block.output == "2 run, 0 failed\n"
    assert "COMMIT" not in block.sql


def test_shared_rows(show):
    """Each test gets its own copy of what setUpTestData made."""
    with show("set-up-test-data"):

        class NameTest(TestCase):
            @classmethod
            def setUpTestData(cls):
                cls.customer = CustomerFactory(name="Anna")

            def test_1_changes_the_name(self):
                self.customer.name = "Boris"
                self.customer.save()

            def test_2_finds_it_unchanged(self):
                self.assertEqual(self.customer.name, "Anna")
                self.customer.refresh_from_db()
                self.assertEqual(self.customer.name, "Anna")

    with show("isolated") as block:
        run(NameTest)
    assert block.output == "2 run, 0 failed\n"
    assert sum("INSERT" in sql for sql in block.sql) == 1


def test_hidden_by_the_transaction(show):
    """A lock without a transaction raises in production, and not in a TestCase."""

    def take_job():
        return Job.objects.select_for_update().first()

    with show("lock-test"):

        class InTestCase(TestCase):
            def test_lock(self):
                take_job()

        class InTransactionTestCase(TransactionTestCase):
            # The tables are emptied after each test: only these.
            available_apps = ["shop"]

            def test_lock(self):
                take_job()

            def _fixture_teardown(self):
                Job.objects.all().delete()

    with show("wrapped") as wrapped:
        run(InTestCase)
    with show("real") as real:
        run(InTransactionTestCase)
    assert wrapped.output == "1 run, 0 failed\n"
    assert "TransactionManagementError" in real.output


@pytest.fixture
def two_orders(show):
    OrderFactory.create_batch(2)


def test_number_of_queries(two_orders, show):
    """A failing assertNumQueries lists what was sent."""
    test = TestCase()
    with show("assert-num-queries", raises=AssertionError):
        with test.assertNumQueries(1):
            for order in Order.objects.all():
                order.customer.name  # noqa: B018
    with show("cured") as block:
        with test.assertNumQueries(1):
            for order in Order.objects.select_related("customer"):
                order.customer.name  # noqa: B018
    assert block.query_count == 1
    assert not connection.in_atomic_block
