import hmac
import json
import time

import pytest
from django.contrib import admin
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.db import models
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.test import Client
from django.test.utils import isolate_apps
from django.urls import path
from django.utils.crypto import constant_time_compare

from shop.models import User

with isolate_apps("shop"):

    class TotpDevice(models.Model):
        user = models.OneToOneField(User, models.CASCADE)
        secret = models.BinaryField()
        last_step = models.BigIntegerField(default=0)

        class Meta:
            app_label = "shop"

        def __str__(self):
            return str(self.user)


def totp(secret, step):
    digest = hmac.digest(secret, step.to_bytes(8, "big"), "sha1")
    place = digest[-1] & 15
    number = int.from_bytes(digest[place : place + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def code_matches(device, code):
    now = int(time.time()) // 30
    return any(
        constant_time_compare(code, totp(device.secret, step))
        for step in (now, now - 1)
    )


def use_code(device, code):
    now = int(time.time()) // 30
    for step in (now, now - 1):
        if constant_time_compare(code, totp(device.secret, step)):
            unused = TotpDevice.objects.filter(
                pk=device.pk, last_step__lt=step
            )
            return unused.update(last_step=step) == 1
    return False


@pytest.fixture
def anna(show, settings, create_table):
    create_table(TotpDevice)
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    user = User.objects.create_user("anna", password="correct horse")
    return TotpDevice.objects.create(
        user=user, secret=b"12345678901234567890"
    )


def code_now(device):
    return totp(device.secret, int(time.time()) // 30)


def test_code_used_twice(anna, show, clock):
    """A code names neither the site nor the request: it works wherever it is typed."""
    # RFC 6238, appendix B, cut to six digits.
    assert totp(b"12345678901234567890", 59 // 30) == "287082"
    code = code_now(anna)
    with show("matches", code=code_matches) as loose:
        print("Anna", code_matches(anna, code))
        clock.shift(10)
        print("Mallory", code_matches(anna, code))
    assert loose.output.count("True") == 2
    with show("used-up", code=use_code) as strict:
        print("Anna", use_code(anna, code))
        clock.shift(10)
        print("Mallory", use_code(anna, code))
    assert strict.output.count("True") == 1
    assert strict.output.splitlines()[1].endswith("False")


def early(request):
    form = AuthenticationForm(request, request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    login(request, form.get_user())
    return redirect("/code/")


def pending(request):
    form = AuthenticationForm(request, request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    request.session["pending_user"] = form.get_user().pk
    return redirect("/code/")


def second_step(request):
    device = get_object_or_404(
        TotpDevice,
        user=request.session.get("pending_user"),
        user__is_active=True,
    )
    if not use_code(device, request.POST["code"]):
        return HttpResponseBadRequest()
    del request.session["pending_user"]
    login(request, device.user)
    return redirect("/refunds/")


@login_required
def refunds(request):
    return HttpResponse(f"refunds, for {request.user}")


PASSWORD = {"username": "anna", "password": "correct horse"}


def test_login_before_the_code(anna, show, urls):
    """A view that only asks for a login cannot see the step that is missing."""
    urls(
        path("early/", early),
        path("login/", pending),
        path("code/", second_step),
        path("refunds/", refunds),
    )
    mallory = Client()
    with show("early", code=early) as hole:
        mallory.post("/early/", PASSWORD)
        mallory.get("/refunds/")
    assert hole.responses == [302, 200]
    browser = Client()
    with show("pending", code=[pending, second_step]) as cured:
        browser.post("/login/", PASSWORD)
        browser.get("/refunds/")
        browser.post("/code/", {"code": code_now(anna)})
        browser.get("/refunds/")
    assert cured.responses == [302, 302, 302, 200]
    other = Client()
    assert other.post("/code/", {"code": code_now(anna)}).status_code == 404
    other.post("/login/", PASSWORD)
    assert other.post("/code/", {"code": code_now(anna)}).status_code == 400


def test_side_door(anna, show, urls):
    """The admin has a login page of its own, which asks for a password."""
    urls(path("admin/", admin.site.urls))
    User.objects.update(is_staff=True)
    browser = Client()
    with show("admin") as block:
        browser.post("/admin/login/?next=/admin/", PASSWORD)
        print(browser.get("/admin/").status_code)
    assert block.responses == [302, 200]


def check_client_data(client_data, challenge):
    data = json.loads(client_data)
    if data["type"] != "webauthn.get":
        raise ValueError("type")
    if not constant_time_compare(data["challenge"], challenge):
        raise ValueError("challenge")
    if data["origin"] != "https://shop.example.com":
        raise ValueError(f"origin {data['origin']}")


def test_origin_is_signed(show):
    """The browser writes the origin into what the authenticator signs."""
    made_there = json.dumps(
        {
            "type": "webauthn.get",
            "challenge": "c2hvcA",
            "origin": "https://shop-example.com",
        }
    )
    with show("origin", code=check_client_data, raises=ValueError):
        check_client_data(made_there, challenge="c2hvcA")
    check_client_data(
        made_there.replace("shop-example", "shop.example"), "c2hvcA"
    )
    with pytest.raises(ValueError, match="challenge"):
        check_client_data(made_there, "other")
