from django.db import IntegrityError, transaction
from django.utils import timezone
from rest_framework import mixins, status, viewsets
from rest_framework.decorators import action
from rest_framework.exceptions import APIException
from rest_framework.permissions import SAFE_METHODS, BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from desk.models import Item, Loan
from desk.serializers import ItemSerializer, LoanSerializer


class Conflict(APIException):
    status_code = status.HTTP_409_CONFLICT


class StaffWrites(BasePermission):
    def has_permission(self, request: Request, view) -> bool:
        return request.method in SAFE_METHODS or request.user.is_staff


class ItemViewSet(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, mixins.CreateModelMixin, viewsets.GenericViewSet
):
    queryset = Item.objects.with_availability().order_by("pk")
    serializer_class = ItemSerializer
    permission_classes = [IsAuthenticated, StaffWrites]


class LoanViewSet(mixins.ListModelMixin, mixins.CreateModelMixin, viewsets.GenericViewSet):
    serializer_class = LoanSerializer
    permission_classes = [IsAuthenticated]

    def get_queryset(self):
        loans = Loan.objects.visible_to(self.request.user).select_related("item").order_by("pk")
        if self.request.query_params.get("overdue") == "true":
            loans = loans.open().filter(due_on__lt=timezone.localdate())
        return loans

    def perform_create(self, serializer: LoanSerializer) -> None:
        try:
            with transaction.atomic():
                serializer.save(borrower=self.request.user)
        except IntegrityError:
            raise Conflict("This item is out.") from None

    @action(detail=True, methods=["post"], url_path="return", url_name="return")
    def give_back(self, request: Request, pk: str) -> Response:
        loan = self.get_object()
        # One statement decides, so that of two requests only one returns it.
        returned = Loan.objects.open().filter(pk=loan.pk).update(returned_at=timezone.now())
        if not returned:
            raise Conflict("This loan was returned before.")
        loan.refresh_from_db()
        return Response(self.get_serializer(loan).data)
