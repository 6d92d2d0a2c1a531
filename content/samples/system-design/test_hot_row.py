import pytest
from django.db import models, transaction
from django.db.models import F
from django.test.utils import isolate_apps


@pytest.fixture
@isolate_apps("shop")
def shares(create_table):
    """The stock of one article, divided into shares."""

    class Share(models.Model):
        article = models.IntegerField()
        left = models.PositiveIntegerField()

        class Meta:
            app_label = "shop"

    create_table(Share)
    return Share


def test_divided_stock(shares, show, sessions):
    """With one row the second buyer waits for the commit; with two the other is free."""
    Share = shares  # noqa: N806

    def take(article):
        with transaction.atomic():
            free = Share.objects.filter(article=article, left__gt=0)
            share = free.select_for_update(skip_locked=True).first()
            if share is None:
                share = free.select_for_update().first()
            if share is None:
                return False
            Share.objects.filter(pk=share.pk).update(left=F("left") - 1)
            return True

    def buyers(block):
        stage = sessions(block)
        anna = stage.start("Anna", take, 1)
        boris = stage.start("Boris", take, 1)
        anna.step_to("COMMIT")
        boris.step_to("COMMIT") if Share.objects.count() > 1 else boris.step(
            2
        )
        anna.finish()
        boris.finish()
        assert anna.result is True
        assert boris.result is True

    Share.objects.create(article=1, left=100)
    with show("one-row", code=take) as waiting:
        buyers(waiting)
    assert any("waitsFor" in step for step in waiting.timeline)
    Share.objects.all().delete()
    Share.objects.bulk_create(Share(article=1, left=50) for _ in range(2))
    with show("two-rows", code=take) as passing:
        buyers(passing)
    assert not any("waitsFor" in step for step in passing.timeline)
