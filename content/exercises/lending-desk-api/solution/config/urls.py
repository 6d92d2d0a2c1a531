from django.urls import include, path
from rest_framework.routers import DefaultRouter

from desk.views import ItemViewSet, LoanViewSet

router = DefaultRouter()
router.register("items", ItemViewSet, basename="item")
router.register("loans", LoanViewSet, basename="loan")

urlpatterns = [path("api/", include(router.urls))]
