from decimal import Decimal

from django.shortcuts import get_object_or_404
from rest_framework import permissions, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from giftcards.models import GiftCard, Redemption
from giftcards.services import CardError, redeem
from shop.models import Order


class EurosField(serializers.Field):
    """Cents inside, euros with two decimals outside."""

    def to_representation(self, cents: int) -> str:
        return f"{cents // 100}.{cents % 100:02}"


class RedemptionSerializer(serializers.ModelSerializer):
    amount = EurosField(source="amount_cents", read_only=True)

    class Meta:
        model = Redemption
        fields = ["order", "amount", "created_at"]


class RedeemSerializer(serializers.Serializer):
    """What somebody sends who pays with a card."""

    code = serializers.CharField()
    order = serializers.IntegerField()
    amount = serializers.DecimalField(max_digits=8, decimal_places=2, min_value=Decimal("0.01"))


class GiftCardSerializer(serializers.ModelSerializer):
    balance = EurosField(source="balance_cents", read_only=True)
    spent = serializers.SerializerMethodField()

    class Meta:
        model = GiftCard
        fields = ["id", "code", "balance", "valid_until", "spent"]

    def get_spent(self, card: GiftCard) -> str:
        cents = sum(redemption.amount_cents for redemption in card.redemptions.all())
        return EurosField().to_representation(cents)


class GiftCardViewSet(viewsets.ReadOnlyModelViewSet):
    """A customer's own cards; the code of any card can be redeemed, since cards are given away."""

    serializer_class = GiftCardSerializer
    permission_classes = [permissions.IsAuthenticated]

    def get_queryset(self):
        return GiftCard.objects.filter(holder=self.request.user).prefetch_related("redemptions")

    @action(detail=True)
    def history(self, request: Request, pk: str) -> Response:
        """The card and what was paid with it."""
        card = self.get_object()
        redemptions = RedemptionSerializer(card.redemptions.all(), many=True)
        return Response({**self.get_serializer(card).data, "redemptions": redemptions.data})

    @action(detail=False, methods=["post"])
    def redeem(self, request: Request) -> Response:
        sent = RedeemSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        card = get_object_or_404(GiftCard, code=sent.validated_data["code"])
        order = get_object_or_404(Order, pk=sent.validated_data["order"], customer=request.user)
        try:
            redemption = redeem(card, order, sent.validated_data["amount"])
        except CardError as error:
            raise ValidationError(str(error)) from error
        return Response(RedemptionSerializer(redemption).data, status=status.HTTP_201_CREATED)
