import pytest
from django.contrib.auth import authenticate, login
from django.contrib.auth.hashers import (
    BasePasswordHasher,
    MD5PasswordHasher,
    PBKDF2PasswordHasher,
    make_password,
)
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from shop.models import User

HASHERS = "django.contrib.auth.hashers."
SALT = "alwaysthesamesaltforus"
OF_DJANGO_5_1 = 870_000


class WrappedMD5Hasher(PBKDF2PasswordHasher):
    algorithm = "pbkdf2_wrapped_md5"

    def wrap(self, md5_hash, salt, iterations=None):
        return super().encode(md5_hash, salt, iterations)

    def encode(self, password, salt, iterations=None):
        md5 = MD5PasswordHasher().encode(password, salt)
        return self.wrap(md5.split("$")[2], salt, iterations)


def log_in(request):
    user = authenticate(
        request,
        username=request.POST["username"],
        password=request.POST["password"],
    )
    if user is None:
        return HttpResponse(status=401)
    login(request, user)
    return HttpResponse(status=204)


def who(request):
    return HttpResponse(str(request.user))


@pytest.fixture
def hashers(show, settings, monkeypatch):
    """PBKDF2 first, MD5 still accepted, and no random salts."""
    settings.PASSWORD_HASHERS = [
        f"{HASHERS}PBKDF2PasswordHasher",
        f"{__name__}.WrappedMD5Hasher",
        f"{HASHERS}MD5PasswordHasher",
    ]
    monkeypatch.setattr(BasePasswordHasher, "salt", lambda hasher: SALT)


def old_user(name):
    encoded = make_password("lamp", SALT, "md5")
    return User.objects.create(username=name, password=encoded)


def kept(name):
    encoded = User.objects.get(username=name).password
    return encoded.rsplit("$", 2)[0]


def test_upgraded_at_login(show, hashers):
    """The hash is renewed when the password is at hand, and only then."""
    old_user("anna")
    old_user("boris")
    with show("login") as block:
        authenticate(username="anna", password="lamp")
        print("anna, logged in:", kept("anna"))
        print("boris, never came back:", kept("boris"))
    assert block.output.splitlines() == [
        "anna, logged in: pbkdf2_sha256$1000000",
        "boris, never came back: md5",
    ]


def test_wrapped_hash(show, hashers):
    """The old hash becomes the password of the new one; nobody has to log in."""
    old_user("boris")
    with show("migration", code=WrappedMD5Hasher):
        boris = User.objects.get(username="boris")
        _, salt, md5_hash = boris.password.split("$")
        boris.password = WrappedMD5Hasher().wrap(md5_hash, salt)
        boris.save(update_fields=["password"])
        print(kept("boris"))
    with show("login") as block:
        print(authenticate(username="boris", password="lamp"))
        print(kept("boris"))
    assert block.output == "boris\npbkdf2_sha256$1000000\n"


def test_work_of_a_wrong_password(show, hashers, monkeypatch):
    """Unknown and known users cost the same, unless the hash is an old one."""
    old_user("boris")
    User.objects.create_user("anna", password="lamp")
    for hasher in (PBKDF2PasswordHasher, MD5PasswordHasher):

        def noted(self, *args, encode=hasher.encode, **kwargs):
            print(f" {self.algorithm}", end="")
            return encode(self, *args, **kwargs)

        monkeypatch.setattr(hasher, "encode", noted)
    with show("backend") as block:
        for name in ("anna", "nobody", "boris"):
            print(f"{name}:", end="")
            authenticate(username=name, password="wrong")
            print()
    assert block.output.splitlines() == [
        "anna: pbkdf2_sha256",
        "nobody: pbkdf2_sha256",
        "boris: md5",
    ]
    with show("by-hand") as block:
        for name in ("anna", "nobody"):
            print(f"{name}:", end="")
            user = User.objects.filter(username=name).first()
            user is not None and user.check_password("wrong")
            print()
    assert block.output.splitlines() == ["anna: pbkdf2_sha256", "nobody:"]


def test_other_devices(show, hashers, urls):
    """A higher number of iterations ends the sessions of the other devices."""
    urls(path("login/", log_in), path("who/", who))
    encoded = PBKDF2PasswordHasher().encode("lamp", SALT, OF_DJANGO_5_1)
    anna = User.objects.create(username="anna", password=encoded)
    phone, laptop = Client(), Client()
    phone.force_login(anna)
    with show("upgrade") as block:
        print("stored:", kept("anna"))
        print("phone:", phone.get("/who/").content.decode())
        laptop.post("/login/", {"username": "anna", "password": "lamp"})
        print("phone:", phone.get("/who/").content.decode())
        print("laptop:", laptop.get("/who/").content.decode())
        print("stored:", kept("anna"))
    assert block.output.splitlines() == [
        "stored: pbkdf2_sha256$870000",
        "phone: anna",
        "phone: AnonymousUser",
        "laptop: anna",
        "stored: pbkdf2_sha256$1000000",
    ]
