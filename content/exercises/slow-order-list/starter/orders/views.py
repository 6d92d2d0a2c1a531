from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date

from orders.models import Order

PAGE = 50


def order_list(request: HttpRequest) -> HttpResponse:
    """Open orders, the newest first, fifty to a page; all of them or those of one day."""
    orders = Order.objects.filter(status=Order.Status.OPEN).order_by("-placed_at")
    if day := parse_date(request.GET.get("day", "")):
        orders = orders.filter(placed_at__date=day)
    page = Paginator(orders, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "count": orders.count(),
        "total": sum(order.total_cents for order in orders) / 100,
        "day": day,
    }
    return render(request, "orders/list.html", context)
