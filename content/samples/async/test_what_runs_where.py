import asyncio
import logging

import pytest
from asgiref.sync import async_to_sync
from asgiref.testing import ApplicationCommunicator
from django.core.handlers.asgi import ASGIHandler
from django.db.models.signals import post_init
from django.http import HttpResponse
from django.template import engines
from django.test import AsyncClient
from django.urls import path

from shop.factories import OrderFactory
from shop.models import Order

pytestmark = pytest.mark.real_clock


def where():
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return "in a thread"
    return "in the event loop"


def plain_middleware(get_response):
    def middleware(request):
        print("middleware (def):", where())
        return get_response(request)

    return middleware


def test_what_runs_where(show, settings, urls):
    """An async view is on the loop; what is around it mostly is not."""
    settings.MIDDLEWARE = [f"{__name__}.plain_middleware"]
    OrderFactory()

    def row_read(**kwargs):
        print("row of aget():", where())

    async def async_view(request):
        print("view (async def):", where())
        await Order.objects.aget()
        template = engines["django"].from_string("{{ place }}")
        html = template.render({"place": where})
        return HttpResponse(f"template: {html}")

    def plain_view(request):
        return HttpResponse(f"view (def): {where()}")

    async def visit(address):
        scope = {"type": "http", "method": "GET", "path": address}
        scope["headers"] = [(b"host", b"testserver")]
        call = ApplicationCommunicator(ASGIHandler(), scope)
        await call.send_input({"type": "http.request"})
        await call.receive_output(5)
        print((await call.receive_output(5))["body"].decode())
        await call.wait(5)

    urls(path("async/", async_view), path("plain/", plain_view))
    with show("places", code=async_view) as block:
        post_init.connect(row_read, sender=Order)
        asyncio.run(visit("/async/"))
        post_init.disconnect(row_read, sender=Order)
    with show("plain", code=plain_view) as plain:
        asyncio.run(visit("/plain/"))
    assert block.output.splitlines() == [
        "middleware (def): in a thread",
        "view (async def): in the event loop",
        "row of aget(): in a thread",
        "template: in the event loop",
    ]
    assert plain.output.splitlines()[-1] == "view (def): in a thread"


@pytest.fixture
def remarks():
    """What Django says about a request at the debug level is printed."""
    logger = logging.getLogger("django.request")
    handler = logging.Handler()
    handler.emit = lambda record: print(record.getMessage())
    logger.addHandler(handler)
    logger.setLevel("DEBUG")
    yield
    logger.removeHandler(handler)
    logger.setLevel("NOTSET")


def test_switches_of_a_request(remarks, show, settings, urls):
    """Where neighbours are of different kinds Django adapts one, and says so with DEBUG."""
    settings.DEBUG = True

    async def view(request):
        return HttpResponse()

    async def visit():
        await AsyncClient().get("/")

    urls(path("", view))
    with show("stack") as block:
        settings.MIDDLEWARE = [
            "django.middleware.security.SecurityMiddleware",
            f"{__name__}.plain_middleware",
            "django.middleware.common.CommonMiddleware",
        ]
        async_to_sync(visit)()
    assert block.output.splitlines() == [
        "Asynchronous handler adapted for middleware "
        f"{__name__}.plain_middleware.",
        "middleware (def): in a thread",
    ]
