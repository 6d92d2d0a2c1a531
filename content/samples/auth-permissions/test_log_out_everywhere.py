import secrets
from datetime import timedelta
from hashlib import sha256
from itertools import count

import pytest
from django.contrib.auth import SESSION_KEY, update_session_auth_hash
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.backends import cached_db
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import isolate_apps
from django.urls import path
from django.utils import timezone
from django.utils.crypto import salted_hmac

from shop.models import User


def log_out_everywhere(user):
    sessions = Session.objects.filter(expire_date__gt=timezone.now())
    for session in sessions:
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()


def who(request):
    return HttpResponse(str(request.user))


def change_password(request):
    request.user.set_password(request.POST["password"])
    request.user.save(update_fields=["password"])
    update_session_auth_hash(request, request.user)
    return HttpResponse("changed")


@pytest.fixture
def anna(show, settings, urls):
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
    urls(path("who/", who), path("password/", change_password))
    return User.objects.create_user("anna", password="correct horse")


def logged_in(user):
    browser = Client()
    browser.force_login(user)
    return browser


def bodies(block):
    return [call["responseBody"] for call in block.exchanges]


def test_button_of_the_support(anna, show):
    """What the button runs."""
    logged_in(anna)
    with show("function", code=log_out_everywhere):
        log_out_everywhere(anna)
    assert not Session.objects.exists()


def test_rows_gone_cache_stays(anna, show):
    """With cached_db the copy in the cache answers, and no row is missed."""
    phone = logged_in(anna)
    with show("goes-on") as block:
        log_out_everywhere(anna)
        print(Session.objects.count(), "sessions in the table")
        phone.get("/who/")
    assert block.output == "0 sessions in the table\n"
    assert bodies(block) == ["anna"]
    cached_db.SessionStore(phone.session.session_key).delete()
    assert phone.get("/who/").content == b"AnonymousUser"


def test_password_ends_sessions(anna, show):
    """The session holds a hash of the password; the view renews its own."""
    phone, laptop = logged_in(anna), logged_in(anna)
    with show("password", code=change_password) as block:
        laptop.post("/password/", {"password": "battery staple"})
        laptop.get("/who/")
        phone.get("/who/")
    assert bodies(block) == ["changed", "anna", "AnonymousUser"]


class NewHasher(MD5PasswordHasher):
    """Stands for next year's hasher; its salt is the same in each run."""

    algorithm = "new"

    def salt(self):
        return "salt"


def test_hasher_upgrade_logs_out(anna, show, settings):
    """A better hash is stored at the next login, and other sessions held the old one."""
    phone = logged_in(anna)
    settings.PASSWORD_HASHERS = [
        f"{__name__}.NewHasher",
        *settings.PASSWORD_HASHERS,
    ]
    with show("upgrade") as block:
        phone.get("/who/")
        print(Client().login(username="anna", password="correct horse"))
        phone.get("/who/")
    assert bodies(block) == ["anna", "AnonymousUser"]


with isolate_apps("shop"):

    class Member(AbstractBaseUser):
        name = models.CharField(max_length=50, unique=True)
        logins_ended = models.PositiveIntegerField(default=0)

        objects = BaseUserManager()
        USERNAME_FIELD = "name"

        class Meta:
            app_label = "shop"

        def __str__(self):
            return self.name

        def _get_session_auth_hash(self, secret=None):
            value = f"{self.password}:{self.logins_ended}"
            mac = salted_hmac(
                "shop.session", value, secret, algorithm="sha256"
            )
            return mac.hexdigest()


class MemberBackend(BaseBackend):
    def get_user(self, user_id):
        return Member.objects.get(pk=user_id)


def end_all_sessions(member):
    Member.objects.filter(pk=member.pk).update(
        logins_ended=models.F("logins_ended") + 1
    )


def test_counter_in_the_hash(show, settings, urls, create_table):
    """One UPDATE ends all sessions, wherever they are stored."""
    create_table(Member)
    settings.AUTHENTICATION_BACKENDS = [f"{__name__}.MemberBackend"]
    settings.SESSION_ENGINE = (
        "django.contrib.sessions.backends.signed_cookies"
    )
    urls(path("who/", who))
    anna = Member.objects.create(name="anna")
    phone = logged_in(anna)
    assert phone.get("/who/").content == b"anna"
    with show(
        "counter", code=[Member._get_session_auth_hash, end_all_sessions]
    ) as block:
        end_all_sessions(anna)
        print(phone.get("/who/").content.decode())
    assert block.output == "AnonymousUser\n"
    anna.refresh_from_db()
    tablet = logged_in(anna)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "rotated"
    assert tablet.get("/who/").content == b"anna"


with isolate_apps("shop"):

    class Device(models.Model):
        user = models.ForeignKey(User, models.CASCADE)
        name = models.CharField(max_length=50)
        expires = models.DateTimeField()
        ended = models.DateTimeField(null=True)

        class Meta:
            app_label = "shop"

        def __str__(self):
            return self.name

    class RefreshToken(models.Model):
        device = models.ForeignKey(Device, models.CASCADE, "tokens")
        digest = models.CharField(max_length=64, unique=True)
        used = models.BooleanField(default=False)

        class Meta:
            app_label = "shop"

        def __str__(self):
            return self.digest


def digest(token):
    return sha256(token.encode()).hexdigest()


def issue(device):
    token = secrets.token_urlsafe(32)
    RefreshToken.objects.create(device=device, digest=digest(token))
    return token


@transaction.atomic
def refresh(token):
    devices = Device.objects.select_for_update(of=("self",)).filter(
        tokens__digest=digest(token),
        expires__gt=timezone.now(),
        ended=None,
        user__is_active=True,
    )
    device = devices.first()
    if device is None:
        return None
    tokens = device.tokens.filter(digest=digest(token), used=False)
    if not tokens.update(used=True):
        device.ended = timezone.now()
        device.save(update_fields=["ended"])
        return None
    return issue(device)


def test_rotation_with_reuse(anna, show, monkeypatch, clock, create_table):
    """A token that comes twice ends the device: one of two holders is a thief."""
    create_table(Device, RefreshToken)
    numbers = count(1)
    monkeypatch.setattr(
        secrets, "token_urlsafe", lambda size: f"token-{next(numbers)}"
    )
    expires = timezone.now() + timedelta(days=14)
    phone = Device.objects.create(user=anna, name="phone", expires=expires)
    tablet = Device.objects.create(user=anna, name="tablet", expires=expires)
    first = issue(phone)
    with show("rotation", code=refresh) as block:
        second = refresh(first)
        print("Anna", second)
        print("thief, with the first", refresh(first))
        print("Anna, with the second", refresh(second))
    assert block.output.splitlines() == [
        "Anna token-2",
        "thief, with the first None",
        "Anna, with the second None",
    ]
    other = refresh(issue(tablet))
    assert other
    assert refresh("guess") is None
    clock.shift(15 * 86400)
    assert refresh(other) is None
