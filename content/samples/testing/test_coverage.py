import inspect
import sys
from decimal import Decimal

from shop.factories import OrderFactory
from shop.models import Order


def refund(paid, days, is_member):
    share = Decimal("0.5")
    if days <= 14 or is_member:
        share = Decimal("1")
    return paid * share


def check_refund(refund):
    assert refund(Decimal(80), days=3, is_member=False)
    assert refund(Decimal(80), days=3, is_member=True) > 0


def check_refund_well(refund):
    assert refund(Decimal(80), days=14, is_member=False) == 80
    assert refund(Decimal(80), days=15, is_member=False) == 40
    assert refund(Decimal(80), days=15, is_member=True) == 80


def lines_run(function, test):
    """How many lines of a function a test runs, and how many there are."""
    code, seen = function.__code__, set()

    def watch(frame, event, argument):
        if frame.f_code is code and event == "line":
            seen.add(frame.f_lineno)
        return watch

    sys.settrace(watch)
    try:
        test(function)
    finally:
        sys.settrace(None)
    every = {line for _, _, line in code.co_lines() if line}
    return len(seen), len(every - {code.co_firstlineno})


def survivors(function, changes, test):
    """Changes of the function that the test does not notice."""
    source = inspect.getsource(function)
    for old, new in changes:
        assert source.count(old) == 1
        names = dict(function.__globals__)
        exec(source.replace(old, new), names)
        try:
            test(names[function.__name__])
        except AssertionError:
            continue
        yield f"{old.strip()}  →  {new.strip()}"


CHANGES = [
    ("<= 14", "< 14"),
    (" or ", " and "),
    ('"0.5"', '"0.9"'),
    ("paid * share", "paid"),
]


def test_lines_that_ran(show):
    """Every line of the rule runs, and nothing about it is held."""
    with show("rule", code=[refund, check_refund]) as block:
        ran, every = lines_run(refund, check_refund)
        print(f"{ran} of {every} lines run")
    assert block.output == "4 of 4 lines run\n"
    with show("survivors") as weak:
        for change in survivors(refund, CHANGES, check_refund):
            print("not noticed:", change)
    assert weak.output.count("\n") == len(CHANGES)
    with show("noticed", code=check_refund_well) as strong:
        print(list(survivors(refund, CHANGES, check_refund_well)))
    assert strong.output == "[]\n"


def orders_of(customer):
    orders = Order.objects.filter(customer=customer)
    return orders.exclude(status="cancelled")


def test_rows_that_must_not_come(customer, show):
    """A queryset is two lines; a condition that is gone has no line at all."""
    order = OrderFactory(customer=customer)
    changes = [
        ("filter(customer=customer)", "all()"),
        ('orders.exclude(status="cancelled")', "orders"),
    ]

    def check_own_order(orders_of):
        assert list(orders_of(customer)) == [order]

    with show("one-order", code=[orders_of, check_own_order]) as block:
        for change in survivors(orders_of, changes, check_own_order):
            print("not noticed:", change)
    assert block.output.count("not noticed") == 2
    with show("two-more-rows") as more:
        OrderFactory(customer=customer, status="cancelled")
        OrderFactory()
        print(list(survivors(orders_of, changes, check_own_order)))
    assert more.output == "[]\n"
