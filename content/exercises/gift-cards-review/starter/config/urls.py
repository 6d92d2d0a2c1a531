from django.urls import include, path
from rest_framework.routers import DefaultRouter

from giftcards.views import GiftCardViewSet
from shop.views import OrderViewSet

router = DefaultRouter()
router.register("orders", OrderViewSet, basename="order")
router.register("gift-cards", GiftCardViewSet, basename="gift-card")

urlpatterns = [path("api/", include(router.urls))]
