import pytest
from django.contrib.postgres.indexes import GinIndex
from django.db import DataError, IntegrityError, connection, models
from django.db.models import F, Q
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.test.utils import isolate_apps


@pytest.fixture
def isolated():
    with isolate_apps("shop"):
        yield


@pytest.fixture
def item_model(isolated, create_table):
    class Item(models.Model):
        name = models.CharField(max_length=50)
        details = models.JSONField(default=dict)

        class Meta:
            app_label = "shop"

        def __str__(self):
            return self.name

    create_table(Item)
    return Item


def test_keys_in_a_filter(item_model, show):
    """Any name is a key: nothing is checked, and there are three kinds of nothing."""
    Item = item_model
    with show("catalogue"):
        catalogue = {
            "Kettle": {"colour": "red", "watts": 2200},
            "Toaster": {"colour": "black", "watts": "900"},
            "Cable": {"metres": 2},
            "Lamp": {"colour": None, "watts": 9},
        }
        Item.objects.bulk_create(
            Item(name=name, details=details)
            for name, details in catalogue.items()
        )

    def search(items):
        return {
            "red": items.filter(details__colour="red"),
            "not red": items.exclude(details__colour="red"),
            "from 500 W": items.filter(details__watts__gte=500),
            "no colour": items.filter(details__color__isnull=True),
        }

    items = Item.objects.order_by("pk")
    with show("search", code=search):
        pass
    with show("found") as found:
        for name, result in search(items).items():
            print(f"{name}: {', '.join(item.name for item in result)}")
    assert found.output == (
        "red: Kettle\n"
        "not red: Toaster, Lamp\n"
        "from 500 W: Kettle\n"
        "no colour: Kettle, Toaster, Cable, Lamp\n"
    )
    with show("nothing") as nothing:
        print(items.filter(details__colour__isnull=True))
        print(items.filter(details__colour=None))
    assert nothing.output == (
        "<QuerySet [<Item: Cable>]>\n<QuerySet [<Item: Lamp>]>\n"
    )


@pytest.fixture
def many(item_model):
    Item = item_model
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO shop_item (name, details)"
            " SELECT 'Item ' || n, jsonb_build_object('colour',"
            " 'colour ' || n % 500, 'watts', n % 3000)"
            " FROM generate_series(1, 20000) AS n"
        )
    return Item


def add_index(model, index):
    with connection.schema_editor() as editor:
        editor.add_index(model, index)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) shop_item")


def test_index_that_a_key_cannot_use(many, show):
    """A GIN index answers containment, not the comparison of a key."""
    Item = many
    with show("gin"):
        index = GinIndex(
            fields=["details"],
            name="item_details",
            opclasses=["jsonb_path_ops"],
        )
    add_index(Item, index)
    with show("key") as key:
        items = Item.objects.filter(details__colour="colour 7")
    key_plan = key.explain(items)
    with show("contains") as contains:
        items = Item.objects.filter(details__contains={"colour": "colour 7"})
    contains_plan = contains.explain(items)
    with show("key-index"):
        index = models.Index(F("details__colour"), name="item_colour")
    add_index(Item, index)
    with show("key-again") as again:
        items = Item.objects.filter(details__colour="colour 7")
    again_plan = again.explain(items)
    assert "Seq Scan" in key_plan
    assert "item_details" in contains_plan
    assert "item_colour" in again_plan


def test_key_that_became_a_column(isolated, create_table, show):
    """The database copies the key into a typed column, which constraints can guard."""
    with show("generated"):

        class Appliance(models.Model):
            details = models.JSONField(default=dict)
            watts = models.GeneratedField(
                expression=Cast(KT("details__watts"), models.IntegerField()),
                output_field=models.IntegerField(null=True),
                db_persist=True,
            )

            class Meta:
                app_label = "shop"
                constraints = [
                    models.CheckConstraint(
                        condition=Q(watts__gt=0), name="watts_above_0"
                    )
                ]

    create_table(Appliance)
    with show("typed") as typed:
        Appliance.objects.create(details={"watts": "2200"})
        print(Appliance.objects.filter(watts__gte=500).count())
    assert typed.output == "1\n"
    with show("wrong", raises=IntegrityError):
        Appliance.objects.create(details={"watts": -5})
    with show("not-a-number", raises=DataError):
        Appliance.objects.create(details={"watts": "many"})


def test_two_keys_one_document(item_model, show, sessions):
    """Two people change two keys, and the second document covers the first."""
    Item = item_model
    Item.objects.create(
        name="Kettle", details={"colour": "red", "watts": 2200}
    )

    def set_detail(pk, key, value):
        item = Item.objects.get(pk=pk)
        item.details[key] = value
        item.save(update_fields=["details"])

    with show("two-keys", code=set_detail) as block:
        stage = sessions(block)
        anna = stage.start("Anna", set_detail, 1, "colour", "blue")
        boris = stage.start("Boris", set_detail, 1, "watts", 1800)
        anna.step()
        boris.step()
        anna.finish()
        boris.finish()
        print(Item.objects.get(pk=1).details)
    assert Item.objects.get(pk=1).details == {"colour": "red", "watts": 1800}
