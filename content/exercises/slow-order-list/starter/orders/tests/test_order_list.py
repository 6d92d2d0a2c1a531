import datetime
import re
from unittest import mock

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from orders.models import Customer, Order


class OrderListTests(TestCase):
    """Three hundred open orders of ten customers, five to each moment."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.customers = [Customer.objects.create(name=f"Customer {n}", city="Graz") for n in range(10)]
        cls.begin = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
        Order.objects.bulk_create(cls.order(number) for number in range(300))
        Order.objects.bulk_create(cls.order(number, status=Order.Status.SENT) for number in range(100))

    @classmethod
    def order(cls, number: int, **fields: object) -> Order:
        placed_at = cls.begin + datetime.timedelta(hours=number // 5)
        made = {"customer": cls.customers[number % 10], "placed_at": placed_at, "total_cents": 1000}
        return Order(**{**made, **fields})

    def open(self, address: str) -> str:
        return self.client.get(address).content.decode()

    def numbers(self, page: str) -> list[int]:
        return [int(number) for number in re.findall(r"<tr>\s*<td>(\d+)", page)]

    def older(self, page: str) -> str | None:
        link = re.search(r'rel="next" href="([^"]+)"', page)
        return "/orders/" + link[1].replace("&amp;", "&") if link else None

    def plans(self, address: str) -> str:
        with CaptureQueriesContext(connection) as sent:
            self.open(address)
        steps = []
        with connection.cursor() as cursor:
            for query in sent.captured_queries:
                cursor.execute("EXPLAIN QUERY PLAN " + query["sql"].replace("%", "%%"))
                steps += [row[3] for row in cursor.fetchall()]
        return "\n".join(steps)

    def test_the_newest_open_orders_come_first(self) -> None:
        page = self.open("/orders/")
        placed = Order.objects.in_bulk(self.numbers(page))
        moments = [placed[number].placed_at for number in self.numbers(page)]
        self.assertEqual(moments, sorted(moments, reverse=True))
        self.assertEqual(len(moments), 50)
        self.assertEqual({order.status for order in placed.values()}, {Order.Status.OPEN})

    def test_the_head_counts_and_adds_all_open_orders(self) -> None:
        self.assertIn("300 orders, 3,000.00 euros", self.open("/orders/"))

    def test_a_row_says_how_many_orders_the_customer_has(self) -> None:
        row = re.search(r"Customer 3, Graz\s*<td>(\d+)", self.open("/orders/"))
        self.assertEqual(row and row[1], "40")

    def test_a_day_is_a_day_in_vienna(self) -> None:
        late = Order.objects.create(
            customer=self.customers[0],
            placed_at=datetime.datetime(2026, 2, 1, 23, 30, tzinfo=datetime.UTC),
            total_cents=100,
        )
        self.assertEqual(self.numbers(self.open("/orders/?day=2026-02-02")), [late.pk])
        self.assertEqual(self.numbers(self.open("/orders/?day=2026-02-01")), [])

    def test_the_way_to_older_orders_shows_each_once_while_new_ones_come_in(self) -> None:
        seen: list[int] = []
        address: str | None = "/orders/"
        while address:
            page = self.open(address)
            seen += self.numbers(page)
            address = self.older(page)
            moment = self.begin + datetime.timedelta(days=30, seconds=len(seen))
            Order.objects.create(customer=self.customers[0], placed_at=moment, total_cents=1)
        old = set(Order.objects.filter(status="open", total_cents=1000).values_list("pk", flat=True))
        self.assertEqual(len(seen), len(set(seen)), "no order twice")
        self.assertEqual(set(seen), old, "no order left out")

    def test_a_page_sends_a_few_statements(self) -> None:
        with CaptureQueriesContext(connection) as sent:
            self.open("/orders/")
        self.assertLessEqual(len(sent), 4)

    def test_a_page_loads_no_more_orders_than_it_shows(self) -> None:
        loaded = 0
        make = Order.from_db.__func__

        def count(cls: type[Order], *args: object) -> Order:
            nonlocal loaded
            loaded += 1
            return make(cls, *args)

        with mock.patch.object(Order, "from_db", classmethod(count)):
            self.open("/orders/")
        self.assertLessEqual(loaded, 51)

    def test_no_statement_reads_a_table_from_end_to_end(self) -> None:
        for address in ("/orders/", "/orders/?day=2026-01-02"):
            steps = self.plans(address).splitlines()
            self.assertEqual({step for step in steps if re.fullmatch(r"SCAN \w+", step)}, set(), address)

    def test_no_statement_sorts(self) -> None:
        page = self.open("/orders/")
        for address in ("/orders/", self.older(page) or "", "/orders/?day=2026-01-02"):
            self.assertFalse("TEMP B-TREE FOR ORDER BY" in self.plans(address), f"{address} sorts")

    def test_a_day_is_found_by_an_index(self) -> None:
        steps = set(self.plans("/orders/?day=2026-01-02").splitlines())
        self.assertTrue(any("placed_at>? AND placed_at<?" in step for step in steps), steps)

    def test_an_older_page_begins_where_it_begins(self) -> None:
        page = self.open(self.older(self.open("/orders/")) or "")
        with CaptureQueriesContext(connection) as sent:
            self.open(self.older(page) or "")
        skipping = [query["sql"] for query in sent.captured_queries if "OFFSET" in query["sql"]]
        self.assertEqual(len(skipping), 0, skipping[:1])
