import time
from heapq import heapify, heappop, heappush
from statistics import median

from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import path


def load(instances: int, seconds: int = 10) -> tuple[int, int]:
    """Requests per second and their median time, in milliseconds.

    16 threads per instance are always busy: 20 ms of their own, then
    50 ms in a database that works on 20 queries at once.
    """
    arriving = [(20, 0)] * (instances * 16)
    slots = [0] * 20
    heapify(arriving)
    times = []
    while arriving[0][0] < seconds * 1000:
        arrived, began = heappop(arriving)
        done = max(arrived, heappop(slots)) + 50
        heappush(slots, done)
        heappush(arriving, (done + 20, done))
        if done <= seconds * 1000:
            times.append(done - began)
    return len(times) // seconds, int(median(times))


def test_more_of_the_same(show):
    """Beyond the database's limit, instances add waiting and nothing else."""
    with show("load", code=load) as block:
        for instances in (1, 2, 4, 8):
            print(instances, "instances", load(instances))
    assert block.output == (
        "1 instances (227, 70)\n2 instances (398, 80)\n"
        "4 instances (398, 150)\n8 instances (398, 300)\n"
    )


def instances_at_most(
    connections: int, reserved: int, per_instance: int, surge: float
) -> int:
    """``surge``: how many more run while a release replaces them."""
    return int((connections - reserved) / (per_instance * surge))


def test_ceiling_of_the_fleet(show):
    """The database's connections say how far the fleet may grow."""
    with show("ceiling", code=instances_at_most) as block:
        # Celery, migrations and people need 60 of the 200.
        print(instances_at_most(200, 60, per_instance=16, surge=1.25))
    assert block.output == "7\n"


class QueueTime:
    """How long a request has waited before Django saw it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        stamped = request.headers.get("X-Request-Start", "")
        seconds = stamped.removeprefix("t=")
        if seconds.replace(".", "", 1).isdigit():
            waited = max(0.0, time.time() - float(seconds))
            print(f"queue_seconds={waited:.3f}")
        return self.get_response(request)


def test_time_in_the_queue(show, urls, monkeypatch):
    """The proxy stamps a request; Django subtracts."""
    urls(path("", lambda request: HttpResponse("")))
    monkeypatch.setattr(
        settings, "MIDDLEWARE", [f"{QueueTime.__module__}.QueueTime"]
    )
    with show("middleware", code=QueueTime) as block:
        came = time.time() - 0.35
        Client().get("/", headers={"X-Request-Start": f"t={came:.3f}"})
    assert block.output == "queue_seconds=0.350\n"
    Client().get("/", headers={"X-Request-Start": "t=yesterday"})
