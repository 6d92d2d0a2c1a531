import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent

# Nothing here is a secret: the project never leaves a laptop.
SECRET_KEY = "for-this-exercise-only"
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS = [
    "harness",
    "schema",
    "release1",
    "release2",
]
ROOT_URLCONF = "config.urls"

if os.environ.get("PGHOST"):
    # Host, port, user and password come from the usual variables of PostgreSQL.
    DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "postgres"}}
else:
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "Europe/Vienna"

# Several releases share one table here, as they do in production while one replaces the other.
SILENCED_SYSTEM_CHECKS = ["models.E028"]
