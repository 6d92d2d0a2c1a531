import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Least
from django.test.utils import isolate_apps
from django.urls import path
from rest_framework.authentication import BasicAuthentication
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response
from rest_framework.test import APIClient, APIRequestFactory
from rest_framework.throttling import AnonRateThrottle, BaseThrottle
from rest_framework.views import APIView

from shop.factories import UserFactory


class OnePerMinute(AnonRateThrottle):
    rate = "1/min"


class BothReadFirst:
    """The project's cache; a reader goes on when the other has read."""

    def __init__(self):
        self.both_have_read = threading.Barrier(2)

    def get(self, key, default=None):
        value = cache.get(key, default)
        self.both_have_read.wait(timeout=5)
        return value

    def set(self, *args):
        cache.set(*args)


def ask(throttle):
    request = APIRequestFactory().get("/prices/")
    request.user = None
    return throttle.allow_request(request, view=None)


def test_throttle_under_two_requests(show):
    """Both read an empty history, both pass, and one of them is forgotten."""

    with show("race", code=[OnePerMinute, BothReadFirst]) as block:

        class Raced(OnePerMinute):
            cache = BothReadFirst()

        with ThreadPoolExecutor(2) as threads:
            for allowed in threads.map(ask, [Raced(), Raced()]):
                print("allowed:", allowed)
        history = cache.get("throttle_anon_127.0.0.1")
        print("remembered:", len(history))
    assert block.output == "allowed: True\nallowed: True\nremembered: 1\n"


LIMIT = 2
logger = logging.getLogger(__name__)


def within_limit(partner, limit=LIMIT, period=60):
    window = int(time.time()) // period
    key = f"calls:{partner}:{window}"
    cache.add(key, 0, timeout=2 * period)
    try:
        return cache.incr(key) <= limit
    except ValueError:  # Evicted between the two.
        return True


def seconds_to_next_window(period=60):
    return period - int(time.time()) % period


class PartnerThrottle(BaseThrottle):
    def allow_request(self, request, view):
        if not request.user.is_authenticated:
            return True
        try:
            return within_limit(request.user.pk)
        except Exception:
            logger.exception("The limiter is away; calls go uncounted.")
            return True

    def wait(self):
        return seconds_to_next_window()


class Prices(APIView):
    throttle_classes = [PartnerThrottle]

    def get(self, request):
        return Response({"SKU-1": "10.00"})


def test_counted_in_one_step(show, urls, clock, monkeypatch):
    """Eight callers at once, a limit of two: two pass, the third is told when."""
    urls(path("prices/", Prices.as_view()))
    client = APIClient()
    client.force_authenticate(UserFactory())
    with show("count", code=[within_limit, PartnerThrottle]) as block:
        with ThreadPoolExecutor(8) as threads:
            allowed = list(threads.map(within_limit, ["anna"] * 8))
        print(sum(allowed), "of", len(allowed))
    assert block.output == "2 of 8\n"
    # What the page says of the answer, of the next window, and of an outage.
    answers = [client.get("/prices/") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "60"
    clock.shift(59)
    assert [within_limit("boris") for _ in range(3)] == [True, True, False]
    clock.shift(1)
    assert [within_limit("boris") for _ in range(3)] == [True, True, False]
    assert client.get("/prices/").status_code == 200

    def away(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr(cache, "add", away)
    assert [client.get("/prices/").status_code for _ in range(3)] == [200] * 3


def take(buckets, partner, size, per_second):
    now = time.time()
    since = Value(now) - F("filled_at")
    level = Least(Value(float(size)), F("tokens") + since * per_second)
    enough = buckets.alias(level=level).filter(level__gte=1)
    taken = enough.filter(partner=partner).update(
        tokens=F("level") - 1, filled_at=now
    )
    return taken == 1


@pytest.fixture
def isolated():
    with isolate_apps("shop"):
        yield


@pytest.fixture
def buckets(isolated, create_table):
    """A table of buckets; Anna's holds three tokens."""

    class PartnerBucket(models.Model):
        partner = models.CharField(max_length=20, primary_key=True)
        tokens = models.FloatField()
        filled_at = models.FloatField()

        class Meta:
            app_label = "shop"

    create_table(PartnerBucket)
    PartnerBucket.objects.create(
        partner="anna", tokens=3, filled_at=time.time()
    )
    return PartnerBucket.objects.all()


def test_token_bucket(buckets, show, clock):
    """Three at once, then as many as the time that passed has filled in."""
    with show("bucket", code=take) as block:
        print([take(buckets, "anna", 3, 1) for _ in range(4)])
        clock.shift(2)
        print([take(buckets, "anna", 3, 1) for _ in range(3)])
    assert block.output == "[True, True, True, False]\n[True, True, False]\n"


class Address(APIView):
    throttle_classes = [OnePerMinute]

    def get(self, request):
        return Response(OnePerMinute().get_ident(request))


def test_identity_from_a_header(show, urls, settings):
    """Without NUM_PROXIES the caller chooses the key under which it is counted."""
    urls(path("", Address.as_view()))
    client = APIClient()
    with show("spoofed") as spoofed:
        client.get("/", headers={"X-Forwarded-For": "1.1.1.1"})
        client.get("/", headers={"X-Forwarded-For": "2.2.2.2"})
    assert spoofed.responses == [200, 200]
    cache.clear()
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": 1}
    with show("one-proxy") as proxied:
        # The proxy appends the address from which it was called.
        client.get("/", headers={"X-Forwarded-For": "1.1.1.1, 9.9.9.9"})
        client.get("/", headers={"X-Forwarded-For": "2.2.2.2, 9.9.9.9"})
    assert proxied.responses == [200, 429]


class Account(APIView):
    authentication_classes = [BasicAuthentication]
    permission_classes = [IsAuthenticated]
    throttle_classes = [OnePerMinute]

    def get(self, request):
        return Response("yours")


def test_refused_before_the_throttle(show, urls):
    """A wrong password ends the request before any throttle is asked."""
    urls(path("account/", Account.as_view()))
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION="Basic YW5uYTpndWVzcw==")
    with show("guessing", code=Account) as block:
        for _ in range(3):
            client.get("/account/")
    assert block.responses == [401, 401, 401]
