import pytest
from django.db import OperationalError, connection, models, transaction
from django.db.migrations import AddField, CreateModel, RunPython
from django.db.migrations.migration import Migration
from django.db.migrations.state import ModelState, ProjectState
from django.db.models.signals import post_save


class Parcels(models.Manager):
    def get_queryset(self):
        return super().get_queryset().filter(archived=False)


class Parcel(models.Model):
    address = models.CharField(max_length=60)
    city = models.CharField(max_length=30, default="")
    archived = models.BooleanField(default=False)

    objects = Parcels()

    class Meta:
        app_label = "carrier"

    def __str__(self):
        return self.address

    def save(self, **kwargs):
        self.city = self.address.rpartition(", ")[2]
        super().save(**kwargs)


class History:
    """A state and a table that migrations change."""

    def __init__(self, *models):
        self.state = ProjectState()
        for model in models:
            self.state.add_model(ModelState.from_model(model))

    def migrate(self, *operations, atomic=True):
        migration = Migration("0007", "carrier")
        migration.operations = operations
        migration.atomic = atomic
        with connection.schema_editor(atomic=atomic) as editor:
            self.state = migration.apply(self.state, editor)


ADDRESSES = ["Kanal 4, Basel", "Ring 1, Bern", "Tor 9, Chur"]


@pytest.fixture
def carrier(create_table):
    create_table(Parcel)
    Parcel.objects.bulk_create(
        Parcel(address=address, archived=address.startswith("Tor"))
        for address in ADDRESSES
    )
    return History(Parcel)


def cities():
    return list(
        Parcel._base_manager.order_by("pk").values_list("city", flat=True)
    )


def test_saved_and_nothing_set(carrier, show):
    """A historical model has no save() of ours, no manager of ours, no receivers."""
    told = []

    def tell_search(sender, instance, **kwargs):
        told.append(instance.pk)

    post_save.connect(tell_search, sender=Parcel)

    with show("model", code=[Parcels, Parcel]):
        pass

    with show("migration"):

        def fill_city(apps, schema_editor):
            Parcel = apps.get_model("carrier", "Parcel")
            for parcel in Parcel.objects.all():
                parcel.save()

        operations = [RunPython(fill_city)]

    with show("ran") as block:
        carrier.migrate(*operations)
        print("cities:", cities())
        print("told the search:", told)
    post_save.disconnect(tell_search, sender=Parcel)
    assert block.query_count == 1 + 3 + 1
    assert "cities: ['', '', '']\ntold the search: []" in block.output
    assert Parcel.objects.count() == 2


def test_receiver_of_every_model(carrier, show):
    """A receiver without a sender hears historical models as well."""
    with show("without-a-sender") as block:

        def audit(sender, instance, **kwargs):
            print(sender.__module__, sender.__name__, end=": ")
            print("is it ours?", isinstance(instance, Parcel))

        def touch(apps, schema_editor):
            apps.get_model("carrier", "Parcel").objects.first().save()

        post_save.connect(audit)
        carrier.migrate(RunPython(touch))
    post_save.disconnect(audit)
    assert block.output == "__fake__ Parcel: is it ours? False\n"


def test_filled_in_batches(carrier, show):
    """The rule is written into the migration; a second run takes up the rest."""

    def city_of(address):
        """As it was in version 7; the app's own may change."""
        return address.rpartition(", ")[2]

    def fill_city(apps, schema_editor):
        alias = schema_editor.connection.alias
        Parcel = apps.get_model("carrier", "Parcel")
        parcels = Parcel.objects.using(alias)
        todo = parcels.filter(city="").order_by("pk").select_for_update()
        last = 0
        while last is not None:
            with transaction.atomic(using=alias):
                batch = list(todo.filter(pk__gt=last)[:SIZE])
                for parcel in batch:
                    parcel.city = city_of(parcel.address)
                parcels.bulk_update(batch, ["city"])
            last = batch[-1].pk if batch else None

    SIZE = 2
    operation = RunPython(fill_city, RunPython.noop)
    with show("batches", code=[city_of, fill_city]) as block:
        carrier.migrate(operation, atomic=False)
        print(cities())
    assert block.output == "['Basel', 'Bern', 'Chur']\n"
    Parcel.objects.filter(pk=2).update(city="")
    with show("interrupted-and-run-again") as again:
        carrier.migrate(operation, atomic=False)
    assert again.query_count == 3


def test_data_and_schema_in_one(show):
    """Rows written in a transaction have checks to come; the table is not changed."""
    carrier = History()
    carrier.migrate(
        CreateModel("Depot", [("id", models.BigAutoField(primary_key=True))]),
        CreateModel("Van", [("id", models.BigAutoField(primary_key=True))]),
        AddField(
            "Van",
            "depot",
            models.ForeignKey("carrier.Depot", models.CASCADE, null=True),
        ),
    )
    carrier.state.apps.get_model("carrier", "Van").objects.create()

    def assign(apps, schema_editor):
        depot = apps.get_model("carrier", "Depot").objects.create()
        vans = apps.get_model("carrier", "Van").objects
        vans.filter(depot=None).update(depot=depot)

    assigned = RunPython(assign, RunPython.noop)
    seats = AddField("Van", "seats", models.IntegerField(null=True))
    with show("one-migration", code=assign, raises=OperationalError) as block:
        carrier.migrate(assigned, seats)
    assert "pending trigger events" in str(block.error)
    with show("two-migrations") as block:
        carrier.migrate(assigned)
        carrier.migrate(seats)
    assert block.query_count == 3
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE carrier_van, carrier_depot")
