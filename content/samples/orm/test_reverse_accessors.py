import pytest
from django.core.exceptions import FieldError
from django.db import models
from django.template import Context, Template
from django.test.utils import isolate_apps


@pytest.fixture
def isolated():
    with isolate_apps("shop"):
        yield


@pytest.fixture
def couriers(isolated, create_table, show):
    """Two couriers; only the first has a licence."""

    class Courier(models.Model):
        name = models.CharField(max_length=50)

        class Meta:
            app_label = "shop"

    class Parcel(models.Model):
        courier = models.ForeignKey(
            Courier, models.CASCADE, related_name="parcels"
        )
        status = models.CharField(max_length=10)

        class Meta:
            app_label = "shop"

    class Rating(models.Model):
        courier = models.ForeignKey(Courier, models.CASCADE)
        stars = models.PositiveSmallIntegerField()

        class Meta:
            app_label = "shop"

    class Licence(models.Model):
        courier = models.OneToOneField(Courier, models.CASCADE)
        number = models.CharField(max_length=20)

        class Meta:
            app_label = "shop"

    create_table(Courier, Parcel, Rating, Licence)
    anna = Courier.objects.create(name="Anna")
    boris = Courier.objects.create(name="Boris")
    Licence.objects.create(courier=anna, number="B-17")
    for courier in (anna, boris):
        Parcel.objects.create(courier=courier, status="open")
        Parcel.objects.create(courier=courier, status="lost")
        Rating.objects.create(courier=courier, stars=5)
    return Courier, Parcel, Rating, Licence


def test_three_ways_back(couriers, show):
    """The models and the lines that an interview puts on the table."""
    Courier, Parcel, Rating, Licence = couriers

    def overview(courier):
        lost = courier.parcels.filter(status="lost").count()
        stars = [rating.stars for rating in courier.rating_set.all()]
        number = courier.licence.number
        return f"{courier.name}: {lost} lost, {stars}, {number}"

    def with_five_stars():
        return Courier.objects.filter(rating_set__stars=5)

    with show("models", code=[Courier, Parcel, Rating, Licence]):
        pass
    with show("lines", code=[overview, with_five_stars]):
        pass
    anna = Courier.objects.get(name="Anna")
    with show("all-three", code=overview) as first:
        print(overview(anna))
    boris = Courier.objects.get(name="Boris")
    with show("no-licence", raises=Licence.DoesNotExist) as second:
        overview(boris)
    with show("query-name", raises=FieldError):
        Courier.objects.filter(rating_set__stars=5)
    with show("names-in-queries") as names:
        found = Courier.objects.filter(
            rating__stars=5, parcels__status="lost"
        )
        print(found.count())
    assert first.query_count == second.query_count == 3
    assert names.output == "2\n"


def test_nothing_on_the_other_side(couriers, show):
    """A missing row is an error, an AttributeError too, and it is remembered."""
    Courier, Parcel, Rating, Licence = couriers
    boris = Courier.objects.get(name="Boris")
    with show("missing") as missing:
        print(hasattr(boris, "licence"))
        print(getattr(boris, "licence", None))
        try:
            print(boris.licence.number)
        except Licence.DoesNotExist as error:
            print(type(error).__name__)
            print(isinstance(error, AttributeError))
    assert missing.output == (
        "False\nNone\nRelatedObjectDoesNotExist\nTrue\n"
    )
    assert missing.query_count == 1
    with show("template") as rendered:
        page = Template("Licence: [{{ courier.licence.number }}]")
        print(page.render(Context({"courier": boris})))
    assert rendered.output == "Licence: []\n"
    with show("remembered") as remembered:
        Licence.objects.create(courier_id=boris.pk, number="B-18")
        print(hasattr(boris, "licence"))
        boris.refresh_from_db()
        print(hasattr(boris, "licence"))
    assert remembered.output == "False\nTrue\n"


def test_manager_each_time(couriers, show):
    """The accessor is a manager: nothing stays on the courier unless it was prefetched."""
    Courier, Parcel, Rating, Licence = couriers
    anna = Courier.objects.get(name="Anna")
    with show("asked-twice") as twice:
        for rating in anna.rating_set.all():
            print(rating.stars, rating.courier.name)
        for rating in anna.rating_set.all():
            print(rating.stars, rating.courier.name)
    assert twice.query_count == 2
    with show("prepared") as prepared:
        couriers = Courier.objects.select_related("licence").prefetch_related(
            "rating_set"
        )
        for courier in couriers:
            stars = [rating.stars for rating in courier.rating_set.all()]
            print(courier.name, stars, hasattr(courier, "licence"))
    assert prepared.query_count == 2
    assert prepared.output == "Anna [5] True\nBoris [5] False\n"


def test_names_of_a_relation(isolated, create_table, show):
    """One relation, two names; and two keys that want the same one."""

    class Courier(models.Model):
        name = models.CharField(max_length=50)

        class Meta:
            app_label = "shop"

    class Badge(models.Model):
        courier = models.OneToOneField(
            Courier,
            models.CASCADE,
            related_name="current_badge",
            related_query_name="badge",
        )
        number = models.PositiveIntegerField()

        class Meta:
            app_label = "shop"

    class Handover(models.Model):
        giver = models.ForeignKey(Courier, models.PROTECT)
        taker = models.ForeignKey(Courier, models.PROTECT)

        class Meta:
            app_label = "shop"

    create_table(Courier, Badge, Handover)
    Badge.objects.create(
        courier=Courier.objects.create(name="Anna"), number=7
    )
    with show("two-names", code=Badge) as named:
        for path in ("badge", "current_badge"):
            for method in ("select_related", "prefetch_related"):
                try:
                    getattr(Courier.objects, method)(path).get()
                except (FieldError, AttributeError) as error:
                    print(f"{method}({path!r}): {type(error).__name__}")
    assert named.output == (
        "prefetch_related('badge'): AttributeError\n"
        "select_related('current_badge'): FieldError\n"
    )
    courier = Courier.objects.get(badge__number=7)
    assert courier.current_badge.number == 7
    with show("clash", code=Handover) as clash:
        for message in Handover.check(databases=["default"]):
            print(message.id, message.msg)
    assert clash.output.count("fields.E304") == 2
