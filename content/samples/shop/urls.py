"""The shop's own addresses; samples about views bring theirs through ``urls``."""

from django.contrib import admin
from django.urls import path

urlpatterns = [path("admin/", admin.site.urls)]
