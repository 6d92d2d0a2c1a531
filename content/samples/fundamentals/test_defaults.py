import os
import re
import subprocess
import sys

import pytest
from django.conf import global_settings
from django.http import HttpResponse
from django.template import engines
from django.test import Client
from django.urls import path

HEADERS = (
    "X-Frame-Options",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Cross-Origin-Opener-Policy",
    "Content-Security-Policy",
    "Strict-Transport-Security",
)


def greet(request):
    """A page that repeats what it was sent."""
    page = engines["django"].from_string("<p>Hello {{ name }}</p>")
    data = request.POST or request.GET
    return HttpResponse(page.render({"name": data.get("name", "")}))


def attack(client):
    script = client.get("/", {"name": "<script>"})
    print("script in the name:", script.content.decode())
    foreign = client.post("/", {"name": "Anna"})
    print("POST without a token:", foreign.status_code)
    host = client.get("/", headers={"host": "evil.example"})
    print("another host:", host.status_code)
    sent = [name for name in HEADERS if name in script.headers]
    print("headers:", ", ".join(sent) or "none")


@pytest.fixture
def client():
    return Client(enforce_csrf_checks=True)


def test_what_a_new_project_does(settings, urls, client, show):
    """The middleware that startproject writes."""
    urls(path("", greet))
    with show("startproject", code=attack) as block:
        attack(client)
    assert block.responses == [200, 403, 400]
    assert "Content-Security-Policy" not in block.output


def test_without_the_middleware(settings, urls, client, show):
    """Django's own default is an empty list: the protections come with the template."""
    assert global_settings.MIDDLEWARE == []
    settings.MIDDLEWARE = global_settings.MIDDLEWARE
    urls(path("", greet))
    with show("no-middleware") as block:
        attack(client)
    assert block.responses == [200, 200, 200]
    assert "&lt;script&gt;" in block.output
    assert block.output.endswith("headers: none\n")


def test_left_to_you(tmp_path, show):
    """What `check --deploy` finds in a new project."""

    def django(*arguments):
        environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        run = subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
        )
        return run.stdout + run.stderr

    with show("check-deploy") as block:
        django("-m", "django", "startproject", "newshop", ".")
        report = django("manage.py", "check", "--deploy")
        finding = r"security\.(W\d+)\) .*?([A-Z]+_[A-Z_]+|DEBUG)"
        for number, setting in re.findall(finding, report):
            print(number, setting)
    assert "W004" in block.output
    assert "W018" in block.output
