from datetime import date

import pytest
from django.db import models
from django.test.utils import isolate_apps


@pytest.fixture
def isolated():
    with isolate_apps("shop"):
        yield


def test_abstract_base(isolated, create_table, show):
    """The shared fields are copied into each child's table."""
    with show("abstract"):

        class Publication(models.Model):
            title = models.CharField(max_length=200)
            published = models.DateField()

            class Meta:
                abstract = True

        class Article(Publication):
            body = models.TextField()

            class Meta:
                app_label = "shop"

    create_table(Article)
    with show("abstract-read") as block:
        Article.objects.create(
            title="Kettles", published=date(2026, 3, 2), body="…"
        )
        print(Article.objects.get().title)
    assert "JOIN" not in block.sql[-1]
    assert Article._meta.db_table == "shop_article"


def test_multi_table(isolated, create_table, show):
    """Two tables: a join to read, two INSERTs to create, two DELETEs to delete."""
    with show("models"):

        class Content(models.Model):
            title = models.CharField(max_length=200)

            class Meta:
                app_label = "shop"

        class Audio(Content):
            duration = models.PositiveIntegerField()

            class Meta:
                app_label = "shop"

    create_table(Content, Audio)
    with show("create") as created:
        Audio.objects.create(title="How to boil water", duration=90)
    with show("read") as read:
        audio = Audio.objects.get()
        print(audio.title, audio.duration)
    with show("bulk-create", raises=ValueError) as bulk:
        Audio.objects.bulk_create([Audio(title="Tea", duration=60)])
    with show("delete"):
        audio.delete()
        print(Content.objects.count())
    assert created.query_count == 2
    assert "INNER JOIN" in read.sql[0]
    assert bulk.query_count == 0
    assert Content.objects.count() == 0
