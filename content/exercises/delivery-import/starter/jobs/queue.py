"""A small queue in the database. It is as it is: you need not change it.

A job is delivered at least once. A worker has five minutes for it; then the job counts as lost, and another
worker begins it again, also if the first one is only slow.
"""

import datetime
from collections.abc import Callable

from django.db.models import F, Q
from django.utils import timezone
from django.utils.module_loading import import_string

from jobs.models import Job

LOST_AFTER = datetime.timedelta(minutes=5)


class Retry(Exception):
    """Raised by a task that wants to be run again, `after` some time."""

    def __init__(self, after: datetime.timedelta, reason: str) -> None:
        super().__init__(reason)
        self.after = after


def enqueue(task: str, **payload: object) -> Job:
    """Puts a job into the queue; within a transaction it is there when the transaction is committed.

    `task` is the path of a function. It is called with `payload`, and `attempt`, which is 1 the first time.
    """
    return Job.objects.create(task=task, payload=payload, due_at=timezone.now())


def run_next() -> Job | None:
    """Runs the next job that is due, and returns it."""
    now = timezone.now()
    runnable = Q(state__in=[Job.State.WAITING, Job.State.RUNNING], due_at__lte=now)
    job = Job.objects.filter(runnable).first()
    if job is None:
        return None
    claimed = Job.objects.filter(runnable, pk=job.pk, attempts=job.attempts).update(
        state=Job.State.RUNNING, due_at=now + LOST_AFTER, attempts=F("attempts") + 1
    )
    if not claimed:
        return run_next()
    job.refresh_from_db()
    task: Callable[..., None] = import_string(job.task)
    try:
        task(**job.payload, attempt=job.attempts)
    except Retry as again:
        job.state, job.due_at, job.last_error = Job.State.WAITING, timezone.now() + again.after, str(again)
    except Exception as error:
        job.state, job.last_error = Job.State.FAILED, f"{type(error).__name__}: {error}"
    else:
        job.state, job.last_error = Job.State.DONE, ""
    # A worker that was too slow has lost the job: how it goes on is its successor's to say.
    mine = Job.objects.filter(pk=job.pk, attempts=job.attempts)
    mine.update(state=job.state, due_at=job.due_at, last_error=job.last_error)
    return job
