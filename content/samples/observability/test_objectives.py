from math import ceil

from django.db.models import Count, Q

from shop.factories import OrderFactory
from shop.models import Payment


def percentile(seconds, share):
    """The nearest rank: this share of the values is no larger."""
    ordered = sorted(seconds)
    return ordered[ceil(share * len(ordered)) - 1]


def test_what_a_percentile_hides(show):
    """One number for all requests says nothing of the few that earn the money."""
    with show("mixed") as mixed:
        pages = [0.1] * 9600
        checkouts = [0.4] * 280 + [6.0] * 120
        print("p95 of everything:", percentile(pages + checkouts, 0.95))
        print("p95 of checkouts:", percentile(checkouts, 0.95))
        slow = sum(seconds > 2 for seconds in checkouts)
        print(f"checkouts over 2 s: {slow / len(checkouts):.0%}")
    assert mixed.output.splitlines() == [
        "p95 of everything: 0.1",
        "p95 of checkouts: 6.0",
        "checkouts over 2 s: 30%",
    ]
    with show("averaged") as averaged:
        busy = [0.2] * 9000
        small = [0.2] * 500 + [5.0] * 500
        servers = [percentile(server, 0.95) for server in (busy, small)]
        print("average of both p95:", sum(servers) / 2)
        print("p95 of all requests:", percentile(busy + small, 0.95))
    assert averaged.output.splitlines() == [
        "average of both p95: 2.6",
        "p95 of all requests: 0.2",
    ]


def test_budget_in_orders(show):
    """Good events among valid ones, and what is left of the budget."""
    order = OrderFactory()
    outcomes = {"captured": 19_760, "declined": 200, "error": 28, "test": 12}
    Payment.objects.bulk_create(
        Payment(order=order, status=status)
        for status, number in outcomes.items()
        for _ in range(number)
    )

    def indicator(attempts):
        good = Q(status="captured") | Q(status="declined")
        return attempts.exclude(status="test").aggregate(
            valid=Count("pk"), good=Count("pk", filter=good)
        )

    with show("indicator", code=indicator) as block:
        found = indicator(Payment.objects.all())
        failed = found["valid"] - found["good"]
        for objective in (0.999, 0.995):
            allowed = found["valid"] * (1 - objective)
            print(f"{objective:.1%}: {failed} of {allowed:.0f} failures")
    assert block.output.splitlines() == [
        "99.9%: 28 of 20 failures",
        "99.5%: 28 of 100 failures",
    ]
    assert block.query_count == 1
