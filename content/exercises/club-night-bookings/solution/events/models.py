from django.conf import settings
from django.db import models


class Event(models.Model):
    """An evening of the club with a number of seats."""

    name = models.CharField(max_length=100)
    starts_at = models.DateTimeField()
    host = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="hosted")
    capacity = models.PositiveIntegerField()
    seats_taken = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["starts_at", "pk"]

    def __str__(self) -> str:
        return self.name


class Booking(models.Model):
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="bookings")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="bookings")
    seats = models.PositiveIntegerField()
    booked_at = models.DateTimeField(auto_now_add=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.member}: {self.seats} at {self.event}"
