import json
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.core.checks import Error, register
from django.core.checks.registry import registry
from django.core.management import call_command
from django.core.management.base import SystemCheckError

STRICT = {
    "ALLOWED_HOSTS": ["shop.example"],
    "CSRF_COOKIE_SECURE": True,
    "SECRET_KEY": "long-enough-and-of-many-kinds-0123456789-abcdefghij",
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "SECURE_HSTS_PRELOAD": True,
    "SECURE_HSTS_SECONDS": 3600,
    "SECURE_SSL_REDIRECT": True,
    "SESSION_COOKIE_SECURE": True,
}


def services_are_shared(app_configs, **kwargs):
    local = ("locmem", "dummy", "filebased", "sqlite3", "console")
    chosen = {
        "CACHES": settings.CACHES["default"]["BACKEND"],
        "DATABASES": settings.DATABASES["default"]["ENGINE"],
        "EMAIL_BACKEND": settings.EMAIL_BACKEND,
    }
    return [
        Error(f"{name} is {backend}", id="shop.E001")
        for name, backend in chosen.items()
        if any(word in backend for word in local)
    ]


def test_silent_check(show, settings):
    """check --deploy is content with a cache and a mail backend that lead nowhere."""
    for name, value in STRICT.items():
        setattr(settings, name, value)
    with show("silent") as silent:
        call_command("check", deploy=True)
        print(settings.CACHES["default"]["BACKEND"])
        print(settings.EMAIL_BACKEND)
    assert silent.output.splitlines() == [
        "System check identified no issues (0 silenced).",
        "django.core.cache.backends.locmem.LocMemCache",
        "django.core.mail.backends.locmem.EmailBackend",
    ]
    try:
        with show(
            "own-check", code=services_are_shared, raises=SystemCheckError
        ) as own:
            register(services_are_shared, deploy=True)
            call_command("check", deploy=True)
        assert "CACHES is" in str(own.error)
        assert "DATABASES" not in str(own.error)
        assert "EMAIL_BACKEND is" in str(own.error)
        call_command("check")  # Not asked without --deploy.
    finally:
        registry.deployment_checks.remove(services_are_shared)


def serve(logging: dict) -> subprocess.CompletedProcess[str]:
    """One failing request in a process of its own."""
    program = Path(__file__).with_name("one_request.py")
    return subprocess.run(
        [sys.executable, program, json.dumps(logging)],
        capture_output=True,
        text=True,
        check=True,
    )


def test_error_that_nobody_sees(show):
    """Without LOGGING and ADMINS, an error in production leaves no trace."""
    with show("default") as default:
        served = serve(logging={})
        print(served.stdout, "log:", repr(served.stderr))
    assert default.output == "answer 500\n log: ''\n"
    with show("to-stderr") as seen:
        LOGGING = {
            "version": 1,
            "disable_existing_loggers": False,
            "handlers": {"stderr": {"class": "logging.StreamHandler"}},
            "root": {"handlers": ["stderr"], "level": "INFO"},
        }
        lines = serve(LOGGING).stderr.splitlines()
        print(lines[0], lines[-1], sep="\n")
    assert seen.output == (
        "Internal Server Error: /checkout/\n"
        "RuntimeError: the payment provider is not configured\n"
    )
