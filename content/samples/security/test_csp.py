import json
import re
import secrets
from collections import Counter
from html.parser import HTMLParser
from itertools import count
from urllib.parse import urlsplit

import pytest
from django.http import HttpResponse
from django.template import Context, Template
from django.test import Client
from django.urls import path
from django.views.decorators.cache import cache_page
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

HEADER = "Content-Security-Policy-Report-Only"


class ContentSecurityPolicy:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.csp_nonce = secrets.token_urlsafe(16)
        response = self.get_response(request)
        response.headers["Content-Security-Policy-Report-Only"] = (
            f"script-src 'nonce-{request.csp_nonce}' 'strict-dynamic'; "
            "object-src 'none'; base-uri 'none'; report-uri /csp/"
        )
        return response


def checkout(request):
    return HttpResponse(
        f'<script nonce="{request.csp_nonce}">startPayment()</script>'
    )


class InlineCode(HTMLParser):
    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        data = given.get("type") == "application/json"
        if tag == "script" and not data and "nonce" not in given:
            print("without a nonce:", given.get("src", "inline script"))
        for name, value in attrs:
            if name.startswith("on"):
                print(f"{name} on {tag}")
            elif (value or "").lower().startswith("javascript:"):
                print(f"javascript: in {name} of {tag}")


seen = Counter()


@csrf_exempt
@require_POST
def csp_report(request):
    if len(request.body) > 10_000:
        return HttpResponse(status=413)
    try:
        report = json.loads(request.body)["csp-report"]
        page = urlsplit(report["document-uri"]).path
        blocked = urlsplit(report["blocked-uri"])
        directive = report["effective-directive"]
    except (AttributeError, KeyError, TypeError, ValueError):
        return HttpResponse(status=400)
    source = blocked.netloc or blocked.path
    seen[directive[:40], source[:80], page[:80]] += 1
    return HttpResponse(status=204)


@pytest.fixture
def policy(settings, monkeypatch):
    numbers = count(1)
    monkeypatch.setattr(
        secrets, "token_urlsafe", lambda size: f"random-{next(numbers)}"
    )
    settings.MIDDLEWARE = [f"{__name__}.ContentSecurityPolicy"]


def test_nonce_of_a_request(show, policy, urls):
    """Header and page hold the same nonce, and the next answer another."""
    urls(path("checkout/", checkout))
    with show("middleware", code=ContentSecurityPolicy) as block:
        for _ in range(2):
            answer = Client().get("/checkout/")
            print(answer.headers[HEADER].partition(";")[0])
            print(answer.content.decode())
    assert block.output.splitlines() == [
        "script-src 'nonce-random-1' 'strict-dynamic'",
        '<script nonce="random-1">startPayment()</script>',
        "script-src 'nonce-random-2' 'strict-dynamic'",
        '<script nonce="random-2">startPayment()</script>',
    ]


def test_nonce_in_the_cache(show, policy, urls):
    """The second visitor gets a new header around an old page."""
    urls(path("checkout/", cache_page(60)(checkout)))
    with show("cached") as block:
        for visitor in ("first", "second"):
            answer = Client().get("/checkout/")
            allowed = re.search("nonce-([^']+)", answer.headers[HEADER])
            written = re.search('nonce="([^"]+)"', answer.content.decode())
            print(visitor, "visitor: header", allowed[1], "page", written[1])
    assert block.output.splitlines() == [
        "first visitor: header random-1 page random-1",
        "second visitor: header random-2 page random-1",
    ]


def test_inline_code(show):
    """What a policy with nonces would stop on this page."""
    page = Template(
        '<button onclick="pay()">Pay</button>'
        '<a href="javascript:history.back()">Back</a>'
        "<script>track()</script>"
        '<script src="/static/shop.js"></script>'
        '{{ order|json_script:"order" }}'
    )
    with show("inventory", code=InlineCode) as block:
        InlineCode().feed(page.render(Context({"order": {"id": 1}})))
    assert block.output.splitlines() == [
        "onclick on button",
        "javascript: in href of a",
        "without a nonce: inline script",
        "without a nonce: /static/shop.js",
    ]


def test_reports_of_browsers(show, urls):
    """Anyone can post here: small, counted, without query strings."""
    urls(path("csp/", csp_report))
    seen.clear()
    report = {
        "document-uri": "https://shop.example/reset/?token=secret",
        "blocked-uri": "inline",
        "effective-directive": "script-src-elem",
    }
    kind = "application/csp-report"
    with show("endpoint", code=csp_report) as block:
        for body in ({"csp-report": report}, {"csp-report": report}, []):
            Client().post("/csp/", json.dumps(body), content_type=kind)
        print(seen)
    assert block.responses == [204, 204, 400]
