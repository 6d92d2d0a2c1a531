import asyncio
import time
import warnings

import pytest
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.core.handlers.asgi import ASGIHandler
from django.db import connection, connections
from django.http import StreamingHttpResponse
from django.urls import path

from shop.models import Job

pytestmark = pytest.mark.real_clock


class Stream:
    """A browser's open request to an ASGI application."""

    def __init__(self, address, headers=()):
        scope = {"type": "http", "method": "GET", "path": address}
        scope["headers"] = [(b"host", b"testserver"), *headers]
        self.call = ApplicationCommunicator(ASGIHandler(), scope)

    async def open(self):
        await self.call.send_input({"type": "http.request"})
        return (await self.call.receive_output(5))["status"]

    async def part(self):
        return (await self.call.receive_output(5)).get("body", b"").decode()

    async def leave(self):
        await self.call.send_input({"type": "http.disconnect"})
        await self.call.wait(5)


async def steps(job_id, after=0):
    """The steps of an import, as something outside reports them."""
    for done in range(after + 1, 5):
        await asyncio.sleep(0.005)
        yield done


def test_progress_as_events(show, urls):
    """Server-sent events, with numbers from which a browser goes on."""

    async def progress(request, job_id):
        seen = int(request.headers.get("Last-Event-ID", 0))

        async def events():
            async for done in steps(job_id, after=seen):
                yield f"id: {done}\ndata: {done} of 4\n\n"

        return StreamingHttpResponse(
            events(),
            content_type="text/event-stream",
            headers={"Cache-Control": "no-store"},
        )

    urls(path("jobs/<int:job_id>/progress/", progress))
    with show("events", code=progress) as block:

        async def reconnect():
            stream = Stream(
                "/jobs/1/progress/", headers=[(b"last-event-id", b"2")]
            )
            print("status:", await stream.open())
            print(await stream.part() + await stream.part(), end="")
            await stream.leave()

        asyncio.run(reconnect())
    assert block.output == (
        "status: 200\nid: 3\ndata: 3 of 4\n\nid: 4\ndata: 4 of 4\n\n"
    )


def test_who_reads_the_generator(show, urls):
    """Under ASGI a synchronous generator is read to its end before the first byte."""

    def lines():
        for number in (1, 2, 3):
            print("made", number)
            yield f"{number}\n"

    async def async_lines():
        for number in (1, 2, 3):
            print("made", number)
            yield f"{number}\n"

    def plain(request):
        return StreamingHttpResponse(lines())

    def asynchronous(request):
        return StreamingHttpResponse(async_lines())

    urls(path("plain/", plain), path("async/", asynchronous))

    async def slow_reader(address):
        body = {"type": "http.request"}
        pending = [body]

        async def receive():
            if pending:
                return pending.pop()
            await asyncio.Event().wait()

        async def send(message):
            if message.get("body"):
                print("sent", message["body"].decode().strip())
            await asyncio.sleep(0.01)

        scope = {"type": "http", "method": "GET", "path": address}
        scope["headers"] = [(b"host", b"testserver")]
        await ASGIHandler()(scope, receive, send)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with show("plain-generator", code=lines) as whole:
            asyncio.run(slow_reader("/plain/"))
    with show("async-generator", code=async_lines) as piecewise:
        asyncio.run(slow_reader("/async/"))
    assert whole.output.split("\n")[:4] == (
        ["made 1", "made 2", "made 3", "sent 1"]
    )
    assert piecewise.output.split("\n")[:4] == (
        ["made 1", "sent 1", "made 2", "sent 2"]
    )


def test_visitor_leaves(show, urls):
    """When the browser is gone the generator is cancelled where it waits."""
    listening = {7: 0}

    async def steps(job_id):
        yield 1
        await asyncio.Event().wait()

    async def progress(request, job_id):
        async def events():
            listening[job_id] += 1
            try:
                async for done in steps(job_id):
                    yield f"data: {done}\n\n"
            except asyncio.CancelledError:
                print("cancelled while waiting")
                raise
            finally:
                listening[job_id] -= 1

        return StreamingHttpResponse(
            events(), content_type="text/event-stream"
        )

    urls(path("jobs/<int:job_id>/progress/", progress))
    with show("disconnect", code=progress) as block:

        async def visit():
            stream = Stream("/jobs/7/progress/")
            await stream.open()
            await stream.part()
            print("listening:", listening[7])
            await stream.leave()
            print("listening:", listening[7])

        asyncio.run(visit())
    assert block.output.splitlines() == [
        "listening: 1",
        "cancelled while waiting",
        "listening: 0",
    ]


def test_connection_of_a_stream(show, urls):
    """A stream keeps the connection of its first query until it ends."""
    Job.objects.create()
    used = []

    def find(job_id):
        job = Job.objects.get(pk=job_id)
        used.append(connection.connection.info.backend_pid)
        return job

    @sync_to_async
    def release():
        connections.close_all()

    async def wait_for_news(job):
        yield "data: started\n\n"
        await asyncio.Event().wait()

    async def keeps(request, job_id):
        job = await sync_to_async(find)(job_id)
        return StreamingHttpResponse(wait_for_news(job))

    async def releases(request, job_id):
        job = await sync_to_async(find)(job_id)
        await release()
        return StreamingHttpResponse(wait_for_news(job))

    def count_open():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE pid = ANY(%s)",
                [used],
            )
            return cursor.fetchone()[0]

    def still_open():
        # A closed connection leaves the list a moment later.
        for _ in range(20):
            if (found := count_open()) == 0:
                break
            time.sleep(0.05)
        connections.close_all()
        return found

    async def three_visitors(address):
        used.clear()
        streams = [Stream(address) for _ in range(3)]
        for stream in streams:
            await stream.open()
        look = sync_to_async(still_open, thread_sensitive=False)
        print("connections of three open streams:", await look())
        for stream in streams:
            await stream.leave()

    urls(
        path("keeps/<int:job_id>/", keeps),
        path("releases/<int:job_id>/", releases),
    )
    with show("kept", code=keeps) as kept:
        asyncio.run(three_visitors("/keeps/1/"))
    with show("released", code=[release.func, releases]) as released:
        asyncio.run(three_visitors("/releases/1/"))
    assert kept.output == "connections of three open streams: 3\n"
    assert released.output == "connections of three open streams: 0\n"


def test_lifespan(show):
    """Django's application refuses the scope; a wrapper answers it and owns the client."""
    django = ASGIHandler()

    class PriceClient:
        async def open(self):
            print("client opened")

        async def close(self):
            print("client closed")

    client = PriceClient()

    async def application(scope, receive, send):
        if scope["type"] != "lifespan":
            return await django(scope, receive, send)
        await receive()
        await client.open()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await client.close()
        await send({"type": "lifespan.shutdown.complete"})

    async def server(application):
        call = ApplicationCommunicator(application, {"type": "lifespan"})
        for phase in ("startup", "shutdown"):
            await call.send_input({"type": f"lifespan.{phase}"})
            print((await call.receive_output(5))["type"])
        await call.wait(5)

    with show("refused", raises=ValueError):
        asyncio.run(server(django))
    with show("wrapper", code=application) as block:
        asyncio.run(server(application))
    assert block.output.splitlines() == [
        "client opened",
        "lifespan.startup.complete",
        "client closed",
        "lifespan.shutdown.complete",
    ]
