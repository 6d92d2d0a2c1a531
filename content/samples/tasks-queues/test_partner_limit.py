import time
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import models, transaction
from django.db.models import Window
from django.db.models.functions import RowNumber
from django.test.utils import isolate_apps
from django.utils import timezone

with isolate_apps("shop"):

    class RateLimit(models.Model):
        partner = models.CharField(max_length=20, unique=True)
        next_slot = models.DateTimeField()

        class Meta:
            app_label = "shop"

    class Shop(models.Model):
        name = models.CharField(max_length=20)
        last_served = models.DateTimeField()

        class Meta:
            app_label = "shop"

    class PartnerCall(models.Model):
        shop = models.ForeignKey(Shop, models.CASCADE)
        state = models.CharField(max_length=10, default="waiting")

        class Meta:
            app_label = "shop"


def may_call():
    key = f"partner-calls:{int(time.time())}"
    cache.add(key, 0, timeout=10)
    return cache.incr(key) <= 10


def reserve_slot(name):
    with transaction.atomic():
        limit = RateLimit.objects.select_for_update().get(partner=name)
        slot = max(timezone.now(), limit.next_slot)
        limit.next_slot = slot + timedelta(milliseconds=100)
        limit.save(update_fields=["next_slot"])
    return slot


def test_ten_per_calendar_second(clock, show):
    """A counter per second lets twenty calls through in a tenth of one."""
    with show("counter", code=may_call) as block:
        clock.shift(0.95)
        print("allowed:", [may_call() for _ in range(12)].count(True))
        clock.shift(0.1)
        print("allowed:", [may_call() for _ in range(12)].count(True))
    assert block.output == "allowed: 10\nallowed: 10\n"


def test_one_slot_each(create_table, show, sessions):
    """Two workers ask at once, and get two slots that are 100 ms apart."""
    create_table(RateLimit)
    now = timezone.now()
    RateLimit.objects.create(partner="acme", next_slot=now)
    with show("slots", code=reserve_slot) as block:
        stage = sessions(block)
        anna = stage.start("Worker 1", reserve_slot, "acme")
        boris = stage.start("Worker 2", reserve_slot, "acme")
        anna.step()
        boris.step()
        anna.finish()
        boris.finish()
        for session in (anna, boris):
            print(session.name, (session.result - now).microseconds // 1000)
    assert block.output == "Worker 1 0\nWorker 2 100\n"
    with show("too-many-requests") as pause:
        # 429 with Retry-After: 30
        RateLimit.objects.filter(partner="acme").update(
            next_slot=timezone.now() + timedelta(seconds=30)
        )
        print("next call in", reserve_slot("acme") - timezone.now())
    assert pause.output == "next call in 0:00:30\n"


@pytest.fixture
def waiting(create_table):
    create_table(Shop, PartnerCall)
    shops = [
        Shop.objects.create(
            name=name, last_served=timezone.now() - timedelta(minutes=minutes)
        )
        for name, minutes in (("big", 0), ("small", 5), ("tiny", 9))
    ]
    for number in (0, 0, 0, 0, 1, 0, 2):
        PartnerCall.objects.create(shop=shops[number])


def test_taking_turns(waiting, show):
    """One call of each shop, the longest unserved first, then a second of each."""
    calls = PartnerCall.objects.filter(state="waiting")
    with show("arrival") as block:
        print(*calls.order_by("pk").values_list("shop__name", flat=True)[:4])
    assert block.output == "big big big big\n"
    with show("turns") as fair:
        turn = Window(RowNumber(), partition_by="shop", order_by="pk")
        in_turn = calls.annotate(turn=turn).order_by(
            "turn", "shop__last_served"
        )
        print(*in_turn.values_list("shop__name", flat=True)[:4])
    assert fair.output == "tiny small big big\n"
