import pytest
from django.apps import apps
from django.core.cache import CacheHandler, cache
from django.db import models
from django.test.utils import isolate_apps

with isolate_apps("shop"):

    class SpecialPrice(models.Model):
        customer_id = models.PositiveIntegerField(unique=True)
        percent = models.PositiveSmallIntegerField()
        valid_until = models.DateField(null=True)

        class Meta:
            app_label = "shop"


def special_price(customer_id):
    key = f"special-price:{customer_id}"
    special = cache.get(key)
    if special is None:
        prices = SpecialPrice.objects.filter(customer_id=customer_id)
        special = prices.first()
        cache.set(key, special, timeout=None)
    return special


MISSING = object()


def percent_off(customer_id):
    key = f"percent-off:v1:{customer_id}"
    percent = cache.get(key, MISSING)
    if percent is MISSING:
        rows = SpecialPrice.objects.filter(customer_id=customer_id)
        percent = rows.values_list("percent", flat=True).first()
        timeout = 60 if percent is None else 3600
        cache.set(key, percent, timeout)
    return percent


@pytest.fixture
def models_of_shop(create_table, monkeypatch):
    """A pickled row finds its class by its name among the app's models."""
    create_table(SpecialPrice)
    found = apps.get_app_config("shop").models
    monkeypatch.setitem(found, "specialprice", SpecialPrice)
    SpecialPrice.objects.create(customer_id=7, percent=10)
    return found


def test_special_price(models_of_shop, show):
    with show("function", code=special_price) as block:
        special_price(7)
    assert block.query_count == 1
    with show("again") as again:
        special_price(7)
        special_price(7)
    assert again.query_count == 0
    with show("without") as without:
        special_price(8)
        special_price(8)
        special_price(8)
    assert without.query_count == 3


def test_nothing_is_an_answer(models_of_shop, show, clock):
    """A default that nobody stores tells "nothing there" from "nothing stored"."""
    with show("sentinel", code=percent_off) as block:
        print(percent_off(8), percent_off(8), percent_off(8))
    assert block.query_count == 1
    assert block.output == "None None None\n"
    with show("too-late") as late:
        SpecialPrice.objects.create(customer_id=8, percent=25)
        print(percent_off(8))
        clock.shift(61)
        print(percent_off(8))
    assert late.output == "None\n25\n"
    with show("get-or-set") as built_in:

        def load():
            print("loading")

        cache.get_or_set("percent-off:9", load, 60)
        print(cache.get_or_set("percent-off:9", load, 60))
    assert built_in.output == "loading\nNone\n"
    with show("stored-object") as copy:
        nothing = object()
        cache.set("percent-off:10", nothing)
        print(cache.get("percent-off:10") is nothing)
    assert copy.output == "False\n"


def test_timeouts(show, clock):
    """None is for ever, 0 is not at all, and no word is the setting's."""
    with show("timeouts") as block:
        cache.set("forever", 1, timeout=None)
        cache.set("default", 1)
        cache.set("zero", 1)
        cache.set("zero", 2, timeout=0)
        print(sorted(cache.get_many(["forever", "default", "zero"])))
        clock.shift(301)
        print(sorted(cache.get_many(["forever", "default", "zero"])))
    assert block.output == "['default', 'forever']\n['forever']\n"


def test_count_of_nothing(show, clock, tmp_path):
    """incr() needs a key; where it is two steps, it sets a new timeout."""
    with show("missing", raises=ValueError):
        cache.incr("attempts:anna")
    files = {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(tmp_path),
    }
    on_disk = CacheHandler({"default": files})["default"]
    with show("new-timeout") as block:
        for counter in (cache, on_disk):
            counter.add("attempts:anna", 0, timeout=60)
            counter.incr("attempts:anna")
        clock.shift(61)
        print("local memory:", cache.get("attempts:anna"))
        print("files:", on_disk.get("attempts:anna"))
    assert block.output == "local memory: None\nfiles: 1\n"


def test_model_of_another_release(models_of_shop, show, monkeypatch):
    """A field that the pickled row lacks is read from the table, each time."""
    special = SpecialPrice.objects.get()
    # The release that stored it did not have this field.
    del special.__dict__["valid_until"]
    cache.set("special-price:7", special)
    with show("new-field") as block:
        for _ in range(3):
            special = special_price(7)
            print(special.percent, special.valid_until)
    assert block.query_count == 3
    monkeypatch.delitem(models_of_shop, "specialprice")
    with show("renamed-model", raises=LookupError):
        # In a release that has renamed the model:
        cache.get("special-price:7")
