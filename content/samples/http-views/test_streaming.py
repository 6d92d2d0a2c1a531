import asyncio
import csv
import tempfile

import pytest
from django.contrib.auth.decorators import login_required
from django.db import connection, transaction
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.test import Client
from django.urls import path

from shop.factories import OrderFactory, UserFactory
from shop.models import Country, Order


class Echo:
    """A file for csv.writer that hands back each line."""

    def write(self, line):
        return line


def cells(order):
    return [order.pk, order.country.code, order.status]


@pytest.fixture
def anna(show):
    """The third of five orders has no country."""
    client = Client()
    client.force_login(UserFactory())
    country = Country.objects.create(code="SI")
    OrderFactory.create_batch(2, country=country)
    OrderFactory()
    OrderFactory.create_batch(2, country=country)
    return client


@login_required
@transaction.atomic
def export(request):
    try:
        orders = Order.objects.select_related("country").order_by("pk")
        rows = (cells(order) for order in orders.iterator())
        lines = map(csv.writer(Echo()).writerow, rows)
        return StreamingHttpResponse(lines, content_type="text/csv")
    except Exception:
        return HttpResponse("Please try again.", status=500)


def Reporting(get_response):  # noqa: N802
    def middleware(request):
        response = get_response(request)
        print("middleware, out:", response.status_code)
        return response

    return middleware


def test_export_that_stops(anna, urls, show, settings):
    """The view has returned and the transaction ended before the first row."""
    urls(path("export/", export))
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.Reporting"]
    with show("view", code=export) as view:
        Client().get("/export/")
    assert view.responses == [302]
    with show("stops", raises=AttributeError) as stops:
        response = anna.get("/export/")
        print("in a transaction:", connection.in_atomic_block)
        for line in response:
            print(line.decode().strip())
    assert stops.output == (
        "middleware, out: 200\nin a transaction: False\n"
        "1,SI,open\n2,SI,open\n"
    )


def test_file_before_the_answer(anna, urls, show):
    """Whoever writes the file first can still answer 500, and knows its length."""

    @login_required
    def export(request):
        orders = Order.objects.select_related("country").order_by("pk")
        writer = csv.writer(Echo())
        file = tempfile.TemporaryFile()  # noqa: SIM115
        try:
            with transaction.atomic():
                for order in orders.iterator():
                    file.write(writer.writerow(cells(order)).encode())
        except Exception:
            file.close()
            raise
        file.seek(0)
        return FileResponse(file, as_attachment=True, filename="orders.csv")

    urls(path("export/", export))
    anna.raise_request_exception = False
    with show("file-first", code=export) as block:
        anna.get("/export/")
        Order.objects.filter(country=None).delete()
        response = anna.get("/export/")
        print("length:", response["Content-Length"])
        print("received:", len(response.getvalue()))
    assert block.responses == [500, 200]
    assert block.output == "length: 44\nreceived: 44\n"


def test_client_goes_away(show, orders):
    """close() of the response ends the generator, and with it its transaction."""
    orders = Order.objects.order_by("pk")

    def lines():
        with transaction.atomic():
            for order in orders.iterator(chunk_size=2):
                yield f"{order.pk}\n"

    with show("close", code=lines) as block:
        response = StreamingHttpResponse(lines())
        print(next(iter(response)))
        print("in a transaction:", connection.in_atomic_block)
        response.close()
        print("after close:", connection.in_atomic_block)
    assert block.output == (
        "b'1\\n'\nin a transaction: True\nafter close: False\n"
    )


@pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume")
def test_generator_under_asgi(show):
    """An ordinary generator is read to its end before the first part goes out."""

    async def send(response):
        async for part in response:
            print("sent", part.decode())

    with show("ordinary", code=send) as ordinary:

        def parts():
            for number in (1, 2):
                print("made", number)
                yield str(number)

        asyncio.run(send(StreamingHttpResponse(parts())))
    assert ordinary.output == "made 1\nmade 2\nsent 1\nsent 2\n"
    with show("asynchronous") as asynchronous:

        async def parts():
            for number in (1, 2):
                print("made", number)
                yield str(number)

        asyncio.run(send(StreamingHttpResponse(parts())))
    assert asynchronous.output == "made 1\nsent 1\nmade 2\nsent 2\n"
