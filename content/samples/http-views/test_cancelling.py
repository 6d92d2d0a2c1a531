import pytest
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.views.decorators.http import require_POST

from shop.factories import CustomerFactory, OrderFactory, UserFactory
from shop.models import Order


def refund(order):
    print("refund for", order)


@login_required
def cancel(request, pk):
    order = Order.objects.get(pk=pk)
    if order.status == "shipped":
        return JsonResponse({"error": "too late"})
    order.status = "cancelled"
    order.save()
    refund(order)
    return JsonResponse({"ok": True})


@login_required
@require_POST
def cancel_once(request, pk):
    mine = Order.objects.filter(customer__user=request.user)
    order = get_object_or_404(mine, pk=pk)
    changed = Order.objects.filter(pk=order.pk, status="open").update(
        status="cancelled"
    )
    if changed:
        refund(order)
    order.refresh_from_db()
    if order.status != "cancelled":
        return JsonResponse({"error": order.status}, status=409)
    return JsonResponse({"ok": True})


@pytest.fixture
def order(client, urls, show):
    urls(
        path("orders/<int:pk>/cancel/", cancel),
        path("orders/<int:pk>/cancel-once/", cancel_once),
    )
    anna = UserFactory()
    client.force_login(anna)
    return OrderFactory(customer=CustomerFactory(user=anna))


def test_cancel_by_link(order, client, show):
    """A GET cancels, a second one refunds again, and every answer is 200."""
    client.raise_request_exception = False
    with show("view", code=cancel) as block:
        client.get("/orders/1/cancel/")
        client.get("/orders/1/cancel/")
        client.get("/orders/9/cancel/")
    assert block.responses == [200, 200, 500]
    assert block.output == "refund for Order 1\n" * 2


def test_cancel_once(order, client, show):
    """The change itself is conditional, and its row count is the answer."""
    OrderFactory()
    with show("conditional", code=cancel_once) as block:
        client.get("/orders/1/cancel-once/")
        client.post("/orders/1/cancel-once/")
        client.post("/orders/1/cancel-once/")
        client.post("/orders/2/cancel-once/")
        Order.objects.filter(pk=1).update(status="shipped")
        client.post("/orders/1/cancel-once/")
    assert block.responses == [405, 200, 200, 404, 409]
    assert block.output == "refund for Order 1\n"


def test_update_that_looks(order, show):
    with show("update") as block:
        changed = Order.objects.filter(pk=order.pk, status="open").update(
            status="cancelled"
        )
        print("changed:", changed)
    assert block.output == "changed: 1\n"
