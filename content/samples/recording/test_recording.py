"""The recorder's own tests: what a reader sees must not depend on chance."""

import sys

import pytest

from . import records
from .http import exchange
from .normalise import Normaliser
from .plugin import pages_with
from .queries import LISTED, Query, QueryLog, fold, layout, shape
from .records import compare
from .source import body_of_with, check_shape, source_of


class Here:
    """A context manager that notes the body of its own ``with``."""

    def __enter__(self):
        self.body = body_of_with(sys._getframe(1))
        return self

    def __exit__(self, *exception):
        return False


def test_body_is_dedented_and_keeps_comments():
    with Here() as here:
        # What a reader should know first.
        total = 1

        total += 1  # noqa: F841
    assert here.body == (
        "# What a reader should know first.\ntotal = 1\n\ntotal += 1"
    )


def test_body_of_a_header_over_several_lines():
    with Here() as here:  # fmt: skip
        value = 1
    with Here() as there:
        value = 2
    assert here.body == "value = 1"
    assert there.body == "value = 2"
    assert value == 2


def test_inner_with_belongs_to_the_body():
    with Here() as outer:
        with Here() as inner:
            value = 1
    assert outer.body == "with Here() as inner:\n    value = 1"
    assert (inner.body, value) == ("value = 1", 1)


def test_app_label_of_a_test_model_is_left_out():
    class Meta:
        ordering = ["name"]
        app_label = "shop"

    class Model:
        name = "x"

        class Meta:
            app_label = "shop"

    assert source_of(Meta) == (
        'class Meta:\n    ordering = ["name"]',
        "python",
    )
    assert source_of(Model) == ('class Model:\n    name = "x"', "python")


def test_files_and_lists_are_shown():
    code, language = source_of("shop/templates/order_list.html")
    assert code.startswith("{% for order in orders %}")
    assert language == "django"
    assert source_of([Here, Here])[0].count("\n\n\nclass Here") == 1


@pytest.mark.parametrize("code", ["x" * 73, "x\n" * 27])
def test_code_that_no_page_can_hold(code):
    with pytest.raises(ValueError, match="block 'wide'"):
        check_shape("wide", code, "python")


@pytest.mark.parametrize(
    ("found", "same"),
    [
        ("<Order object at 0x7f2912fc77d0>", "<Order object at 0x…>"),
        ('SAVEPOINT "s139900_x7"', 'SAVEPOINT "s1"'),
        ("sessionid=" + "a1" * 16, "sessionid=…"),
        ("key = 'jnh5pteeibta9bywmrfr5i5431psuphz'", "key = '…'"),
        ("'e30:1vwz8C:QmDaLXR3KHsH3rk6Qdv6yZPkBtE6e9P_QTXKQcTHEQc'", "'…'"),
        ("'2026-03-02 09:00:00'", "'2026-03-02 09:00:00'"),
        ("Process 4711 waits", "Process … waits"),
        ("transaction 991; transaction 992", "transaction 1; transaction 2"),
        ("Sort Method: quicksort  Memory: 25kB", "Sort Method: quicksort"),
        ("order 4711 of 12", "order 4711 of 12"),
    ],
)
def test_what_differs_by_chance_is_replaced(found, same):
    assert Normaliser()(found) == same


def test_moments_are_replaced_where_time_passes():
    moment = "created '2026-11-21 02:54:48.123456+00:00'"
    assert Normaliser(real_clock=True)(moment) == "created '…'"


def test_uuids_are_numbered_as_they_come():
    one, two = (
        "9f1c1f0e-3b1a-4c5d-8e6f-0123456789ab",
        "0d4c1f0e-3b1a-4c5d-9e6f-0123456789ab",
    )
    normalise = Normaliser()
    first, second, again = (normalise(text) for text in (one, two, one))
    assert first == again == "00000000-0000-4000-8000-000000000001"
    assert second == "00000000-0000-4000-8000-000000000002"
    assert Normaliser(f"key = {one!r}")(one) == one


def test_processes_have_the_names_of_their_sessions():
    normalise = Normaliser()
    normalise.processes[4711] = "Anna"
    assert (
        normalise("blocked by process 4711.") == "blocked by process of Anna."
    )


def test_long_lists_show_each_shape_once():
    queries = [Query(f"SELECT {number}") for number in range(LISTED + 1)]
    assert fold(queries) == [Query("SELECT 0", times=LISTED + 1)]
    assert fold(queries[:LISTED]) == queries[:LISTED]
    assert shape("WHERE a = 'it''s' AND b = 1.5") == "WHERE a = ? AND b = ?"


def test_transactions_are_not_queries():
    assert [
        Query(sql).is_transaction
        for sql in ("BEGIN", "RELEASE SAVEPOINT s1", "COMMIT", "SELECT 1")
    ] == [True, True, True, False]


def test_layout_changes_no_word():
    sql = "SELECT a, b FROM t WHERE a = 'X  y' ORDER BY b FOR UPDATE"
    assert layout(sql).split() == sql.split()
    assert layout(sql).endswith("FOR UPDATE")


def test_exchange_keeps_what_readers_need(rf):
    from django.http import JsonResponse

    request = rf.post(
        "/orders/?page=2",
        {"a": 1},
        content_type="application/json",
        headers={"Idempotency-Key": "k1"},
    )
    response = JsonResponse({"id": 7}, status=201, headers={"X-Noise": "x"})
    assert exchange(request, b'{"a": 1}', response) == {
        "method": "POST",
        "path": "/orders/?page=2",
        "headers": {"Idempotency-Key": "k1"},
        "body": '{\n  "a": 1\n}',
        "status": 201,
        "responseHeaders": {"Content-Type": "application/json"},
        "responseBody": '{\n  "id": 7\n}',
    }


def test_a_cleared_log_loses_nothing(db):
    from django.db import connection, reset_queries

    with QueryLog() as log, connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        reset_queries()
        cursor.execute("SELECT 2")
    reset_queries()
    assert [query.sql for query in log.queries] == ["SELECT 1", "SELECT 2"]


def test_a_sample_knows_its_pages():
    assert pages_with("orm/n-plus-one") == [
        "content/questions/orm/select-related-or-prefetch-related.mdx"
    ]
    assert pages_with("orm/n-plus") == []


def test_a_difference_names_the_sample_and_the_lines(tmp_path, monkeypatch):
    monkeypatch.setattr(records, "SAMPLES", tmp_path)
    assert "orm/new has no record" in compare("orm/new", "{}")
    (tmp_path / "orm").mkdir()
    (tmp_path / "orm/new.json").write_text('{"queryCount": 6}')
    assert compare("orm/new", '{"queryCount": 6}') == ""
    assert compare("orm/new", '{"queryCount": 1}').splitlines() == [
        "orm/new did something else than its record says:",
        "--- recorded",
        "+++ now",
        "@@ -1 +1 @@",
        '-{"queryCount": 6}',
        '+{"queryCount": 1}',
    ]


def test_source_of_a_framework_is_refused():
    from rest_framework.decorators import api_view

    @api_view(["GET"])
    def prices(request): ...

    with pytest.raises(ValueError, match="not in a sample"):
        source_of(prices)
