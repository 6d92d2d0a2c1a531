from hashlib import sha256

import pytest
from django import forms
from django.db import transaction
from django.forms import BaseInlineFormSet, inlineformset_factory
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.test import Client
from django.urls import path

from shop.factories import OrderFactory, OrderLineFactory, ProductFactory
from shop.models import Order, OrderLine

LineFormSet = inlineformset_factory(
    Order, OrderLine, fields=["product", "quantity"], extra=0
)


def edit_lines(request, pk):
    order = get_object_or_404(Order, pk=pk)
    formset = LineFormSet(request.POST, instance=order)
    if not formset.is_valid():
        return HttpResponse(formset.as_p(), status=422)
    formset.save()
    return redirect("/orders/")


@pytest.fixture
def order(show):
    """Order 1 with line 1 (Kettle) and line 2 (Lamp); Mug is product 3."""
    order = OrderFactory(lines=2)
    ProductFactory()
    return order


def posted(order, total, *rows):
    """What a browser sends: ``(id, product, quantity, extra…)`` per row."""
    initial = sum(1 for row in rows if row[0])
    data = {"lines-TOTAL_FORMS": total, "lines-INITIAL_FORMS": initial}
    for place, (pk, product, quantity, *more) in enumerate(rows):
        data[f"lines-{place}-id"] = pk
        data[f"lines-{place}-product"] = product
        data[f"lines-{place}-quantity"] = quantity
        data |= {f"lines-{place}-{name}": "on" for name in more}
    return {name: str(value) for name, value in data.items()}


def test_edit_lines(order, show, urls):
    """The view of the page."""
    urls(path("orders/<int:pk>/lines/", edit_lines))
    with show("view", code=edit_lines) as block:
        Client().post("/orders/1/lines/", posted(order, 1, (1, 1, 1)))
    assert block.responses == [302]


def test_third_line(order, show, urls):
    """What the browser sent after "Add line", and what it got."""
    urls(path("orders/<int:pk>/lines/", edit_lines))
    with show("form"):
        LineFormSet = inlineformset_factory(  # noqa: N806
            Order, OrderLine, fields=["product", "quantity"], extra=0
        )
    assert LineFormSet.extra == 0
    with show("request") as block:
        data = {
            "lines-TOTAL_FORMS": "2",
            "lines-INITIAL_FORMS": "2",
            "lines-0-id": "1",
            "lines-0-product": "1",
            "lines-0-quantity": "4",
            "lines-1-id": "2",
            "lines-1-product": "2",
            "lines-1-quantity": "1",
            "lines-2-id": "",
            "lines-2-product": "3",
            "lines-2-quantity": "1",
        }
        Client().post("/orders/1/lines/", data)
    assert block.responses == [302]
    assert order.lines.count() == 2
    with show("counted") as right:
        data["lines-TOTAL_FORMS"] = "3"
        Client().post("/orders/1/lines/", data)
        print(order.lines.count(), "lines")
    assert right.output == "3 lines\n"


def test_errors_that_no_row_shows(order, show):
    """Three requests that are refused, and where the reason stands."""
    with show("where") as block:
        formset = LineFormSet({}, instance=order)
        print("no management form:", formset.non_form_errors().as_data())
        data = posted(order, 1, (2, 2, 1))
        del data["lines-0-id"]
        formset = LineFormSet(data, instance=order)
        print("no id:", formset.errors)
    assert (
        "missing_management_form"
        in repr(LineFormSet({}, instance=order).non_form_errors().as_data())
        or "ManagementForm" in block.output
    )
    assert "'id'" in block.output


def test_lines_that_are_not_there(order, show):
    """Another order's line is passed over without a word; a deleted one is refused."""
    foreign = OrderLineFactory()
    with show("foreign-or-gone") as block:
        formset = LineFormSet(posted(order, 1, (3, 1, 9)), instance=order)
        print("foreign:", formset.is_valid(), formset.save())
        OrderLine.objects.get(pk=2).delete()
        formset = LineFormSet(posted(order, 1, (2, 2, 9)), instance=order)
        print("gone:", formset.is_valid(), list(formset.errors[0]))
    assert block.output == "foreign: True []\ngone: False ['id']\n"
    foreign.refresh_from_db()
    assert foreign.quantity == 1


