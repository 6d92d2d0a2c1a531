import pytest
from django.contrib import admin
from django.contrib.auth.views import LoginView, redirect_to_login
from django.http import HttpResponse
from django.test import Client
from django.urls import path, reverse

from shop.models import Order, User

RIGHT = {"username": "anna", "password": "tea-and-toast"}


class CompanySite(admin.AdminSite):
    """Opens only for sessions of the company's sign-on."""

    def has_permission(self, request):
        signed_on = request.session.get("signed_on") is True
        return signed_on and super().has_permission(request)

    def login(self, request, extra_context=None):
        target = request.GET.get("next") or reverse("admin:index")
        return redirect_to_login(target, "/sign-on/")


class PublicLogin(LoginView):
    next_page = "/account/"

    def form_invalid(self, form):
        return HttpResponse("wrong", status=200)


@pytest.fixture
def serve(settings, urls, show):
    """Serves an admin site beside the shop's own log-in."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    User.objects.create_user(**RIGHT, is_staff=True, is_superuser=True)

    def use(site, *more):
        site.register(Order)
        urls(
            path("admin/", site.urls),
            path("login/", PublicLogin.as_view()),
            *more,
        )
        return Client()

    return use


def asked(response):
    sent = response.request
    to = response.headers.get("location", "")
    text = f"{sent['REQUEST_METHOD']} {sent['PATH_INFO']}"
    return f"{text}: {response.status_code} {to}".rstrip()


def test_guessing_at_the_admin(serve, show):
    """Fifty wrong passwords, and the fifty-first attempt is as welcome as the first."""
    client = serve(admin.AdminSite())
    guesses = [
        client.post("/admin/login/", {"username": "anna", "password": str(n)})
        for n in range(50)
    ]
    right = client.post("/admin/login/?next=/admin/", RIGHT)
    with show("fifty-guesses") as block:
        print({guess.status_code for guess in guesses}, len(guesses))
        print(asked(right))
    assert block.output == "{200} 50\nPOST /admin/login/: 302 /admin/\n"


def test_what_a_stranger_sees(serve, show):
    """Which addresses answer, before anyone has logged in."""
    client = serve(admin.AdminSite())
    tried = ["/admin/", "/admin/shop/order/", "/admin/no/such/", "/secret/"]
    answers = [client.get(address) for address in tried]
    door = client.get("/admin/login/")
    with show("stranger") as block:
        for answer in answers:
            print(asked(answer))
        print(asked(door), b"Django site admin" in door.content)
    assert block.output.splitlines() == [
        "GET /admin/: 302 /admin/login/?next=/admin/",
        "GET /admin/shop/order/: 302 /admin/login/?next=/admin/shop/order/",
        "GET /admin/no/such/: 302 /admin/login/?next=/admin/no/such/",
        "GET /secret/: 404",
        "GET /admin/login/: 200 True",
    ]


def test_in_by_the_shop(serve, show):
    """The shop's log-in opens the admin too: there is one session for both."""
    client = serve(admin.AdminSite())
    entered = client.post("/login/", RIGHT)
    opened = client.get("/admin/shop/order/")
    with show("one-session") as block:
        print(asked(entered))
        print(asked(opened))
    assert block.output.splitlines() == [
        "POST /login/: 302 /account/",
        "GET /admin/shop/order/: 200",
    ]


def test_only_by_the_sign_on(serve, show):
    """Neither a password nor the shop's session opens this site."""
    client = serve(CompanySite())
    password = client.post("/admin/login/", RIGHT)
    client.post("/login/", RIGHT)
    shop_session = client.get("/admin/shop/order/")
    sent_on = client.get(shop_session.headers["location"])
    assert sent_on.headers["location"] == (
        "/sign-on/?next=/admin/shop/order/"
    )
    session = client.session
    session["signed_on"] = True
    session.save()
    signed_on = client.get("/admin/shop/order/")
    with show("company-site", code=CompanySite) as block:
        print("password:", asked(password))
        print("session of the shop:", asked(shop_session))
        print("signed on:", asked(signed_on))
    assert [password.status_code, shop_session.status_code] == [302, 302]
    assert block.output.endswith("GET /admin/shop/order/: 200\n")
