import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from recording.source import SAMPLES

HERE = Path(__file__).parent


def client_address(request):
    forwarded = request.headers.get("X-Forwarded-For")
    if forwarded:
        return forwarded.split(",")[0].strip()
    return request.META["REMOTE_ADDR"]


def trusted_address(request, proxies=1):
    """The entry that our outermost proxy wrote; the rest is a claim."""
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    if len(forwarded) < proxies:
        return request.META["REMOTE_ADDR"]
    return forwarded[-proxies].strip() or request.META["REMOTE_ADDR"]


def test_proxy_to_review(show):
    """What the question shows."""
    with show("nginx", code="deployment/nginx.ini"):
        pass
    with show("address", code=client_address):
        pass
    text = (HERE / "nginx.ini").read_text("utf-8")
    assert "$http_x_forwarded_proto" in text
    assert "Host" not in text


def test_proxy_that_speaks_for_itself(show):
    """Each header is set from what the proxy knows."""
    with show("nginx", code="deployment/nginx-fixed.ini"):
        pass
    text = (HERE / "nginx-fixed.ini").read_text("utf-8")
    assert "$http_" not in text


def test_address_that_is_claimed(show, rf):
    """The left end of X-Forwarded-For is what the client wrote."""
    with show("both", code=trusted_address) as block:
        # The client sent 10.0.0.1; the proxy appended where it came from.
        request = rf.get(
            "/", headers={"X-Forwarded-For": "10.0.0.1, 203.0.113.9"}
        )
        print(client_address(request), trusted_address(request))
    assert block.output == "10.0.0.1 203.0.113.9\n"
    bare = rf.get("/")
    assert trusted_address(bare) == "127.0.0.1"


def link(request):
    return HttpResponse(request.build_absolute_uri("/reset/"))


def test_host_of_the_upstream(show, urls, settings):
    """Without headers of its own, the proxy sends the upstream's name."""
    urls(path("", link))
    settings.ALLOWED_HOSTS = ["*"]
    with show("shown") as shown:
        Client().get("/", headers={"Host": "shop"})
    assert shown.exchanges[0]["responseBody"] == "http://shop/reset/"
    with show("told") as told:
        settings.ALLOWED_HOSTS = ["shop.example"]
        settings.SECURE_PROXY_SSL_HEADER = (
            "HTTP_X_FORWARDED_PROTO",
            "https",
        )
        Client().get(
            "/",
            headers={"Host": "shop.example", "X-Forwarded-Proto": "https"},
        )
    body = told.exchanges[0]["responseBody"]
    assert body == "https://shop.example/reset/"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def gunicorn(*options: str) -> str:
    """Gunicorn's answer to a request that claims HTTPS and an address."""
    port = free_port()
    program = "from gunicorn.app.wsgiapp import run; run()"
    server = subprocess.Popen(
        [sys.executable, "-c", program, "--bind", f"127.0.0.1:{port}"]
        + [*options, "deployment.echo_app:application"],
        cwd=SAMPLES,
        stderr=subprocess.DEVNULL,
    )
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/",
        headers={
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": "203.0.113.9",
        },
    )
    try:
        for _ in range(100):
            try:
                with urllib.request.urlopen(request) as answer:
                    return answer.read().decode()
            except OSError:
                time.sleep(0.05)
        raise AssertionError("Gunicorn does not answer")
    finally:
        server.terminate()
        server.wait(10)


@pytest.mark.real_clock
def test_whom_gunicorn_believes(show):
    """The scheme follows the header of a peer that is allowed to say it."""
    with show("peers") as block:
        print(gunicorn())
        print(gunicorn("--forwarded-allow-ips", "10.1.0.0/16"))
    assert block.output == "https from 127.0.0.1\nhttp from 127.0.0.1\n"
