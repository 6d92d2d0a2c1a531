from desk.models import Item
from desk.tests.base import DeskTestCase


class ItemTests(DeskTestCase):
    def test_an_item_is_shown_by_name_and_serial(self) -> None:
        self.assertEqual(str(self.camera), "Camera (CAM-1)")

    def test_visitors_are_refused(self) -> None:
        self.assertEqual(self.client.get("/api/items/").status_code, 403)

    def test_members_list_items_in_pages_of_twenty(self) -> None:
        Item.objects.bulk_create(Item(name=f"Tripod {n}", serial=f"TRI-{n:02}") for n in range(24))
        self.signed_in(self.ada)
        page = self.client.get("/api/items/").json()
        self.assertEqual((page["count"], len(page["results"])), (25, 20))
        last = self.client.get(page["next"]).json()
        self.assertEqual(len(last["results"]), 5)
        self.assertIsNone(last["next"])

    def test_an_item_has_these_fields(self) -> None:
        self.signed_in(self.ada)
        item = self.client.get(f"/api/items/{self.camera.pk}/").json()
        self.assertEqual(item, {"id": self.camera.pk, "name": "Camera", "serial": "CAM-1", "available": True})

    def test_only_staff_add_items(self) -> None:
        lens = {"name": "Lens", "serial": "LEN-1"}
        self.signed_in(self.ada)
        self.assertEqual(self.client.post("/api/items/", lens, format="json").status_code, 403)
        self.signed_in(self.staff)
        self.assertEqual(self.client.post("/api/items/", lens, format="json").status_code, 201)

    def test_a_serial_that_exists_is_refused_by_name(self) -> None:
        self.signed_in(self.staff)
        response = self.client.post("/api/items/", {"name": "Other", "serial": "CAM-1"}, format="json")
        self.assertEqual(response.status_code, 400)
        self.assertIn("serial", response.json())
