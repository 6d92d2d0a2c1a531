from django.shortcuts import get_object_or_404
from rest_framework import permissions, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from giftcards.models import GiftCard, Redemption
from giftcards.services import CardError, redeem
from shop.models import Order


class RedemptionSerializer(serializers.ModelSerializer):
    class Meta:
        model = Redemption
        fields = ["order", "amount", "created_at"]


class GiftCardSerializer(serializers.ModelSerializer):
    spent = serializers.SerializerMethodField()

    class Meta:
        model = GiftCard
        fields = "__all__"

    def get_spent(self, card: GiftCard) -> float:
        return sum(redemption.amount for redemption in card.redemptions.all())


class GiftCardViewSet(viewsets.ModelViewSet):
    """A customer's own cards; the code of any card can be redeemed, since cards are given away."""

    serializer_class = GiftCardSerializer
    permission_classes = [permissions.IsAuthenticated]

    def get_queryset(self):
        return GiftCard.objects.filter(holder=self.request.user)

    @action(detail=True)
    def history(self, request: Request, pk: str) -> Response:
        """The card and what was paid with it."""
        card = GiftCard.objects.prefetch_related("redemptions").get(pk=pk)
        redemptions = RedemptionSerializer(card.redemptions.all(), many=True)
        return Response({**self.get_serializer(card).data, "redemptions": redemptions.data})

    @action(detail=False, methods=["post"])
    def redeem(self, request: Request) -> Response:
        try:
            card = get_object_or_404(GiftCard, code=request.data.get("code"))
            order = get_object_or_404(Order, pk=request.data.get("order"), customer=request.user)
            redemption = redeem(card, order, float(request.data.get("amount", 0)))
        except (CardError, ValueError) as error:
            raise ValidationError(str(error)) from error
        return Response(RedemptionSerializer(redemption).data, status=status.HTTP_201_CREATED)
