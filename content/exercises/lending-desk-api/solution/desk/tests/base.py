import datetime

from django.apps import apps
from django.contrib.auth.models import User
from django.utils import timezone
from rest_framework.test import APITestCase

from desk.models import Item


class DeskTestCase(APITestCase):
    """Two members, one member of staff, and one camera."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.ada = User.objects.create_user("ada")
        cls.ben = User.objects.create_user("ben")
        cls.staff = User.objects.create_user("staff", is_staff=True)
        cls.camera = Item.objects.create(name="Camera", serial="CAM-1")
        cls.due_on = timezone.localdate() + datetime.timedelta(days=7)

    def signed_in(self, user: User) -> None:
        self.client.force_login(user)

    def borrow(self, item: Item, **fields: object):
        return self.client.post(
            "/api/loans/", {"item": item.pk, "due_on": self.due_on, **fields}, format="json"
        )

    def loan_model(self):
        """Looked up by name: it is yours to write."""
        return apps.get_model("desk", "Loan")
