from django.contrib import admin
from django.core.exceptions import ImproperlyConfigured
from django.db import models


def test_model_and_table(show, create_table):
    """A class becomes a table, an instance a row, a QuerySet a statement."""

    class GiftCard(models.Model):
        code = models.CharField(max_length=20, unique=True)
        percent = models.PositiveSmallIntegerField(default=10)
        used = models.DateTimeField(null=True)

        class Meta:
            app_label = "shop"
            ordering = ["code"]

    create_table(GiftCard)
    with show("in-use", code=GiftCard) as block:
        card = GiftCard.objects.create(code="SPRING")
        card.percent = 20
        card.save()
        unused = GiftCard.objects.filter(used=None, percent__gte=15)
        print([card.code for card in unused[:5]])
    assert GiftCard._meta.db_table == "shop_giftcard"
    assert block.query_count == 3
    kinds = [sql.split()[0] for sql in block.sql]
    assert kinds == ["INSERT", "UPDATE", "SELECT"]


def test_key_of_two_columns(show, create_table):
    """A primary key over two columns, and two things that it cannot do."""

    class StockEntry(models.Model):
        pk = models.CompositePrimaryKey("sku", "shelf")
        sku = models.CharField(max_length=20)
        shelf = models.CharField(max_length=5)
        amount = models.PositiveIntegerField()

        class Meta:
            app_label = "shop"

    create_table(StockEntry)
    with show("in-use", code=StockEntry) as block:
        entry = StockEntry.objects.create(sku="A1", shelf="top", amount=3)
        print(entry.pk)
        print(StockEntry.objects.get(pk=("A1", "top")).amount)
    assert block.output == "('A1', 'top')\n3\n"
    with show("admin", raises=ImproperlyConfigured):
        admin.site.register(StockEntry)

    class StockNote(models.Model):
        entry = models.ForeignKey(StockEntry, models.DO_NOTHING)

        class Meta:
            app_label = "shop"

    (error,) = StockNote.check()
    assert error.id == "fields.E347"
