import random
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from functools import partial
from itertools import islice, product

CENT = Decimal("0.01")


def split(discount, prices):
    """Shares a discount over the lines of an order, by price."""
    shares = [discount * price / sum(prices) for price in prices]
    return [share.quantize(CENT) for share in shares]


def test_examples_that_divide(show):
    """Round numbers leave nothing to round."""

    def test_equal_lines():
        shares = split(Decimal(10), [Decimal(50), Decimal(50)])
        assert shares == [Decimal(5), Decimal(5)]

    def test_by_price():
        prices = [Decimal(10), Decimal(20), Decimal(60)]
        shares = split(Decimal(9), prices)
        assert shares == [Decimal(1), Decimal(2), Decimal(6)]

    tests = [test_equal_lines, test_by_price]
    with show("split", code=split):
        pass
    with show("examples", code=tests):
        for test in tests:
            test()
    with show("three-lines") as block:
        shares = split(Decimal(10), [Decimal(20)] * 3)
        print(*shares, "sum:", sum(shares))
    assert block.output == "3.33 3.33 3.33 sum: 9.99\n"


def orders(chance):
    """Discounts of at most the total, and one to six prices."""
    while True:
        count = chance.randint(1, 6)
        cents = [chance.randint(1, 9_999) for _ in range(count)]
        discount = chance.randint(0, sum(cents))
        yield discount * CENT, [cent * CENT for cent in cents]


def adds_up(discount, prices, shares):
    """All is given, and no line gets more than its price."""
    return sum(shares) == discount and all(
        0 <= share <= price
        for price, share in zip(prices, shares, strict=True)
    )


def first_failure(rule, split, cases):
    for number, (discount, prices) in enumerate(cases):
        shares = split(discount, prices)
        if not rule(discount, prices, shares):
            lines = ", ".join(map(str, prices))
            given = ", ".join(map(str, shares))
            return f"case {number}: {discount} over {lines} gives {given}"


def small_orders():
    """Every order of up to three lines of one to three cents."""
    for count in (1, 2, 3):
        for cents in product((1, 2, 3), repeat=count):
            for discount in range(sum(cents) + 1):
                yield discount * CENT, [cent * CENT for cent in cents]


def test_property_with_a_seed(show):
    """Many orders from a printed seed, and what must hold for each."""
    with show("property", code=[orders, adds_up]):
        pass
    with show("run") as block:
        seed = 7
        cases = islice(orders(random.Random(seed)), 500)
        print(f"seed {seed},", first_failure(adds_up, split, cases))
    assert "seed 7, case" in block.output
    with show("small", code=small_orders) as small:
        print(first_failure(adds_up, split, small_orders()))
    assert "0.01 over 0.01, 0.01 gives 0.00, 0.00" in small.output


def split_exactly(discount, prices, rounding=ROUND_HALF_UP):
    """Rounds the running sum, so that what is left over goes on."""
    total, seen, given, shares = sum(prices), 0, 0, []
    for price in prices:
        seen += price
        upto = (discount * seen / total).quantize(CENT, rounding)
        shares.append(upto - given)
        given = upto
    return shares


def first_takes_all(discount, prices):
    shares = []
    for price in prices:
        shares.append(min(price, discount))
        discount -= shares[-1]
    return shares


def rounded_down(discount, prices):
    shares = [discount * price / sum(prices) for price in prices]
    return [share.quantize(CENT, ROUND_DOWN) for share in shares]


def by_price(discount, prices, shares):
    """No share is a cent or more away from the exact one."""
    return all(
        abs(share - discount * price / sum(prices)) < CENT
        for price, share in zip(prices, shares, strict=True)
    )


def test_property_that_is_too_weak(show):
    """A wrong split that keeps the first property, and not the second."""
    cases = list(islice(orders(random.Random(7)), 500))
    with show("exact", code=split_exactly) as exact:
        print(first_failure(adds_up, split_exactly, cases))
        print(first_failure(adds_up, split_exactly, small_orders()))
    assert exact.output == "None\nNone\n"

    def verdict(rule, split):
        return "fails" if first_failure(rule, split, cases) else "holds"

    with show("mutants", code=[rounded_down, first_takes_all]) as block:
        for wrong in (rounded_down, first_takes_all):
            print(f"{wrong.__name__}:")
            print("  adds_up ", verdict(adds_up, wrong))
            print("  by_price", verdict(by_price, wrong))
    with show("by-price", code=by_price) as exact:
        for orders_tried in (cases, small_orders()):
            print(first_failure(by_price, split_exactly, orders_tried))
    assert exact.output == "None\nNone\n"
    with show("half-even") as even:
        half_even = partial(split_exactly, rounding=ROUND_HALF_EVEN)
        print("random:", first_failure(by_price, half_even, cases))
        print("small: ", first_failure(by_price, half_even, small_orders()))
    assert even.output.startswith("random: None\nsmall:  case")
    assert block.output == (
        "rounded_down:\n  adds_up  fails\n  by_price holds\n"
        "first_takes_all:\n  adds_up  holds\n  by_price fails\n"
    )
