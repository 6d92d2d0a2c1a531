import datetime

from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk.models import Item
from desk.tests.base import DeskTestCase


class BorrowTests(DeskTestCase):
    def test_a_member_borrows_for_herself_only(self) -> None:
        self.signed_in(self.ada)
        response = self.borrow(self.camera, borrower=self.ben.pk)
        self.assertEqual(response.status_code, 201)
        loan = self.loan_model().objects.get()
        self.assertEqual((loan.borrower, loan.item), (self.ada, self.camera))
        self.assertFalse(self.client.get(f"/api/items/{self.camera.pk}/").json()["available"])

    def test_an_item_that_is_out_is_a_conflict(self) -> None:
        self.signed_in(self.ada)
        self.borrow(self.camera)
        self.signed_in(self.ben)
        response = self.borrow(self.camera)
        self.assertEqual(response.status_code, 409)
        self.assertIn("detail", response.json())
        self.assertEqual(self.loan_model().objects.count(), 1)

    def test_the_database_refuses_a_second_open_loan(self) -> None:
        fields = {"item": self.camera, "due_on": self.due_on}
        self.loan_model().objects.create(borrower=self.ada, **fields)
        with self.assertRaises(IntegrityError), transaction.atomic():
            self.loan_model().objects.create(borrower=self.ben, **fields)

    def test_the_slower_of_two_requests_gets_a_conflict(self) -> None:
        """Ben's loan is there just before Ada's is written, and after everything that was looked up."""
        fields = {"item": self.camera, "borrower": self.ben, "due_on": self.due_on}
        loans = self.loan_model()
        made = []

        def ben_is_faster(execute, sql, params, many, context):
            if sql.startswith("INSERT") and loans._meta.db_table in sql and not made:
                made.append(None)
                made[0] = loans.objects.create(**fields)
            return execute(sql, params, many, context)

        self.signed_in(self.ada)
        with connection.execute_wrapper(ben_is_faster):
            self.assertEqual(self.borrow(self.camera).status_code, 409)
        self.assertEqual(len(made), 1, "a loan was written")

    def test_a_loan_cannot_be_due_in_the_past(self) -> None:
        self.signed_in(self.ada)
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        response = self.borrow(self.camera, due_on=yesterday)
        self.assertEqual(response.status_code, 400)
        self.assertIn("due_on", response.json())


class ReturnTests(DeskTestCase):
    def setUp(self) -> None:
        self.signed_in(self.ada)
        response = self.borrow(self.camera)
        self.assertEqual(response.status_code, 201)
        self.address = f"/api/loans/{response.json()['id']}/return/"

    def test_a_returned_item_can_be_borrowed_again(self) -> None:
        response = self.client.post(self.address)
        self.assertEqual(response.status_code, 200)
        self.assertIsNotNone(response.json()["returned_at"])
        self.signed_in(self.ben)
        self.assertEqual(self.borrow(self.camera).status_code, 201)

    def test_a_loan_is_returned_once(self) -> None:
        self.client.post(self.address)
        first = self.loan_model().objects.get().returned_at
        self.assertEqual(self.client.post(self.address).status_code, 409)
        self.assertEqual(self.loan_model().objects.get().returned_at, first)

    def test_a_stranger_does_not_learn_of_the_loan(self) -> None:
        self.signed_in(self.ben)
        self.assertEqual(self.client.post(self.address).status_code, 404)


class LoanListTests(DeskTestCase):
    def lend(self, count: int) -> None:
        for number in range(count):
            item = Item.objects.create(name="Tripod", serial=f"TRI-{number}-{Item.objects.count()}")
            self.loan_model().objects.create(item=item, borrower=self.ada, due_on=self.due_on)

    def test_members_see_their_own_loans_and_staff_all(self) -> None:
        self.lend(2)
        self.loan_model().objects.create(item=self.camera, borrower=self.ben, due_on=self.due_on)
        for user, count in ((self.ada, 2), (self.ben, 1), (self.staff, 3)):
            self.signed_in(user)
            self.assertEqual(self.client.get("/api/loans/").json()["count"], count, user)

    def test_overdue_means_due_before_today_and_not_returned(self) -> None:
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        late = self.loan_model().objects.create(item=self.camera, borrower=self.ada, due_on=yesterday)
        self.lend(1)
        item = Item.objects.create(name="Lens", serial="LEN-1")
        self.loan_model().objects.create(
            item=item, borrower=self.ada, due_on=yesterday, returned_at=timezone.now()
        )
        self.signed_in(self.ada)
        results = self.client.get("/api/loans/?overdue=true").json()["results"]
        self.assertEqual([loan["id"] for loan in results], [late.pk])

    def test_the_number_of_queries_does_not_grow_with_the_list(self) -> None:
        self.signed_in(self.ada)
        self.lend(1)
        with CaptureQueriesContext(
            connection,
        ) as few:
            self.client.get("/api/loans/")
        self.lend(9)
        with CaptureQueriesContext(connection) as many:
            results = self.client.get("/api/loans/").json()["results"]
        self.assertEqual(len(results), 10)
        self.assertIn("item_name", results[0])
        self.assertEqual(len(many), len(few))
