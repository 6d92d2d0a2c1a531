from unittest import mock

from django.contrib.auth.models import User
from django.core import mail
from django.test import TestCase

from board.models import Message, Profile, Room


class BoardTests(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.ada, cls.ben = (cls.make_user(name) for name in ("ada", "ben"))
        cls.room = Room.objects.create(landlord=cls.ada, title="Sunny", description="**Big** room", rent=500)

    @staticmethod
    def make_user(name: str) -> User:
        user = User.objects.create_user(name, f"{name}@example.com", "a-long-password")
        Profile.objects.create(user=user)
        return user

    def test_rooms_are_listed_and_found(self) -> None:
        self.assertContains(self.client.get("/"), "Sunny")
        self.assertNotContains(self.client.get("/?q=garden"), "Sunny")

    def test_a_description_may_have_bold_words(self) -> None:
        self.assertContains(self.client.get(f"/rooms/{self.room.pk}/"), "<strong>Big</strong> room")

    def test_a_room_shows_the_title_of_its_link(self) -> None:
        self.client.force_login(self.ada)
        fields = {"title": "Attic", "description": "Low", "rent": 300, "link": "https://example.com/house"}
        with mock.patch("board.previews.page_title", return_value="The old house"):
            answer = self.client.post("/rooms/new/", fields, follow=True)
        self.assertContains(answer, "The old house")

    def test_only_the_landlord_edits_and_takes_down(self) -> None:
        self.client.force_login(self.ben)
        self.assertEqual(self.client.get(f"/rooms/{self.room.pk}/edit/").status_code, 404)
        self.assertEqual(self.client.post(f"/rooms/{self.room.pk}/taken/").status_code, 404)
        self.client.force_login(self.ada)
        self.client.post(f"/rooms/{self.room.pk}/taken/")
        self.assertNotContains(self.client.get("/"), "Sunny")

    def test_a_question_reaches_the_landlord_who_can_share_it(self) -> None:
        self.client.force_login(self.ben)
        self.client.post(f"/rooms/{self.room.pk}/ask/", {"text": "Is there a lift?"})
        self.client.force_login(self.ada)
        self.assertContains(self.client.get("/messages/"), "ben about Sunny")
        page = self.client.get(f"/messages/{Message.objects.get().pk}/")
        self.assertContains(page, "Is there a lift?")
        self.client.logout()
        self.assertContains(self.client.get(page.context["shared"]), "Is there a lift?")
        self.assertEqual(self.client.get("/shared/invented/").status_code, 404)

    def test_signing_in_leads_back(self) -> None:
        sent = {"username": "ada", "password": "a-long-password"}
        self.assertRedirects(self.client.post("/sign-in/?next=/messages/", sent), "/messages/")

    def test_a_new_password_is_set_through_the_mailed_link(self) -> None:
        self.client.post("/password/forgotten/", {"email": "ada@example.com"})
        link = mail.outbox[0].body.strip()
        self.client.post(link, {"password": "another-long-password"})
        self.assertTrue(self.client.login(username="ada", password="another-long-password"))

    def test_people_say_something_about_themselves(self) -> None:
        self.client.force_login(self.ada)
        self.client.post("/profile/", {"about": "Two cats", "phone": "0660 1"})
        self.ada.profile.refresh_from_db()
        self.assertEqual((self.ada.profile.about, self.ada.profile.phone), ("Two cats", "0660 1"))
