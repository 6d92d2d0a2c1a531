import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import Message
from unittest import mock
from urllib.error import HTTPError

from django.db import connection
from django.test import TransactionTestCase
from django.utils import timezone

from catalogue.models import Product
from imports.models import Upload
from jobs import queue
from jobs.models import Job


class WorkerDied(BaseException):
    """Power off: nothing after this line runs, and no `except Exception` sees it."""


class ImportTestCase(TransactionTestCase):
    """A clock that is moved by hand, and a supplier who answers. Transactions are real here."""

    def setUp(self) -> None:
        self.now = datetime.datetime(2026, 3, 2, 8, tzinfo=datetime.UTC)
        clock = mock.patch("django.utils.timezone.now", lambda: self.now)
        clock.start()
        self.addCleanup(clock.stop)
        supplier = mock.patch("imports.supplier.urlopen")
        self.asked = supplier.start()
        self.addCleanup(supplier.stop)

    def supplier_answers(self, status: int) -> None:
        self.asked.side_effect = HTTPError("", status, "", Message(), None)

    def upload(self, *lines: str, number: str = "D-1", header: str = "sku,name,quantity") -> Upload:
        made = Upload.objects.create(delivery_number=number, text="\n".join([header, *lines]))
        queue.enqueue("imports.tasks.import_delivery", upload_id=made.pk)
        return made

    def run_due(self) -> Job | None:
        return queue.run_next()

    def run_later(self) -> Job | None:
        """The next job, when its time has come."""
        waiting = Job.objects.exclude(state__in=[Job.State.DONE, Job.State.FAILED]).first()
        self.now = max(self.now, waiting.due_at) if waiting else self.now
        return queue.run_next()

    def stock(self) -> dict[str, int]:
        return dict(Product.objects.values_list("sku", "stock"))

    @contextmanager
    def dying_at_write(self, number: int) -> Iterator[list[str]]:
        """The worker dies when it is about to send its `number`-th statement that writes."""
        writes: list[str] = []

        def watch(execute: Callable, sql: str, params: object, many: bool, context: dict) -> object:
            if sql.split()[0] in ("INSERT", "UPDATE", "DELETE"):
                writes.append(sql)
                if len(writes) == number:
                    raise WorkerDied
            return execute(sql, params, many, context)

        with connection.execute_wrapper(watch):
            yield writes

    def pass_time(self, **amount: int) -> None:
        self.now = timezone.now() + datetime.timedelta(**amount)
