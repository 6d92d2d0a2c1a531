from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import yaml
from django.db import InternalError, connection, transaction
from django.db.models import Count, Min, Q
from django.utils import timezone

from shop.factories import OrderFactory, PaymentFactory
from shop.models import Order

RULES = Path(__file__).with_name("alerts.yaml")
BUDGET = 0.001


def burn(history, minutes):
    """How many times faster than allowed the budget is being used."""
    window = history[-minutes:]
    errors = sum(minute[1] for minute in window)
    return errors / sum(minute[0] for minute in window) / BUDGET


def five_minutes(history):
    return burn(history, 5) * BUDGET > 0.01


def page(history):
    fast = burn(history, 60) > 14.4 and burn(history, 5) > 14.4
    slow = burn(history, 360) > 6 and burn(history, 30) > 6
    return fast or slow


def ticket(history):
    return burn(history, 4320) > 1 and burn(history, 360) > 1


def first_alarm(rule, before, incident):
    for minute in range(1, len(incident) + 1):
        if rule(before + incident[:minute]):
            return f"after {minute} min"
    return "never"


def test_which_rule_wakes(show):
    """Three incidents: what a plain threshold and two burn rates make of them."""
    night, day = (20, 0), (1000, 0)
    calm = [day] * 4320
    quiet = [day] * 4000 + [night] * 320
    incidents = {
        "two errors, quiet night": (quiet, [(20, 1), (20, 1)] + [night] * 60),
        "0.8 % fail for ten hours": (calm, [(1000, 8)] * 600),
        "checkout is down": (calm, [(1000, 1000)] * 10),
    }
    with show("rules", code=[burn, five_minutes, page, ticket]) as block:
        for name, (before, incident) in incidents.items():
            print(name)
            for rule in (five_minutes, page, ticket):
                found = first_alarm(rule, before, incident)
                print(f"  {rule.__name__}: {found}")
    assert block.output.splitlines() == [
        "two errors, quiet night",
        "  five_minutes: after 2 min",
        "  page: never",
        "  ticket: never",
        "0.8 % fail for ten hours",
        "  five_minutes: never",
        "  page: after 271 min",
        "  ticket: after 541 min",
        "checkout is down",
        "  five_minutes: after 1 min",
        "  page: after 1 min",
        "  ticket: after 5 min",
    ]


def test_alerts_of_the_shop(show):
    """What each page promises to the person it wakes."""
    with show("alerts", code="observability/alerts.yaml"):
        rules = yaml.safe_load(RULES.read_text())["groups"][0]["rules"]
    with show("check") as block:

        def incomplete(rules):
            needed = {"summary", "runbook", "owner"}
            for rule in rules:
                missing = needed - rule.get("annotations", {}).keys()
                if rule["labels"]["severity"] == "page" and missing:
                    yield rule["alert"], sorted(missing)

        for name, missing in incomplete(rules):
            print(name, "lacks", ", ".join(missing))
    assert len(block.output.splitlines()) == 5


def test_first_look(show, clock):
    """The first commands of a runbook only read, and the database sees to it."""
    for age in (90, 42, 3):
        order = OrderFactory(created=timezone.now() - timedelta(minutes=age))
        PaymentFactory(order=order, status="sent")

    @contextmanager
    def read_only():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
            yield

    def first_look():
        late = Q(created__lt=timezone.now() - timedelta(minutes=15))
        waiting = Order.objects.filter(late, payments__status="sent")
        with read_only():
            found = waiting.aggregate(
                orders=Count("pk"), since=Min("created")
            )
        print("payments without an answer:", found["orders"])
        print("the oldest since:", f"{found['since']:%H:%M}")

    with show("facts", code=[read_only, first_look]) as block:
        first_look()
    assert block.output.splitlines() == [
        "payments without an answer: 2",
        "the oldest since: 07:30",
    ]
    with show("writes", raises=InternalError):
        with read_only():
            Order.objects.update(status="cancelled")
