import contextlib
import io

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.test import TestCase
from django.urls import path

from recording.running import run
from shop.factories import OrderFactory, UserFactory
from shop.models import Order


def cancel(order):
    order.status = "cancelled"
    order.save(update_fields=["status"])
    return HttpResponse(status=204)


def cancel_own_order(request, pk):
    own = Order.objects.filter(customer__user=request.user)
    return cancel(get_object_or_404(own, pk=pk))


def cancel_any_order(request, pk):
    return cancel(get_object_or_404(Order, pk=pk))


def test_owner_and_stranger(show, urls):
    """Who acts, what comes back, and what the row says afterwards."""
    with show("test"):

        class CancelOrderTest(TestCase):
            @classmethod
            def setUpTestData(cls):
                cls.anna, cls.boris = UserFactory.create_batch(2)
                cls.order = OrderFactory(customer__user=cls.anna)

            def check(self, user, answer, status):
                self.client.force_login(user)
                response = self.client.post(f"/cancel/{self.order.pk}/")
                self.assertEqual(response.status_code, answer)
                self.order.refresh_from_db()
                self.assertEqual(self.order.status, status)

            def test_owner_cancels(self):
                self.check(self.anna, 204, "cancelled")

            def test_stranger_finds_nothing(self):
                self.check(self.boris, 404, "open")

    def outcome(view):
        urls(path("cancel/<int:pk>/", view))
        with contextlib.redirect_stdout(io.StringIO()) as output:
            run(CancelOrderTest)
        return f"{view.__name__}\n{output.getvalue()}"

    views = [cancel_own_order, cancel_any_order]
    outcomes = [outcome(view) for view in views]
    with show("views", code=views) as block:
        print("".join(outcomes), end="")
    assert block.output == (
        "cancel_own_order\n2 run, 0 failed\n"
        "cancel_any_order\n"
        "test_stranger_finds_nothing: AssertionError: 204 != 404\n"
        "2 run, 1 failed\n"
    )
