import pytest
from django.db import models, transaction
from django.test.utils import isolate_apps
from django.utils import timezone


@pytest.fixture
@isolate_apps("shop")
def catalogue(create_table):
    class Article(models.Model):
        name = models.CharField(max_length=20)
        changed = models.DateTimeField(auto_now=True)

        class Meta:
            app_label = "shop"

    class ToIndex(models.Model):
        article_id = models.BigIntegerField()

        class Meta:
            app_label = "shop"

    create_table(Article, ToIndex)
    Article.objects.create(name="boot")
    Article.objects.create(name="lamp")
    return Article, ToIndex


def test_cursor_on_a_timestamp(catalogue, show, sessions, clock):
    """A change that is committed late lies before the indexer's position."""
    Article, _ = catalogue  # noqa: N806
    indexed = []
    position = timezone.now()

    def rename(pk, name):
        with transaction.atomic():
            article = Article.objects.get(pk=pk)
            article.name = name
            article.save()

    def index_changes():
        nonlocal position
        changed = Article.objects.filter(changed__gt=position)
        for article in changed.order_by("changed"):
            indexed.append(article.name)
            position = article.changed

    clock.shift(1)
    with show("cursor", code=[index_changes, rename]) as block:
        stage = sessions(block)
        anna = stage.start("Anna", rename, 1, "warm boot")
        anna.step_to("COMMIT")
        clock.shift(1)
        boris = stage.start("Boris", rename, 2, "desk lamp")
        boris.finish()
        stage.start("Indexer, first run", index_changes).finish()
        anna.finish()
        stage.start("Indexer, second run", index_changes).finish()
        print("indexed:", indexed)
    assert indexed == ["desk lamp"]


def test_rows_to_index(catalogue, show, sessions, clock):
    """A row per change, removed when it is indexed, has no position to be late for."""
    Article, ToIndex = catalogue  # noqa: N806
    indexed = []

    def rename(pk, name):
        with transaction.atomic():
            Article.objects.filter(pk=pk).update(name=name)
            ToIndex.objects.create(article_id=pk)

    def index_changes():
        with transaction.atomic():
            rows = ToIndex.objects.select_for_update(skip_locked=True)
            batch = list(rows.order_by("pk")[:500])
            ids = [row.article_id for row in batch]
            for article in Article.objects.filter(pk__in=ids):
                indexed.append(article.name)
            done = [row.pk for row in batch]
            ToIndex.objects.filter(pk__in=done).delete()

    with show("rows", code=[rename, index_changes]) as block:
        stage = sessions(block)
        anna = stage.start("Anna", rename, 1, "warm boot")
        anna.step_to("COMMIT")
        boris = stage.start("Boris", rename, 2, "desk lamp")
        boris.finish()
        stage.start("Indexer, first run", index_changes).finish()
        anna.finish()
        stage.start("Indexer, second run", index_changes).finish()
        print("indexed:", indexed)
    assert indexed == ["desk lamp", "warm boot"]
