from django.http import HttpResponse
from django.test import Client
from django.urls import path


def page(request):
    request.session["seen"] = True
    return HttpResponse(request.build_absolute_uri())


def test_behind_a_proxy(show, urls, settings):
    """Django believes the proxy's header, and the cookie travels over HTTPS only."""
    urls(path("", page))
    settings.SECURE_SSL_REDIRECT = True
    sent = {"Host": "testserver", "X-Forwarded-Proto": "https"}
    with show("loop") as loop:
        Client().get("/", headers=sent)
    assert loop.responses == [301]
    with show("settings"):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        SESSION_COOKIE_SECURE = True
        CSRF_COOKIE_SECURE = True
        SECURE_HSTS_SECONDS = 3600
    settings.SECURE_PROXY_SSL_HEADER = SECURE_PROXY_SSL_HEADER
    settings.SESSION_COOKIE_SECURE = SESSION_COOKIE_SECURE
    settings.CSRF_COOKIE_SECURE = CSRF_COOKIE_SECURE
    settings.SECURE_HSTS_SECONDS = SECURE_HSTS_SECONDS
    with show("believed") as block:
        Client().get("/", headers=sent)
    assert block.responses == [200]
    assert block.exchanges[0]["responseBody"] == "https://testserver/"
    headers = block.exchanges[0]["responseHeaders"]
    assert headers["Strict-Transport-Security"] == "max-age=3600"
    assert "Secure" in headers["Set-Cookie"]
