import threading

from django.core.cache import CacheHandler, cache
from django.core.cache.backends.redis import RedisCache


def test_redis_setting(show):
    """Django builds this backend from the setting."""
    with show("settings"):
        CACHES = {
            "default": {
                "BACKEND": "django.core.cache.backends.redis.RedisCache",
                "LOCATION": "redis://cache.internal:6379/1",
            }
        }
    assert isinstance(CacheHandler(CACHES)["default"], RedisCache)


def test_cache_of_another_process(show):
    """What one local-memory cache holds, the next process's does not."""
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    with show("two-processes") as block:
        # A location of its own stands for a process of its own.
        one = CacheHandler({"default": {**memory, "LOCATION": "1"}})
        two = CacheHandler({"default": {**memory, "LOCATION": "2"}})
        one["default"].set("switch", "on")
        print(one["default"].get("switch"), two["default"].get("switch"))
    assert block.output == "on None\n"


def too_many_attempts(name):
    key = f"login-attempts:{name}"
    cache.add(key, 0, timeout=900)
    return cache.incr(key) > 5


def test_atomic_count(show):
    """add() and incr() lose no attempt, also from eight threads at once."""
    with show("count", code=too_many_attempts) as block:
        threads = [
            threading.Thread(target=too_many_attempts, args=["anna"])
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        print(cache.get("login-attempts:anna"), too_many_attempts("anna"))
    assert block.output == "8 True\n"
