from django.contrib.auth.mixins import LoginRequiredMixin
from django.test import Client
from django.urls import path
from django.views.generic import DetailView

from shop.factories import OrderFactory
from shop.models import Order


def test_mixin_on_the_right(show, urls):
    """The view's own dispatch comes first, and the check never runs."""
    OrderFactory()
    with show("right"):

        class OrderDetail(DetailView, LoginRequiredMixin):
            model = Order

    open_to_all = OrderDetail
    with show("left"):

        class OrderDetail(LoginRequiredMixin, DetailView):
            model = Order

    urls(
        path("right/<int:pk>/", open_to_all.as_view()),
        path("left/<int:pk>/", OrderDetail.as_view()),
    )
    with show("anonymous") as block:
        Client().get("/right/1/")
        Client().get("/left/1/")
    assert block.responses == [200, 302]
    with show("mro") as order:
        print([one.__name__ for one in OrderDetail.__mro__[:4]])
    assert order.output.startswith("['OrderDetail', 'LoginRequiredMixin'")
