import pytest
from django.db import IntegrityError, models
from django.test.utils import isolate_apps


@pytest.fixture
@isolate_apps("shop")
def copies(create_table):
    class ReaderCopy(models.Model):
        customer = models.BigIntegerField(primary_key=True)
        version = models.BigIntegerField()
        email = models.CharField(max_length=60)

        class Meta:
            app_label = "shop"

    create_table(ReaderCopy)
    return ReaderCopy


def test_late_event_after_erasure(copies, show):
    """A deleted copy comes back with a late event; a closed one does not."""
    ReaderCopy = copies  # noqa: N806
    LAST = 2**62  # noqa: N806

    def apply(event):
        values = {"version": event["version"], "email": event["email"]}
        older = ReaderCopy.objects.filter(
            pk=event["customer"], version__lt=event["version"]
        )
        if older.update(**values):
            return
        try:
            ReaderCopy.objects.create(pk=event["customer"], **values)
        except IntegrityError:
            older.update(**values)

    def delete_copy(customer):
        ReaderCopy.objects.filter(pk=customer).delete()

    def close_copy(customer):
        ReaderCopy.objects.update_or_create(
            pk=customer, defaults={"version": LAST, "email": ""}
        )

    joined = {"customer": 7, "version": 1, "email": "anna@example.com"}
    moved = {"customer": 7, "version": 2, "email": "anna@example.org"}
    with show("deleted", code=delete_copy) as naive:
        apply(joined)
        delete_copy(7)
        apply(moved)
        print([copy.email for copy in ReaderCopy.objects.all()])
    delete_copy(7)
    with show("closed", code=close_copy) as sound:
        apply(joined)
        close_copy(7)
        apply(moved)
        print([copy.email for copy in ReaderCopy.objects.all()])
    assert naive.output == "['anna@example.org']\n"
    assert sound.output == "['']\n"
