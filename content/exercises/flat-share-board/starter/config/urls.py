from django.contrib.auth.views import LogoutView
from django.urls import path

from board import views

urlpatterns = [
    path("", views.room_list, name="rooms"),
    path("rooms/new/", views.room_new, name="room-new"),
    path("rooms/<int:pk>/", views.room, name="room"),
    path("rooms/<int:pk>/edit/", views.room_edit, name="room-edit"),
    path("rooms/<int:pk>/taken/", views.room_taken, name="room-taken"),
    path("rooms/<int:pk>/ask/", views.ask, name="ask"),
    path("messages/", views.inbox, name="inbox"),
    path("messages/<int:pk>/", views.message, name="message"),
    path("shared/<str:token>/", views.shared_message, name="shared"),
    path("profile/", views.profile, name="profile"),
    path("sign-up/", views.sign_up, name="sign-up"),
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("password/forgotten/", views.password_forgotten, name="password-forgotten"),
    path("password/new/<int:pk>/<str:token>/", views.password_new, name="password-new"),
]
