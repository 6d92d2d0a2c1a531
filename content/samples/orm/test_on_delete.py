from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, models
from django.db.models.deletion import ProtectedError, RestrictedError
from django.db.models.signals import post_delete
from django.test.utils import isolate_apps


@pytest.fixture
def shop(create_table, show):
    """Anna has two offers with a picture and a view each; Boris has a payout."""
    with isolate_apps("shop"):

        class Merchant(models.Model):
            name = models.CharField(max_length=50)

            class Meta:
                app_label = "shop"

        class Offer(models.Model):
            merchant = models.ForeignKey(Merchant, models.CASCADE)
            text = models.TextField()

            class Meta:
                app_label = "shop"

        class Picture(models.Model):
            offer = models.ForeignKey(Offer, models.CASCADE)
            file = models.FileField()

            class Meta:
                app_label = "shop"

            def delete(self, *args, **kwargs):
                print(f"deletes the file {self.file}")
                return super().delete(*args, **kwargs)

        class View(models.Model):
            offer = models.ForeignKey(Offer, models.SET_NULL, null=True)

            class Meta:
                app_label = "shop"

        class Payout(models.Model):
            merchant = models.ForeignKey(Merchant, models.PROTECT)

            class Meta:
                app_label = "shop"

        create_table(Merchant, Offer, Picture, View, Payout)
        anna = Merchant.objects.create(name="Anna")
        boris = Merchant.objects.create(name="Boris")
        Payout.objects.create(merchant=boris)
        for number in range(2):
            offer = Offer.objects.create(merchant=anna, text="…")
            Picture.objects.create(offer=offer, file=f"{number}.jpg")
            View.objects.create(offer=offer)
        yield SimpleNamespace(
            Merchant=Merchant,
            Offer=Offer,
            Picture=Picture,
            View=View,
            Payout=Payout,
            anna=anna,
            boris=boris,
        )


def test_cascade_in_python(shop, show):
    """One line of Python, and Django walks the relations itself."""
    Merchant, Offer, Picture = shop.Merchant, shop.Offer, shop.Picture
    View, Payout = shop.View, shop.Payout

    with show("models", code=[Merchant, Offer, Picture, View, Payout]):
        pass
    merchant = shop.anna
    with show("delete") as block:
        total, by_model = merchant.delete()
        print(total, by_model)
    assert block.query_count == 6
    assert "deletes the file" not in block.output
    with show("in-the-database") as constraint:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
                " WHERE conrelid = 'shop_offer'::regclass AND contype = 'f'"
            )
            print(cursor.fetchone()[0])
    assert "ON DELETE" not in constraint.output


def test_receiver_that_loads_every_row(shop, show):
    """With a receiver, rows that were deleted unseen are loaded one by one."""
    Picture = shop.Picture

    def remove_file(sender, instance, **kwargs):
        print(f"removes {instance.file}")

    post_delete.connect(remove_file, sender=Picture)
    try:
        with show("receiver", code=remove_file) as block:
            shop.anna.delete()
    finally:
        post_delete.disconnect(remove_file, sender=Picture)
    assert block.output.count("removes") == 2


def test_protected_or_restricted(shop, show, create_table):
    """RESTRICT looks whether the rows that stand in the way are deleted as well."""
    with isolate_apps("shop"):

        class Depot(models.Model):
            name = models.CharField(max_length=50)

            class Meta:
                app_label = "shop"

        class Shelf(models.Model):
            depot = models.ForeignKey(Depot, models.CASCADE)

            class Meta:
                app_label = "shop"

        class Box(models.Model):
            depot = models.ForeignKey(Depot, models.CASCADE)
            shelf = models.ForeignKey(Shelf, models.RESTRICT)

            class Meta:
                app_label = "shop"

        create_table(Depot, Shelf, Box)
        depot = Depot.objects.create(name="North")
        shelf = Shelf.objects.create(depot=depot)
        Box.objects.create(depot=depot, shelf=shelf)
        boris = shop.boris
        with show("protected", raises=ProtectedError) as protected:
            boris.delete()
        assert protected.query_count == 2
        with show("restrict", code=[Shelf, Box]):
            pass
        with show("shelf", raises=RestrictedError):
            shelf.delete()
        with show("depot") as whole:
            print(depot.delete())
        assert whole.output.startswith("(3,")


def test_row_that_comes_between(shop, show, sessions):
    """Django collects before the transaction; the foreign key stands behind it."""

    def close(merchant):
        merchant.delete()

    def publish(merchant_id):
        shop.Offer.objects.create(merchant_id=merchant_id, text="New")

    with show("close-and-publish", code=[close, publish]) as block:
        stage = sessions(block)
        anna = stage.start("Anna", close, shop.anna)
        boris = stage.start("Boris", publish, shop.anna.pk)
        anna.step_to("DELETE")
        boris.finish()
        anna.finish()
        print(f"Anna: {type(anna.error).__name__}")
    assert boris.error is None
    assert isinstance(anna.error, IntegrityError)
    assert shop.Offer.objects.count() == 3
