import contextlib
import datetime
from unittest import mock

from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalogue.models import Product
from imports.models import Upload
from imports.tests.base import ImportTestCase, WorkerDied
from jobs import queue
from jobs.models import Job


class ImportTests(ImportTestCase):
    def test_goods_are_counted_and_everybody_is_told(self) -> None:
        Product.objects.create(sku="TEA-1", name="Green tea", stock=2)
        upload = self.upload("TEA-1,Green tea,10", "CUP-1,Cup,4", "TEA-1,Green tea,5")
        self.assertEqual(self.run_due().state, Job.State.DONE)
        self.assertEqual(self.stock(), {"TEA-1": 17, "CUP-1": 4})
        self.assertEqual([message.to for message in mail.outbox], [["purchasing@example.com"]])
        self.assertEqual(self.asked.call_args.args[0].full_url.split("/")[-2:], ["D-1", "confirmation"])
        upload.refresh_from_db()
        self.assertEqual((upload.state, upload.problems), (Upload.State.DONE, []))

    def test_a_job_that_is_delivered_twice_counts_once(self) -> None:
        upload = self.upload("TEA-1,Green tea,10")
        self.run_due()
        queue.enqueue("imports.tasks.import_delivery", upload_id=upload.pk)
        self.assertEqual(self.run_due().state, Job.State.DONE)
        self.assertEqual(self.stock(), {"TEA-1": 10})
        self.assertEqual(len(mail.outbox), 1)

    def test_a_delivery_that_is_uploaded_twice_counts_once(self) -> None:
        self.upload("TEA-1,Green tea,10")
        again = self.upload("TEA-1,Green tea,10")
        self.run_due()
        self.run_due()
        self.assertEqual(self.stock(), {"TEA-1": 10})
        again.refresh_from_db()
        self.assertEqual(again.state, Upload.State.DUPLICATE)
        self.assertEqual(len(mail.outbox), 1)

    def test_wherever_the_worker_dies_the_next_run_completes(self) -> None:
        for number in range(1, 60):
            tea, cup = f"TEA-{number}", f"CUP-{number}"
            lines = [f"{tea},Green tea,10", f"{cup},Cup,4", f"{tea},Green tea,5"]
            upload = self.upload(*lines, number=f"D-{number}")
            with self.dying_at_write(number) as writes, contextlib.suppress(WorkerDied):
                self.run_due()
            self.pass_time(minutes=6)
            self.run_due()
            died = f"died at write {number}"
            self.assertEqual((self.stock().get(tea), self.stock().get(cup)), (15, 4), died)
            self.assertEqual(len(mail.outbox), number, died)
            upload.refresh_from_db()
            self.assertEqual(upload.state, Upload.State.DONE, died)
            if len(writes) < number:
                return
        self.fail("That were many statements for three lines.")

    def test_a_slow_worker_and_its_successor_count_once(self) -> None:
        """The supplier takes six minutes to answer; meanwhile another worker begins the same job."""
        self.upload("TEA-1,Green tea,10")
        successors: list[Job | None] = []

        def answer_slowly(*args: object, **options: object) -> mock.MagicMock:
            if not successors:
                successors.append(None)
                self.pass_time(minutes=6)
                successors[0] = self.run_due()
            return mock.MagicMock()

        self.asked.side_effect = answer_slowly
        self.run_due()
        self.assertIsNotNone(successors[0])
        self.assertEqual(self.stock(), {"TEA-1": 10})
        self.assertEqual(len(mail.outbox), 1)

    def test_lines_that_cannot_be_counted_are_named_and_the_rest_goes_in(self) -> None:
        upload = self.upload(
            "TEA-1,Green tea,seven", "CUP-1,Cup,4", ",Nameless,2", "POT-1,Pot,-3", "LID-1,Lid,1"
        )
        self.assertEqual(self.run_due().state, Job.State.DONE)
        self.assertEqual(self.stock(), {"CUP-1": 4, "LID-1": 1})
        upload.refresh_from_db()
        self.assertEqual([problem["line"] for problem in upload.problems], [2, 4, 5])
        self.assertIn("seven", upload.problems[0]["reason"])
        self.assertIn("3", mail.outbox[0].body, "purchasing is told how many lines are missing")

    def test_a_file_without_the_columns_fails_once_and_says_why(self) -> None:
        upload = self.upload("TEA-1;Green tea;10", header="sku;name;quantity")
        self.run_due()
        self.assertIsNone(self.run_later(), "nothing is gained by trying again")
        upload.refresh_from_db()
        self.assertEqual(upload.state, Upload.State.FAILED)
        self.assertIn("quantity", upload.problems[0]["reason"])
        self.assertEqual((self.stock(), mail.outbox), ({}, []))

    def test_a_supplier_who_does_not_answer_is_asked_five_times_with_growing_pauses(self) -> None:
        upload = self.upload("TEA-1,Green tea,10")
        self.supplier_answers(503)
        pauses = []
        while job := self.run_later():
            if job.state == Job.State.WAITING:
                pauses.append(job.due_at - self.now)
        self.assertEqual(self.asked.call_count, 5)
        self.assertGreaterEqual(pauses[0], datetime.timedelta(seconds=20))
        self.assertGreater(pauses[-1], 2 * pauses[0])
        self.assertLess(sum(pauses, datetime.timedelta()), datetime.timedelta(hours=6))
        upload.refresh_from_db()
        self.assertEqual(upload.state, Upload.State.FAILED)
        self.assertEqual((self.stock(), len(mail.outbox)), ({"TEA-1": 10}, 1))

    def test_a_hundred_deliveries_do_not_ask_again_in_the_same_second(self) -> None:
        for number in range(100):
            self.upload("TEA-1,Green tea,1", number=f"D-{number}")
        self.supplier_answers(503)
        pauses = {self.run_due().due_at - self.now for _ in range(100)}
        self.assertGreater(len(pauses), 10)

    def test_a_supplier_who_says_no_is_not_asked_again(self) -> None:
        upload = self.upload("TEA-1,Green tea,10")
        self.supplier_answers(404)
        self.run_due()
        self.assertIsNone(self.run_later())
        self.assertEqual(self.asked.call_count, 1)
        upload.refresh_from_db()
        self.assertEqual(upload.state, Upload.State.FAILED)
        self.assertEqual(self.stock(), {"TEA-1": 10})

    def test_a_long_file_needs_few_statements(self) -> None:
        self.upload(*(f"SKU-{n},Thing,1" for n in range(2000)), number="D-long")
        with CaptureQueriesContext(connection) as sent:
            self.run_due()
        self.assertEqual(Product.objects.count(), 2000)
        self.assertLess(len(sent), 100)
