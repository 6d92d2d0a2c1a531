import base64
import json
import pickle

import pytest
from django.contrib.sessions.backends.cache import SessionStore as CacheStore
from django.contrib.sessions.backends.db import SessionStore as TableStore
from django.core import signing
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from kombu.exceptions import ContentDisallowed
from kombu.serialization import dumps, loads


class Surprise:
    def __reduce__(self):
        return print, ("a function of the sender's choice ran",)


def test_reading_runs_code(show, settings):
    """To read a pickle is to call what it names, before anyone looks at it."""
    with show("loads", code=Surprise) as block:
        pickle.loads(pickle.dumps(Surprise()))
    assert block.output == "a function of the sender's choice ran\n"
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "cache_entry",
        }
    }
    call_command("createcachetable", verbosity=0)
    with show("cache") as block:
        cache = caches["default"]
        cache.set("menu", json.dumps(["Lamps", "Rugs"]))
        planted = base64.b64encode(pickle.dumps(Surprise())).decode()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE cache_entry SET value = %s", [planted])
        print(cache.get("menu"))
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE cache_entry")
    assert block.output == "a function of the sender's choice ran\nNone\n"


def test_session_in_the_cache(show):
    """The session's serializer is not asked when sessions live in the cache."""
    with show("table", raises=TypeError):
        session = TableStore()
        session["seen"] = timezone.now()
        session.save()
    with show("cache") as block:
        session = CacheStore()
        session["seen"] = timezone.now()
        session.save()
        print(CacheStore(session.session_key)["seen"])
    assert block.output == "2026-03-02 09:00:00+00:00\n"


def test_signed_is_readable(show):
    """A signature proves who wrote it. It hides nothing and does not expire."""
    with show("read") as block:
        token = signing.dumps({"customer": 7, "discount": 30})
        payload = token.split(":")[0]
        print(base64.urlsafe_b64decode(payload + "=="))
    assert block.output == 'b\'{"customer":7,"discount":30}\'\n'
    with show("changed", raises=signing.BadSignature):
        forged = base64.urlsafe_b64encode(b'{"customer":7,"discount":99}')
        signing.loads(token.replace(payload, forged.decode().rstrip("=")))


def test_message_of_another_kind(show):
    """A worker that accepts JSON refuses a pickle before it reads it."""
    kind, encoding, body = dumps(Surprise(), serializer="pickle")
    with show("json-only", raises=ContentDisallowed):
        loads(body, kind, encoding, accept={"application/json"})
    with show("pickle-too") as block:
        loads(body, kind, encoding, accept={"application/json", kind})
    assert block.output == "a function of the sender's choice ran\n"


class JSONSerializer:
    def dumps(self, value):
        return json.dumps(value).encode()

    def loads(self, data):
        return json.loads(data)


def test_serializer_of_the_cache(show, customer):
    """What JSON cannot hold is refused when it is written."""
    with show("json", code=JSONSerializer):
        serializer = JSONSerializer()
        print(serializer.loads(serializer.dumps({"menu": ["Lamps"]})))
    with show("planted", raises=ValueError):
        JSONSerializer().loads(pickle.dumps(Surprise()))
    with pytest.raises(TypeError):
        JSONSerializer().dumps(customer)
