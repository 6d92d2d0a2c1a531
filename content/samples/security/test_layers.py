import sys
from io import StringIO

import pytest
from django.core import signing
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.views.debug import ExceptionReporter
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.debug import (
    sensitive_post_parameters,
    sensitive_variables,
)

from shop.factories import UserFactory


def account(request):
    return HttpResponse(str(request.user))


@xframe_options_exempt
def badge(request):
    return HttpResponse("4.8 stars")


@pytest.fixture
def site(urls, show):
    urls(path("account/", account), path("badge/", badge))


def test_in_a_frame(show, site):
    """Framing is refused unless a view is exempt, and then from anywhere."""
    with show("headers", code=badge) as block:
        for address in ("/account/", "/badge/"):
            answer = Client().get(address)
            print(address, answer.headers.get("X-Frame-Options"))
    assert block.output == "/account/ DENY\n/badge/ None\n"


def test_quiet_check(show, settings):
    """The command reads settings. What is wrong here is not one of its rules."""
    settings.SECRET_KEY = "a-long-and-random-text-" * 4 + "0123456789"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.SECURE_HSTS_PRELOAD = True
    settings.SECURE_SSL_REDIRECT = True
    settings.REST_FRAMEWORK = {"DEFAULT_AUTHENTICATION_CLASSES": []}
    out = StringIO()
    with show("check") as block:
        settings.ALLOWED_HOSTS = ["*"]
        settings.CSRF_TRUSTED_ORIGINS = ["https://*.example.com"]
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_PROTO", "https")
        settings.USE_X_FORWARDED_HOST = True
        call_command("check", "--deploy", tag=["security"], stdout=out)
        print(out.getvalue())
    assert "no issues" in block.output


def pay(request):
    card = request.POST["card"]
    raise ConnectionError(f"the bank refused {card[-4:]}")


def report_of(view, request):
    try:
        view(request)
    except ConnectionError:
        reporter = ExceptionReporter(request, *sys.exc_info())
        return reporter.get_traceback_text(), reporter.get_traceback_html()
    raise AssertionError("the view went through")


def test_what_a_report_tells(show, rf, site):
    """Names of settings and headers are known to the filter; forms are not."""
    number = "4111111111111111"
    request = rf.post(
        "/pay/?token=t0ken",
        {"card": number},
        headers={"Authorization": "Bearer s3cret"},
    )
    with show("report", code=pay) as block:
        plain, page = report_of(pay, request)
        for secret in ("s3cret", "only-for-samples", "t0ken", number):
            print(secret, "text:", secret in plain, "html:", secret in page)
    assert block.output.splitlines() == [
        "s3cret text: False html: False",
        "only-for-samples text: False html: False",
        "t0ken text: True html: True",
        "4111111111111111 text: True html: True",
    ]
    with show("marked") as block:
        form_marked = sensitive_post_parameters("card")(pay)
        both_marked = sensitive_post_parameters("card")(
            sensitive_variables("card")(pay)
        )
        for view in (form_marked, both_marked):
            plain, page = report_of(view, request)
            print("text:", number in plain, "html:", number in page)
    assert block.output == (
        "text: False html: True\ntext: False html: False\n"
    )


def test_rotating_the_key(show, site, settings):
    """With the old key as a fallback, who comes by is carried over."""
    anna, boris = Client(), Client()
    anna.force_login(UserFactory(username="anna"))
    boris.force_login(UserFactory(username="boris"))
    link = signing.dumps({"newsletter": 7})
    with show("overlap") as block:
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "the-new-key"
        print(anna.get("/account/").content.decode())
        print(signing.loads(link))
    with show("end-of-overlap") as block:
        settings.SECRET_KEY_FALLBACKS = []
        print(anna.get("/account/").content.decode())
        print(boris.get("/account/").content.decode())
    assert block.output == "anna\nAnonymousUser\n"
    with show("old-link", raises=signing.BadSignature):
        signing.loads(link)
