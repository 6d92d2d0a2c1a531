import os

from django.core.exceptions import ImproperlyConfigured


def env(name):
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"set {name}")
    return value


def env_flag(name):
    words = {"true": True, "false": False}
    try:
        return words[env(name).lower()]
    except KeyError:
        raise ImproperlyConfigured(f"{name}: true or false") from None


SECRET_KEY = env("SECRET_KEY")
DEBUG = env_flag("DEBUG")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