class LinesOfOneOrder(BaseInlineFormSet):
    def clean(self):
        super().clean()
        if any(self.errors):
            return
        seen = set()
        for form in self.forms:
            product = form.cleaned_data.get("product")
            if product is None or self._should_delete_form(form):
                continue
            if product in seen:
                raise forms.ValidationError(f"{product} twice.")
            seen.add(product)


def test_rule_over_the_rows(order, show):
    """No form sees its neighbours; the formset does."""
    lines = inlineformset_factory(
        Order, OrderLine, formset=LinesOfOneOrder,
        fields=["product", "quantity"],
    )  # fmt: skip
    with show("clean", code=LinesOfOneOrder) as block:
        twice = posted(order, 3, (1, 1, 1), (2, 2, 1), ("", 1, 1))
        print(lines(twice, instance=order).non_form_errors())
    assert "twice" in block.output
    moved = posted(order, 3, (1, 1, 1, "DELETE"), (2, 2, 1), ("", 1, 1))
    formset = lines(moved, instance=order)
    assert formset.is_valid()
    for line in formset.save(commit=False):
        line.save()
    assert [line.pk for line in formset.deleted_objects] == [1]
    assert sorted(order.lines.values_list("pk", flat=True)) == [1, 2, 3]


def test_limits_of_a_formset(order, show):
    """max_num is a matter of display, until validate_max or absolute_max."""
    rows = [("", 3, 1)] * 3
    loose = inlineformset_factory(
        Order, OrderLine, fields=["product", "quantity"], max_num=2
    )
    strict = inlineformset_factory(
        Order, OrderLine, fields=["product", "quantity"], max_num=2,
        validate_max=True,
    )  # fmt: skip
    other = OrderFactory()
    data = posted(other, 3, *rows)
    with show("max-num") as block:
        print("max_num:", loose(data, instance=other).is_valid())
        print("validate_max:", strict(data, instance=other).is_valid())
        data["lines-TOTAL_FORMS"] = "2001"
        print("2001 rows:", LineFormSet(data, instance=other).is_valid())
    assert block.output.split()[1::2][:2] == ["True", "False"]
    assert block.output.endswith("2001 rows: False\n")


def test_untouched_row_writes_back(order, show):
    """The page of Anna is old; saving it puts the old numbers back."""
    with show("old-page") as block:
        seen_by_anna = posted(order, 2, (1, 1, 4), (2, 2, 1))
        OrderLine.objects.filter(pk=2).update(quantity=7)
        formset = LineFormSet(seen_by_anna, instance=order)
        if formset.is_valid():
            formset.save()
        print(OrderLine.objects.get(pk=2).quantity)
    assert block.output == "1\n"


def fingerprint(order):
    rows = order.lines.order_by("pk")
    rows = rows.values_list("pk", "product_id", "quantity")
    return sha256(repr(list(rows)).encode()).hexdigest()


@transaction.atomic
def edit_seen_lines(request, pk):
    order = get_object_or_404(Order.objects.select_for_update(), pk=pk)
    if request.POST["seen"] != fingerprint(order):
        return HttpResponse("changed meanwhile", status=409)
    formset = LineFormSet(request.POST, instance=order)
    if not formset.is_valid():
        return HttpResponse(formset.as_p(), status=422)
    formset.save()
    return redirect("/orders/")


def test_page_says_what_it_showed(order, show, urls):
    """The request carries a digest of the rows that the page was made from."""
    urls(path("orders/<int:pk>/lines/", edit_seen_lines))
    page = posted(order, 2, (1, 1, 4), (2, 2, 1))
    page["seen"] = fingerprint(order)
    with show("seen", code=[fingerprint, edit_seen_lines]) as block:
        OrderLine.objects.filter(pk=2).update(quantity=7)
        Client().post("/orders/1/lines/", page)
    assert block.responses == [409]
    assert OrderLine.objects.get(pk=2).quantity == 7
    page["seen"] = fingerprint(order)
    assert Client().post("/orders/1/lines/", page).status_code == 302
