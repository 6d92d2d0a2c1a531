import datetime

from django.utils import timezone
from rest_framework import serializers

from desk.models import Item, Loan


class ItemSerializer(serializers.ModelSerializer):
    available = serializers.BooleanField(read_only=True, default=True)

    class Meta:
        model = Item
        fields = ["id", "name", "serial", "available"]


class LoanSerializer(serializers.ModelSerializer):
    item_name = serializers.CharField(source="item.name", read_only=True)

    class Meta:
        model = Loan
        fields = ["id", "item", "item_name", "due_on", "lent_at", "returned_at"]
        read_only_fields = ["returned_at"]
        # The constraint needs a conflict as its answer, not a validation error: the view gives it.
        validators = []

    def validate_due_on(self, value: datetime.date) -> datetime.date:
        if value < timezone.localdate():
            raise serializers.ValidationError("A loan cannot be due in the past.")
        return value
