from django.urls import path

from events import views

urlpatterns = [
    path("events/", views.event_list, name="event-list"),
    path("events/<int:pk>/book/", views.book, name="book"),
    path("bookings/<int:pk>/cancel/", views.cancel, name="cancel"),
]
