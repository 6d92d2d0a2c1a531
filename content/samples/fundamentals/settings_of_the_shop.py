import os

DEBUG = os.environ.get("DEBUG", True)
SECRET_KEY = os.environ.get("SECRET_KEY", "shop-secret-7d3f")
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "*").split(",")

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "HOST": os.environ.get("DB_HOST", "localhost"),
        "PASSWORD": os.environ.get("DB_PASSWORD", "shop"),
    }
}

SESSION_COOKIE_SECURE = not DEBUG
CSRF_COOKIE_SECURE = not DEBUG

try:  # noqa: SIM105
    from local_settings import *  # noqa: F403
except ImportError:
    pass
