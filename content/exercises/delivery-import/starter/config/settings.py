from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent

# Nothing here is a secret: the project never leaves a laptop.
SECRET_KEY = "for-this-exercise-only"
DEBUG = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "jobs",
    "catalogue",
    "imports",
]
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "config.urls"

DATABASES = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"},
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "Europe/Vienna"

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = "shop@example.com"
PURCHASING = "purchasing@example.com"
SUPPLIER_URL = "https://supplier.example.com/deliveries"
