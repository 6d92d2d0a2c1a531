import pytest
from django.db import OperationalError, transaction
from django.db.transaction import TransactionManagementError

from shop.models import Job


@pytest.fixture
def jobs(show):
    return Job.objects.bulk_create([Job(), Job(), Job()])


def work(skip_locked=False, nowait=False):
    with transaction.atomic():
        waiting = Job.objects.select_for_update(
            skip_locked=skip_locked, nowait=nowait
        )
        job = waiting.filter(state="new").order_by("pk").first()
        if job:
            Job.objects.filter(pk=job.pk).update(state="done")
        return job.pk if job else None


def test_skip_locked(jobs, show, sessions):
    """The second worker passes over the locked row and takes the next."""

    def take_one():
        with transaction.atomic():
            job = (
                Job.objects.select_for_update(skip_locked=True)
                .filter(state="new")
                .order_by("pk")
                .first()
            )
            if job:
                job.run()
                job.state = "done"
                job.save(update_fields=["state"])

    with show("skip-locked", code=take_one) as block:
        stage = sessions(block)
        one = stage.start("Worker 1", take_one)
        two = stage.start("Worker 2", take_one)
        one.step()
        two.step()
        one.finish()
        two.finish()
    done = Job.objects.filter(state="done").values_list("pk", flat=True)
    assert sorted(done) == [jobs[0].pk, jobs[1].pk]
    assert not any("waitsFor" in step for step in block.timeline)


def test_wait_or_nowait(jobs, show, sessions):
    """Without skip_locked the second waits for the row; with nowait it is refused."""
    with show("wait", code=work) as waiting:
        stage = sessions(waiting)
        one = stage.start("Worker 1", work)
        two = stage.start("Worker 2", work)
        one.step()
        two.step()
        one.finish()
        two.finish()
    assert (one.result, two.result) == (jobs[0].pk, jobs[1].pk)
    with show("nowait", code=work) as refused:
        stage = sessions(refused)
        one = stage.start("Worker 1", work)
        two = stage.start("Worker 2", work, False, True)
        one.step()
        two.step()
        one.finish()
        two.finish()
    assert any("waitsFor" in step for step in waiting.timeline)
    assert isinstance(two.error, OperationalError)


def test_lock_outside_atomic(jobs, show):
    with show("outside-atomic", raises=TransactionManagementError):
        Job.objects.select_for_update().first()
