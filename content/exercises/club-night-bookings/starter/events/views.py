from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from events import services
from events.models import Booking, Event


@require_GET
def event_list(request: HttpRequest) -> JsonResponse:
    events = Event.objects.filter(starts_at__gte=timezone.now())
    return JsonResponse(
        {
            "events": [
                {
                    "id": event.pk,
                    "name": event.name,
                    "host": event.host.get_username(),
                    "seats_left": event.capacity - event.seats_taken,
                    "party_sizes": event.party_sizes,
                }
                for event in events
            ]
        }
    )


@require_POST
def book(request: HttpRequest, pk: int) -> JsonResponse:
    if not request.user.is_authenticated:
        return JsonResponse({"detail": "Sign in first."}, status=403)
    event = get_object_or_404(Event, pk=pk)
    try:
        seats = int(request.POST.get("seats", "1"))
    except ValueError:
        seats = 0
    if not 1 <= seats <= 8:
        return JsonResponse({"detail": "Between one and eight seats."}, status=400)
    try:
        booking = services.book(event.pk, request.user, seats)
    except services.SoldOut:
        return JsonResponse({"detail": "Not enough seats left."}, status=409)
    return JsonResponse({"id": booking.pk}, status=201)


@require_POST
def cancel(request: HttpRequest, pk: int) -> JsonResponse:
    if not request.user.is_authenticated:
        return JsonResponse({"detail": "Sign in first."}, status=403)
    booking = get_object_or_404(Booking, pk=pk, member=request.user)
    services.cancel(booking)
    return JsonResponse({"id": booking.pk})
