from django.conf import settings as project
from django.contrib.auth import login
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.tokens import default_token_generator
from django.contrib.auth.views import (
    PasswordResetCompleteView,
    PasswordResetConfirmView,
)
from django.core.mail import send_mail
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.test import Client
from django.urls import path
from django.utils.encoding import force_bytes
from django.utils.http import (
    url_has_allowed_host_and_scheme,
    urlsafe_base64_encode,
)

from shop.factories import UserFactory
from shop.models import User


def log_in(request):
    form = AuthenticationForm(request, request.POST or None)
    if not form.is_valid():
        return render(request, "login.html", {"form": form})
    login(request, form.get_user())
    target = request.GET.get("next", "/")
    if not target.startswith("/"):
        target = "/"
    return redirect(target)


def safe_target(request, target):
    allowed = url_has_allowed_host_and_scheme(
        target,
        allowed_hosts={request.get_host()},
        require_https=request.is_secure(),
    )
    return target if allowed else "/"


def invite(request):
    link = request.build_absolute_uri("/join/7f3a/")
    send_mail("Join us", link, None, [request.POST["email"]])
    return HttpResponse(status=204)


def test_after_login(show, urls):
    """Two slashes, or a slash and a backslash, begin an address elsewhere."""
    urls(path("login/", log_in))
    User.objects.create_user("anna", password="lamp")
    anna = {"username": "anna", "password": "lamp"}
    with show("view", code=log_in) as block:
        Client().post("/login/?next=/orders/", anna)
    assert block.responses == [302]
    with show("elsewhere") as block:
        for target in ("//evil.example/login/", "/\\evil.example/"):
            answer = Client().post(f"/login/?next={target}", anna)
            print("Location:", answer.headers["Location"])
    assert block.output.startswith("Location: //evil.example/login/\n")
    assert block.responses == [302, 302]


def test_checked_target(show, rf):
    """The function of Django knows what browsers make of an address."""
    request = rf.get("/login/", headers={"Host": "testserver"})
    with show("check", code=safe_target) as block:
        for target in (
            "/orders/?page=2",
            "http://testserver/orders/",
            "//evil.example/",
            "/\\evil.example/",
            "http://testserver.evil.example/",
            "javascript:alert(1)",
        ):
            print(f"{target} -> {safe_target(request, target)}")
    assert block.output.splitlines() == [
        "/orders/?page=2 -> /orders/?page=2",
        "http://testserver/orders/ -> http://testserver/orders/",
        "//evil.example/ -> /",
        "/\\evil.example/ -> /",
        "http://testserver.evil.example/ -> /",
        "javascript:alert(1) -> /",
    ]


def test_links_in_mails(show, urls, settings, mailoutbox):
    """Who sends the request chooses the host of the link, unless hosts are named."""
    urls(path("invite/", invite))
    send = {"email": "boris@example.com"}
    with show("any-host", code=invite) as block:
        settings.ALLOWED_HOSTS = ["*"]
        Client().post("/invite/", send, headers={"Host": "evil.example"})
        print(mailoutbox[0].body)
    assert block.output == "http://evil.example/join/7f3a/\n"
    with show("named-hosts") as block:
        settings.ALLOWED_HOSTS = ["shop.example"]
        Client().post("/invite/", send, headers={"Host": "evil.example"})
        Client().post("/invite/", send, headers={"Host": "shop.example"})
        print(mailoutbox[1].body)
    assert block.responses == [400, 204]
    assert block.output == "http://shop.example/join/7f3a/\n"
    with show("forwarded") as block:
        settings.USE_X_FORWARDED_HOST = True
        sent = {"Host": "shop.example", "X-Forwarded-Host": "shop.example:81"}
        Client().post("/invite/", send, headers=sent)
        print(mailoutbox[2].body)
    assert block.output == "http://shop.example:81/join/7f3a/\n"


def test_reset_token_in_the_address(show, urls):
    """The token moves into the session before a page is shown."""
    urls(
        path("reset/<uidb64>/<token>/", PasswordResetConfirmView.as_view()),
        path(
            "done/",
            PasswordResetCompleteView.as_view(),
            name="password_reset_complete",
        ),
    )
    anna = UserFactory(password="md5$salt$hash")
    uid = urlsafe_base64_encode(force_bytes(anna.pk))
    token = default_token_generator.make_token(anna)
    with show("first-request") as block:
        answer = Client().get(f"/reset/{uid}/{token}/")
        print("Location:", answer.headers["Location"])
        print("Referrer-Policy:", answer.headers["Referrer-Policy"])
    assert block.output.splitlines() == [
        "Location: /reset/MQ/set-password/",
        "Referrer-Policy: same-origin",
    ]
    assert project.PASSWORD_RESET_TIMEOUT == 259_200
