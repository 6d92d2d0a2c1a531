import pytest
from django.db import models
from django.test.utils import isolate_apps


@pytest.fixture
@isolate_apps("shop")
def feed(create_table):
    """Posts 1 to 6; the even ones are by a shop with a great many followers."""

    class Author(models.Model):
        name = models.CharField(max_length=20)

        class Meta:
            app_label = "shop"

    class Post(models.Model):
        author = models.ForeignKey(Author, models.CASCADE)

        class Meta:
            app_label = "shop"

    class FeedEntry(models.Model):
        reader = models.IntegerField()
        post = models.ForeignKey(Post, models.CASCADE)

        class Meta:
            app_label = "shop"

    create_table(Author, Post, FeedEntry)
    friend = Author.objects.create(name="friend")
    brand = Author.objects.create(name="brand")
    for number in range(1, 7):
        post = Post.objects.create(
            author=brand if number % 2 == 0 else friend
        )
        if post.author == friend:
            FeedEntry.objects.create(reader=1, post=post)
    return Post, friend, brand


def test_stored_and_fetched(feed, show):
    """Entries written beforehand and posts fetched on reading, in one page."""
    Post, friend, brand = feed  # noqa: N806

    def page(reader, large_authors, before, size):
        older = Post.objects.filter(pk__lt=before).order_by("-pk")
        stored = older.filter(feedentry__reader=reader)[:size]
        fetched = older.filter(author__in=large_authors)[:size]
        return stored.union(fetched).order_by("-pk")[:size]

    with show("page", code=page) as block:
        first = list(page(reader=1, large_authors=[brand], before=99, size=3))
        print([(post.pk, post.author_id) for post in first])
    assert block.query_count == 1
    assert [post.pk for post in first] == [6, 5, 4]
    assert friend.pk == 1
