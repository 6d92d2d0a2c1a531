from django.contrib.auth.models import User
from rest_framework.test import APITestCase

from shop.models import Order


class OrderTests(APITestCase):
    def test_customers_see_their_own_orders(self) -> None:
        ada, ben = User.objects.create_user("ada"), User.objects.create_user("ben")
        Order.objects.create(customer=ada, title="Green tea", total_cents=1290)
        Order.objects.create(customer=ben, title="Black tea", total_cents=990)
        self.client.force_login(ada)
        orders = self.client.get("/api/orders/").json()
        self.assertEqual([order["title"] for order in orders], ["Green tea"])
