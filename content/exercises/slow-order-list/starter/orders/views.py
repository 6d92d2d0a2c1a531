import datetime

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date

from orders.models import Order

PAGE = 50


def day_of(request: HttpRequest) -> datetime.date | None:
    """The day that was asked for; what is no day of ours counts as none."""
    try:
        day = parse_date(request.GET.get("day", ""))
    except ValueError:
        return None
    return day if day and 2000 <= day.year < 2100 else None


def order_list(request: HttpRequest) -> HttpResponse:
    """Open orders, the newest first, fifty to a page; all of them or those of one day."""
    orders = Order.objects.filter(status=Order.Status.OPEN).order_by("-placed_at")
    if day := day_of(request):
        orders = orders.filter(placed_at__date=day)
    page = Paginator(orders, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "count": orders.count(),
        "total": sum(order.total_cents for order in orders) / 100,
        "day": day,
    }
    return render(request, "orders/list.html", context)
