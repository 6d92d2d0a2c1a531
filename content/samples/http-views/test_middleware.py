import time

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from shop.factories import UserFactory
from shop.models import Visit


class VisitMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        self.started = time.monotonic()
        Visit.objects.create(path=request.path, user=request.user)
        try:
            return self.get_response(request)
        except Exception:
            Visit.objects.filter(path=request.path).delete()
            raise


def fail(request):
    raise RuntimeError("the view fails")


@pytest.fixture
def site(settings, urls):
    urls(
        path("healthz/", lambda request: HttpResponse("ok")), path("x/", fail)
    )
    settings.MIDDLEWARE = [
        *settings.MIDDLEWARE,
        f"{__name__}.VisitMiddleware",
    ]


def test_middleware_on_everything(site, show):
    """A visitor without login breaks it; a failing view does not reach its except."""
    visitor, anna = (Client(raise_request_exception=False) for _ in range(2))
    anna.force_login(UserFactory())
    with show("anonymous", code=VisitMiddleware) as block:
        visitor.get("/healthz/")
    assert block.responses == [500]
    with show("logged-in", code=VisitMiddleware) as logged_in:
        anna.get("/healthz/")
    assert logged_in.query_count == 3
    assert logged_in.exchanges[0]["responseHeaders"]["Vary"] == "Cookie"
    with show("failing-view", code=VisitMiddleware) as failing:
        anna.get("/x/")
        print("visits kept:", Visit.objects.filter(path="/x/").count())
    assert failing.output == "visits kept: 1\n"


def test_free_chain(urls, client, django_assert_num_queries, show):
    """The rule as a test: a trivial page costs no query and varies by no cookie."""
    urls(path("healthz/", lambda request: HttpResponse("ok")))

    @pytest.mark.django_db
    def test_chain_is_free(client, django_assert_num_queries):
        with django_assert_num_queries(0):
            response = client.get("/healthz/")
        assert "Cookie" not in response.headers.get("Vary", "")

    with show("test", code=test_chain_is_free):
        test_chain_is_free(client, django_assert_num_queries)
