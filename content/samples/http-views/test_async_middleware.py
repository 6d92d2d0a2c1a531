import logging

import pytest
from asgiref.sync import (
    async_to_sync,
    iscoroutinefunction,
    markcoroutinefunction,
)
from django.core.cache import cache
from django.core.handlers import base
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpResponse
from django.test import AsyncClient, Client
from django.urls import path

from shop.factories import UserFactory


def back_soon():
    return HttpResponse(
        "Back soon.", status=503, headers={"Retry-After": 600}
    )


class Maintenance:
    sync_capable = True
    async_capable = True

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if cache.get("maintenance") and not request.user.is_staff:
            return back_soon()
        response = self.get_response(request)
        if response.status_code >= 500:
            cache.incr("server-errors")
        return response


class MaintenanceForBoth:
    sync_capable = True
    async_capable = True

    def __init__(self, get_response):
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request):
        if iscoroutinefunction(self):
            return self.__acall__(request)
        if cache.get("maintenance") and not request.user.is_staff:
            return back_soon()
        return self.get_response(request)

    async def __acall__(self, request):
        if await cache.aget("maintenance"):
            user = await request.auser()
            if not user.is_staff:
                return back_soon()
        return await self.get_response(request)


async def shop(request):
    return HttpResponse("the shop")


class SynchronousOnly:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)


@pytest.fixture
def site(urls, settings, show):
    def use(middleware):
        settings.MIDDLEWARE = [
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            f"{__name__}.{middleware.__name__}",
        ]
        return Client(), async_to_sync(AsyncClient().get)

    urls(path("", shop))
    return use


@pytest.fixture
def printed_log():
    """Prints what Django logs about requests, with the kind of an error."""

    class Printing(logging.Handler):
        def emit(self, record):
            error = record.exc_info and record.exc_info[1]
            known = f"{type(error).__name__}: {error}" if error else ""
            print("log:", known or record.getMessage())

    logger = logging.getLogger("django.request")
    handler = Printing()
    logger.addHandler(handler)
    logger.propagate = False
    yield logger
    logger.propagate = True
    logger.removeHandler(handler)


@pytest.fixture
def forgotten_coroutines(monkeypatch):
    """Closes what the faulty middleware never awaits."""
    made = []

    def keeping(get_response):
        inner = convert_exception_to_response(get_response)
        if not iscoroutinefunction(inner):
            return inner

        def kept(request):
            made.append(inner(request))
            return made[-1]

        return markcoroutinefunction(kept)

    monkeypatch.setattr(base, "convert_exception_to_response", keeping)
    yield
    for coroutine in made:
        coroutine.close()


@pytest.mark.usefixtures("forgotten_coroutines")
def test_maintenance_under_asgi(site, show, printed_log):
    """Under WSGI it works; under ASGI get_response hands out a coroutine."""
    client, aget = site(Maintenance)
    with show("wsgi", code=Maintenance) as wsgi:
        client.get("/")
    assert wsgi.responses == [200]
    with show("asgi", raises=TypeError) as asgi:
        aget("/")
    assert "'coroutine' object has no attribute" in asgi.output
    cache.set("maintenance", True)
    anna = AsyncClient(raise_request_exception=False)
    anna.force_login(UserFactory())
    with show("switched-on", raises=TypeError) as switched_on:
        async_to_sync(anna.get)("/")
    assert "log: SynchronousOnlyOperation" in switched_on.output


def test_one_class_for_both(site, show):
    """The instance says that it is a coroutine function if it got one."""
    client, aget = site(MaintenanceForBoth)
    with show("both", code=MaintenanceForBoth) as block:
        print(client.get("/").status_code, aget("/").status_code)
        cache.set("maintenance", True)
        print(client.get("/").status_code, aget("/").status_code)
    assert block.output == "200 200\n503 503\n"


def test_adapted_middleware(site, show, printed_log, settings):
    """Without flags it is right, and the request changes over to a thread."""
    _, aget = site(SynchronousOnly)
    settings.DEBUG = True
    printed_log.setLevel(logging.DEBUG)
    with show("adapted", code=SynchronousOnly) as block:
        aget("/")
    printed_log.setLevel(logging.NOTSET)
    assert "adapted" in block.output


def test_exception_hook(urls, settings, show):
    """process_exception may be written either way and runs synchronously."""

    async def failing(request):
        raise ValueError("no such shop")

    urls(path("", failing))
    settings.MIDDLEWARE = [f"{__name__}.Hooks"]
    with show("hooks", code=Hooks) as block:
        response = async_to_sync(AsyncClient().get)("/")
        print(response.status_code, response.content.decode())
    assert block.output.endswith("409 no such shop\n")


class Hooks:
    async_capable = True
    sync_capable = False

    def __init__(self, get_response):
        markcoroutinefunction(self)
        self.get_response = get_response

    async def __call__(self, request):
        response = await self.get_response(request)
        print("got back:", response.status_code)
        return response

    async def process_view(self, request, view, args, kwargs):
        print("process_view:", view.__name__)

    def process_exception(self, request, exception):
        print("process_exception:", type(exception).__name__)
        return HttpResponse(str(exception), status=409)
