from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models


class Room(models.Model):
    name = models.CharField(max_length=50)

    def __str__(self) -> str:
        return self.name


class Booking(models.Model):
    room = models.ForeignKey(Room, models.CASCADE)
    during = DateTimeRangeField()
    cancelled = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.room}, {self.during}"


class Event(models.Model):
    title = models.CharField(max_length=100)
    start = models.DateTimeField()
    end = models.DateTimeField()

    def __str__(self) -> str:
        return self.title
