import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256
from itertools import count
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.contrib.auth import login
from django.db import models
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.test import Client
from django.test.utils import isolate_apps
from django.urls import path
from django.utils.crypto import constant_time_compare

from shop.models import User

ISSUER = "https://login.example.net"


with isolate_apps("shop"):

    class Identity(models.Model):
        user = models.ForeignKey(User, models.CASCADE)
        issuer = models.URLField()
        subject = models.CharField(max_length=255)

        class Meta:
            app_label = "shop"
            constraints = [
                models.UniqueConstraint(
                    fields=["issuer", "subject"], name="one_user_per_identity"
                )
            ]

        def __str__(self):
            return self.subject


class Provider:
    """Stands for the identity provider: codes, and what they are exchanged for."""

    def __init__(self):
        self.codes = {}

    def issue(self, code, challenge=None, **claims):
        self.codes[code] = (challenge, {"iss": ISSUER, **claims})

    def exchange(self, code, verifier=None):
        challenge, claims = self.codes.pop(code)
        if challenge and challenge != s256(verifier or ""):
            raise PermissionError("invalid_grant")
        return claims


provider = Provider()
exchange = provider.exchange


def s256(verifier):
    digest = sha256(verifier.encode("ascii")).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def callback(request):
    claims = exchange(request.GET["code"])
    user, _ = User.objects.get_or_create(
        email=claims["email"],
        defaults={"username": claims["email"]},
    )
    login(request, user)
    return redirect("/")


def start(request):
    flow = {
        name: secrets.token_urlsafe(32)
        for name in ("state", "nonce", "verifier")
    }
    request.session["company_login"] = flow
    query = {
        "response_type": "code",
        "client_id": "shop",
        "redirect_uri": "https://shop.example.com/callback/",
        "scope": "openid email",
        "state": flow["state"],
        "nonce": flow["nonce"],
        "code_challenge": s256(flow["verifier"]),
        "code_challenge_method": "S256",
    }
    return redirect(f"{ISSUER}/authorize?{urlencode(query)}")


def checked_callback(request):
    flow = request.session.pop("company_login", None)
    state = request.GET.get("state", "")
    if not flow or not constant_time_compare(state, flow["state"]):
        return HttpResponseBadRequest("unknown state")
    if "error" in request.GET:
        return HttpResponseBadRequest("the provider said no")
    claims = exchange(request.GET["code"], flow["verifier"])
    if claims["nonce"] != flow["nonce"]:
        return HttpResponseBadRequest("unknown nonce")
    identity = Identity.objects.filter(
        issuer=claims["iss"], subject=claims["sub"]
    ).first()
    if identity is None:
        return HttpResponse("no account linked", status=403)
    login(request, identity.user)
    return redirect("/")


def who(request):
    return HttpResponse(request.user.get_username())


@pytest.fixture
def shop(show, settings, urls, monkeypatch):
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    numbers = count(1)
    monkeypatch.setattr(
        secrets, "token_urlsafe", lambda size: f"random-{next(numbers)}"
    )
    urls(
        path("callback/", callback),
        path("", who),
    )
    provider.codes.clear()


def test_callback_under_review(shop, show):
    """What the provider sends the browser back to."""
    provider.issue("c-1", sub="17", email="anna@example.com")
    with show("callback", code=callback) as block:
        Client().get("/callback/?code=c-1")
    assert block.responses == [302]


def test_mail_is_no_identity(shop, show):
    """Whoever can make the provider name an address gets its account."""
    User.objects.create_user(
        "dana", email="dana@example.com", is_superuser=True
    )
    provider.issue(
        "c-2", sub="99", email="dana@example.com", email_verified=False
    )
    boris = Client()
    with show("claimed-address") as block:
        boris.get("/callback/?code=c-2")
        boris.get("/")
    assert block.exchanges[1]["responseBody"] == "dana"


def test_code_of_another_browser(shop, show):
    """A link with the attacker's code logs the victim in as the attacker."""
    provider.issue("of-mallory", sub="66", email="mallory@example.com")
    anna = Client()
    with show("foreign-code") as block:
        anna.get("/callback/?code=of-mallory")
        anna.get("/")
    assert block.exchanges[1]["responseBody"] == "mallory@example.com"


def test_sign_in_with_state(shop, show, urls, create_table):
    """state and nonce bind the answer to this browser, PKCE the code to it too."""
    urls(
        path("start/", start),
        path("callback/", checked_callback),
        path("", who),
    )
    create_table(Identity)
    # RFC 7636, appendix B.
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert s256(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    anna_user = User.objects.create_user("anna")
    Identity.objects.create(user=anna_user, issuer=ISSUER, subject="17")
    provider.issue("of-mallory", sub="66", nonce="hers")
    anna = Client()
    with show("start", code=start) as block:
        anna.get("/start/")
    query = parse_qs(
        urlsplit(block.exchanges[0]["responseHeaders"]["Location"]).query
    )
    assert query["state"] == ["random-1"]
    assert query["code_challenge"] == [s256("random-3")]
    with show("foreign-code-refused") as refused:
        Client().get("/callback/?code=of-mallory")
        Client().get("/callback/?code=of-mallory&state=guess")
    assert refused.responses == [400, 400]
    provider.issue(
        "c-3", query["code_challenge"][0], sub="17", nonce="random-2"
    )
    with show("callback", code=checked_callback) as good:
        anna.get("/callback/?code=c-3&state=random-1")
        anna.get("/")
    assert good.responses == [302, 200]
    assert good.exchanges[1]["responseBody"] == "anna"
    again = anna.get("/callback/?code=c-3&state=random-1")
    assert again.status_code == 400
    # A code that was stolen from another browser's way back: other verifier.
    anna.get("/start/")
    provider.issue("stolen", s256("of the owner"), sub="17", nonce="x")
    with pytest.raises(PermissionError):
        anna.get("/callback/?code=stolen&state=random-4")
    anna.get("/start/")
    refused = anna.get("/callback/?error=access_denied&state=random-7")
    assert refused.content == b"the provider said no"
    # An unknown subject has no account, whatever its address is.
    anna.get("/start/")
    provider.issue(
        "c-9", None, sub="99", nonce="random-11", email="dana@example.com"
    )
    assert anna.get("/callback/?code=c-9&state=random-10").status_code == 403


def test_prefix_or_exact(show):
    """A prefix of an address is also the prefix of other addresses."""
    registered = "https://shop.example.com"
    with show("prefix") as loose:
        for uri in (
            "https://shop.example.com.evil.example/",
            "https://shop.example.com@evil.example/",
            "https://shop.example.com/out/?to=https://evil.example",
        ):
            print(uri.startswith(registered), urlsplit(uri).hostname)
    assert loose.output.count("True") == 3
    assert loose.output.count("evil.example") == 2
