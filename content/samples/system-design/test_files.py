import pytest
from django.db import models, transaction
from django.db.models import F
from django.test.utils import isolate_apps


class Killed(BaseException):
    """Stands for the end of the process: nothing in it runs any more."""


def convert(upload):
    raise Killed


@pytest.fixture
@isolate_apps("shop")
def uploads(create_table):
    class Upload(models.Model):
        key = models.CharField(max_length=40)
        attempts = models.PositiveSmallIntegerField(default=0)

        class Meta:
            app_label = "shop"

    create_table(Upload)
    return Upload


def test_count_of_attempts(uploads, show):
    """Counted in the transaction of the work, the attempt that kills is not counted."""
    Upload = uploads  # noqa: N806

    def count_with_the_work(pk):
        with transaction.atomic():
            upload = Upload.objects.select_for_update().get(pk=pk)
            if upload.attempts == 3:
                return "set aside"
            upload.attempts += 1
            upload.save(update_fields=["attempts"])
            convert(upload)

    def count_before_the_work(pk):
        waiting = Upload.objects.filter(pk=pk, attempts__lt=3)
        if not waiting.update(attempts=F("attempts") + 1):
            return "set aside"
        convert(Upload.objects.get(pk=pk))

    def run(step, pk):
        try:
            return step(pk)
        except Killed:
            return "killed"

    first = Upload.objects.create(key="scan.pdf")
    with show("with-the-work", code=count_with_the_work) as naive:
        for _ in range(5):
            print(run(count_with_the_work, first.pk))
    first.refresh_from_db()
    assert first.attempts == 0
    second = Upload.objects.create(key="scan.pdf")
    with show("before-the-work", code=count_before_the_work) as sound:
        for _ in range(5):
            print(run(count_before_the_work, second.pk))
    assert naive.output.split("\n")[:-1] == ["killed"] * 5
    assert sound.output.split("\n")[:-1] == ["killed"] * 3 + ["set aside"] * 2
