from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from itertools import count

from django.db import models
from django.utils import timezone

Busy = dict[str, list[int]]


def spread(pick: Callable[[Busy], str], takes: dict[str, int]) -> Counter:
    """Who gets 300 requests, one every 5 ms; servers take ``takes`` ms."""
    busy: Busy = {name: [] for name in takes}
    given: Counter = Counter(dict.fromkeys(takes, 0))
    for now in range(0, 1500, 5):
        for name, ends in busy.items():
            busy[name] = [end for end in ends if end > now]
        chosen = pick(busy)
        busy[chosen].append(now + takes[chosen])
        given[chosen] += 1
    return given


def round_robin() -> Callable[[Busy], str]:
    turn = count()
    return lambda busy: list(busy)[next(turn) % len(busy)]


def fewest_open(busy: Busy) -> str:
    return min(busy, key=lambda name: len(busy[name]))


def test_failing_server_attracts(show):
    """A server that fails fast always has the fewest open requests."""
    with show("spread", code=[round_robin, fewest_open]) as block:
        # Milliseconds that each server takes for a request.
        slow = {"A": 40, "B": 40, "C": 160}
        print("in turn     ", dict(spread(round_robin(), slow)))
        print("fewest open ", dict(spread(fewest_open, slow)))
        failing = {"A": 40, "B": 40, "C": 1}
        print("fewest open ", dict(spread(fewest_open, failing)))
    assert block.output == (
        "in turn      {'A': 100, 'B': 100, 'C': 100}\n"
        "fewest open  {'A': 140, 'B': 130, 'C': 30}\n"
        "fewest open  {'A': 38, 'B': 38, 'C': 224}\n"
    )


def test_age_of_a_replica(show, create_table, clock):
    """A row that the primary renews tells how old a replica's answers are."""

    class Heartbeat(models.Model):
        at = models.DateTimeField()

        class Meta:
            app_label = "shop"

    def beat() -> None:
        Heartbeat.objects.using("default").update_or_create(
            pk=1, defaults={"at": timezone.now()}
        )

    def lag(alias: str) -> timedelta:
        seen = Heartbeat.objects.using(alias).get(pk=1)
        return timezone.now() - seen.at

    def alias_for_lists(limit: timedelta) -> str:
        return "replica" if lag("replica") <= limit else "default"

    create_table(Heartbeat)
    with show("heartbeat", code=[beat, lag, alias_for_lists]):
        pass
    beat()
    assert lag("default") == timedelta(0)
    clock.shift(45)
    assert lag("default") == timedelta(seconds=45)
    beat()
    assert lag("default") == timedelta(0)
