from django.conf import settings
from django.db import models


class Profile(models.Model):
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE)
    about = models.TextField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    # Set by staff after a look at the passport; verified landlords are shown first.
    is_verified = models.BooleanField(default=False)


class Room(models.Model):
    landlord = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="rooms")
    title = models.CharField(max_length=100)
    description = models.TextField(help_text="You may use **bold** and line breaks.")
    rent = models.PositiveIntegerField(help_text="Euros for a month, warm.")
    # A page about the house, shown below the description.
    link = models.URLField(blank=True)
    link_title = models.CharField(max_length=200, blank=True, editable=False)
    is_taken = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-landlord__profile__is_verified", "-created_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class Message(models.Model):
    room = models.ForeignKey(Room, models.CASCADE, related_name="questions")
    sender = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sent")
    text = models.TextField()
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-sent_at", "-pk"]
