from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from shop.models import User

CACHED = "django.contrib.sessions.backends.cache"


def opening_hours(request):
    return HttpResponse("9 to 5")


def account(request):
    return HttpResponse(f"account of {request.user}")


@login_not_required
def imprint(request):
    return HttpResponse("imprint")


def test_from_password_to_user(show, settings, urls):
    """The session keeps three things, and the user is loaded when somebody reads it."""
    settings.SESSION_ENGINE = CACHED
    urls(
        path("login/", auth_views.LoginView.as_view(next_page="/hours/")),
        path("hours/", opening_hours),
        path("account/", account),
    )
    User.objects.create_user("anna", password="correct horse")
    browser = Client()
    with show("login") as logged_in:
        data = {"username": "anna", "password": "correct horse"}
        browser.post("/login/", data)
        print(sorted(browser.session.keys()))
    assert "_auth_user_hash" in logged_in.output
    with show("not-read") as hours:
        browser.get("/hours/")
    assert hours.query_count == 0
    with show("read") as page:
        browser.get("/account/")
    assert page.query_count == 1


def test_closed_by_default(show, settings, urls):
    """With the middleware of 5.1 a view is closed unless it says otherwise."""
    settings.SESSION_ENGINE = CACHED
    settings.MIDDLEWARE = [
        *settings.MIDDLEWARE,
        "django.contrib.auth.middleware.LoginRequiredMiddleware",
    ]
    urls(
        path("account/", account),
        path("imprint/", imprint),
        path("logout/", auth_views.LogoutView.as_view(next_page="/imprint/")),
    )
    with show("closed", code=[account, imprint]) as block:
        Client().get("/account/")
        Client().get("/imprint/")
    assert block.responses == [302, 200]
    browser = Client()
    browser.force_login(User.objects.create_user("anna"))
    with show("logout") as leaving:
        browser.get("/logout/")
        browser.post("/logout/")
        browser.get("/account/")
    assert leaving.responses == [405, 302, 302]
