import pytest
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import Client
from django.urls import path


def form(request):
    return HttpResponse(f"{len(get_token(request))} characters")


def change_email(request):
    return HttpResponse("changed")


@pytest.fixture
def site(urls, show):
    urls(path("form/", form), path("email/", change_email))


def test_token_or_403(site, show):
    """The test client skips the check unless it is told not to."""
    with show("default-client") as skipped:
        Client().post("/email/")
    with show("enforced") as block:
        client = Client(enforce_csrf_checks=True)
        client.post("/email/")
        client.get("/form/")
        token = client.cookies["csrftoken"].value
        client.post("/email/", headers={"X-CSRFToken": token})
    assert skipped.responses == [200]
    assert block.responses == [403, 200, 200]


def test_origin_is_compared(site, show):
    """A right token from another origin is refused as well."""
    client = Client(enforce_csrf_checks=True)
    client.get("/form/")
    token = client.cookies["csrftoken"].value
    with show("origin") as block:
        for origin in ("https://evil.example", "http://testserver"):
            client.post(
                "/email/",
                headers={"X-CSRFToken": token, "Origin": origin},
            )
    assert block.responses == [403, 200]
