import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.request import urlopen

import pytest
from django.db import IntegrityError, models, transaction
from django.test.utils import isolate_apps


class Dripping(BaseHTTPRequestHandler):
    """Sends its answer of six bytes one at a time, a fifth of a second apart."""

    def do_GET(self):  # noqa: N802
        self.send_response(200)
        self.send_header("Content-Length", "6")
        self.end_headers()
        for byte in b"in tow":
            time.sleep(0.2)
            self.wfile.write(bytes([byte]))
            self.wfile.flush()

    def log_message(self, *args):
        pass


@pytest.fixture
def neighbour():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Dripping)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.real_clock
def test_timeout_per_read(neighbour, show):
    """The timeout limits each wait on the socket and not the whole call."""

    def delivery_state(address):
        start = time.monotonic()
        with urlopen(address, timeout=0.5) as answer:  # noqa: S310
            state = answer.read().decode()
        return state, time.monotonic() - start

    with show("drip", code=delivery_state) as block:
        state, seconds = delivery_state(neighbour)
        print(repr(state), "after more than a second:", seconds > 1)
    assert block.output == "'in tow' after more than a second: True\n"


@pytest.fixture
@isolate_apps("shop")
def copy_of_customers(create_table):
    class CustomerCopy(models.Model):
        customer = models.BigIntegerField(primary_key=True)
        version = models.PositiveIntegerField()
        country = models.CharField(max_length=2)

        class Meta:
            app_label = "shop"

    create_table(CustomerCopy)
    return CustomerCopy


def test_older_event(copy_of_customers, show):
    """Events come twice and out of order; the copy never goes back."""
    CustomerCopy = copy_of_customers  # noqa: N806

    def apply(event):
        values = {"version": event["version"], "country": event["country"]}
        older = CustomerCopy.objects.filter(
            pk=event["customer"], version__lt=event["version"]
        )
        if older.update(**values):
            return "applied"
        try:
            with transaction.atomic():
                CustomerCopy.objects.create(pk=event["customer"], **values)
        except IntegrityError:
            return "applied" if older.update(**values) else "not newer"
        return "applied"

    with show("events", code=apply) as block:
        moved = {"customer": 7, "version": 2, "country": "PT"}
        joined = {"customer": 7, "version": 1, "country": "AT"}
        for event in [moved, joined, moved]:
            print("version", event["version"], apply(event))
        print(CustomerCopy.objects.get(pk=7).country)
    assert block.output.splitlines() == [
        "version 2 applied",
        "version 1 not newer",
        "version 2 not newer",
        "PT",
    ]
