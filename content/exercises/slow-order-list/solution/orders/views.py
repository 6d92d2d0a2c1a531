import datetime
from urllib.parse import urlencode

from django.db.models import Count, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from orders.models import Customer, Order

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
    orders = Order.objects.filter(status=Order.Status.OPEN)
    day = day_of(request)
    if day:
        orders = orders.filter(placed_at__gte=start_of(day), placed_at__lt=start_of(day, days_later=1))
    head = orders.aggregate(count=Count("pk"), cents=Sum("total_cents", default=0))
    # One more than is shown says whether there are older ones.
    found = list(after(orders, request).order_by("-placed_at", "-pk").defer("note")[: PAGE + 1])
    page = found[:PAGE]
    customers = Customer.objects.filter(pk__in={order.customer_id for order in page})
    known = customers.annotate(order_count=Count("orders")).in_bulk()
    for order in page:
        order.customer = known[order.customer_id]
    context = {
        "page": page,
        "older": link_after(page[-1], day) if len(found) > PAGE else "",
        "count": head["count"],
        "total": head["cents"] / 100,
    }
    return render(request, "orders/list.html", context)


def start_of(day: datetime.date, days_later: int = 0) -> datetime.datetime:
    """Midnight here, as a moment: two of them bound a day of 23, 24 or 25 hours."""
    midnight = datetime.datetime.combine(day + datetime.timedelta(days=days_later), datetime.time())
    return timezone.make_aware(midnight)


def after(orders: QuerySet[Order], request: HttpRequest) -> QuerySet[Order]:
    """The orders behind the last one of the page before; all of them if there was none."""
    placed_at, number = parse_datetime(request.GET.get("before", "")), request.GET.get("order", "")
    if placed_at is None or not number.isdecimal():
        return orders
    # The first condition is implied by the second; it is what the index can begin at.
    return orders.filter(placed_at__lte=placed_at).exclude(placed_at=placed_at, pk__gte=int(number))


def link_after(order: Order, day: datetime.date | None) -> str:
    place = {"before": order.placed_at.isoformat(), "order": order.pk}
    return urlencode(place | ({"day": day.isoformat()} if day else {}))
