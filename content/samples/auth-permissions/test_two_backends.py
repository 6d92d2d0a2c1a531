from importlib import import_module

import pytest
from django.conf import settings as current
from django.contrib.auth import authenticate, login
from django.contrib.auth.backends import BaseBackend, ModelBackend
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from shop.models import User

MODEL = "django.contrib.auth.backends.ModelBackend"
NAMES = __name__


class EmailBackend(ModelBackend):
    def authenticate(self, request, username=None, password=None):
        user = User.objects.filter(email__iexact=username).first()
        if user and user.check_password(password):
            return user
        return None


class CarefulEmailBackend(ModelBackend):
    def authenticate(self, request, username=None, password=None):
        if username is None or password is None:
            return None
        try:
            user = User.objects.get(email__iexact=username)
        except (User.DoesNotExist, User.MultipleObjectsReturned):
            User().set_password(password)
            return None
        if user.check_password(password):
            return user if self.user_can_authenticate(user) else None
        return None


class CountingHasher(MD5PasswordHasher):
    """Counts what a real hasher spends its time on."""

    calls = 0

    def encode(self, password, salt):
        type(self).calls += 1
        return super().encode(password, salt)


@pytest.fixture
def people(show, settings):
    settings.PASSWORD_HASHERS = [f"{NAMES}.CountingHasher"]
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    for name in ("anna", "boris"):
        User.objects.create_user(name, f"{name}@example.com", "correct horse")
    User.objects.filter(username="boris").update(is_active=False)
    return User.objects.in_bulk(field_name="username")


def hashes(username):
    CountingHasher.calls = 0
    authenticate(username=username, password="guess")
    return CountingHasher.calls


def test_email_backend_under_review(people, show, settings):
    """The second of two back ends."""
    with show("settings"):
        AUTHENTICATION_BACKENDS = [
            "django.contrib.auth.backends.ModelBackend",
            "accounts.backends.EmailBackend",
        ]
    assert len(AUTHENTICATION_BACKENDS) == 2
    settings.AUTHENTICATION_BACKENDS = [MODEL, f"{NAMES}.EmailBackend"]
    with show("backend", code=EmailBackend):
        print(
            authenticate(
                username="anna@example.com", password="correct horse"
            )
        )


def test_disabled_user_comes_in(people, show, settings):
    """The check of is_active belongs to the back end that was left out."""
    settings.AUTHENTICATION_BACKENDS = [MODEL, f"{NAMES}.EmailBackend"]
    with show("disabled") as hole:
        for name in ("boris", "boris@example.com"):
            print(name, authenticate(username=name, password="correct horse"))
    assert hole.output == "boris None\nboris@example.com boris\n"
    with show("caught-by-the-form") as form:
        data = {"username": "boris@example.com", "password": "correct horse"}
        print(AuthenticationForm(data=data).errors.as_data())
    assert "inactive" in form.output
    settings.AUTHENTICATION_BACKENDS = [MODEL, f"{NAMES}.CarefulEmailBackend"]
    with show("careful", code=CarefulEmailBackend) as cured:
        for name in ("anna@example.com", "boris@example.com"):
            print(name, authenticate(username=name, password="correct horse"))
    assert cured.output.split() == [
        "anna@example.com", "anna", "boris@example.com", "None"
    ]  # fmt: skip
    User.objects.create_user("anna2", "Anna@Example.com", "other")
    assert authenticate(username="anna@example.com", password="other") is None


def test_hashes_per_attempt(people, show, settings):
    """What a wrong password costs tells whether the address is known."""
    settings.AUTHENTICATION_BACKENDS = [MODEL, f"{NAMES}.EmailBackend"]
    with show("uneven") as hole:
        for address in ("anna@example.com", "nobody@example.com"):
            print(address, hashes(address))
    assert hole.output.split()[1::2] == ["2", "1"]
    settings.AUTHENTICATION_BACKENDS = [MODEL, f"{NAMES}.CarefulEmailBackend"]
    with show("even") as cured:
        for address in ("anna@example.com", "nobody@example.com"):
            print(address, hashes(address))
    assert cured.output.split()[1::2] == ["2", "2"]


class CampaignBackend(BaseBackend):
    """Gives permissions only; nobody logs in through it."""

    def has_perm(self, user_obj, perm, obj=None):
        return perm == "shop.add_discount"


class FreezeBackend(BaseBackend):
    def has_perm(self, user_obj, perm, obj=None):
        if perm.startswith("shop.change_"):
            raise PermissionDenied
        return False


def test_permissions_of_several_backends(people, show, settings):
    """One yes is enough, until a back end raises."""
    anna, boris = people["anna"], people["boris"]
    anna.user_permissions.add(
        Permission.objects.get(codename="change_product")
    )
    settings.AUTHENTICATION_BACKENDS = [MODEL, f"{NAMES}.CampaignBackend"]
    with show("one-yes", code=CampaignBackend) as union:
        for user in (anna, boris):
            print(user, user.has_perm("shop.add_discount"))
    assert union.output == "anna True\nboris True\n"
    settings.AUTHENTICATION_BACKENDS = [f"{NAMES}.FreezeBackend", MODEL]
    with show("veto", code=FreezeBackend) as veto:
        print(anna.has_perm("shop.change_product"))
    assert veto.output == "False\n"
    settings.AUTHENTICATION_BACKENDS = [MODEL, f"{NAMES}.FreezeBackend"]
    assert anna.has_perm("shop.change_product")


def who(request):
    return HttpResponse(str(request.user))


def test_session_names_its_backend(people, show, settings, urls, rf):
    """With two back ends, login() has to be told which one it was."""
    settings.AUTHENTICATION_BACKENDS = [MODEL, f"{NAMES}.EmailBackend"]
    urls(path("who/", who))
    request = rf.get("/")
    engine = import_module(current.SESSION_ENGINE)
    request.session = engine.SessionStore()
    anna = people["anna"]
    with show("which", raises=ValueError):
        login(request, anna)
    browser = Client()
    browser.force_login(anna, backend=f"{NAMES}.EmailBackend")
    with show("removed") as block:
        browser.get("/who/")
        settings.AUTHENTICATION_BACKENDS = [MODEL]
        browser.get("/who/")
    assert [call["responseBody"] for call in block.exchanges] == [
        "anna",
        "AnonymousUser",
    ]
