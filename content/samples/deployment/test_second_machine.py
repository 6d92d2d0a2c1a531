import csv
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from django.db import IntegrityError, models
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect
from django.test import Client, override_settings
from django.urls import path

from shop.models import Order, User

EXPORTS = Path("/var/shop/exports")
RATES: dict[str, str] = {}


def upload_rates(request):
    text = request.FILES["rates"].read().decode()
    RATES.update(line.split(";") for line in text.splitlines())
    return redirect("rates")


def start_export(request):
    target = EXPORTS / f"{request.user.pk}.csv"
    with target.open("w", newline="") as file:
        rows = Order.objects.values_list("pk", "status")
        csv.writer(file).writerows(rows)
    return redirect("export")


def export(request):
    found = EXPORTS / f"{request.user.pk}.csv"
    return FileResponse(found.open("rb"))


def test_one_machine_only(show, rf, tmp_path, monkeypatch, orders):
    """The views of the question work as long as there is one process."""
    with show("views", code=[upload_rates, start_export, export]):
        pass
    monkeypatch.setitem(globals(), "EXPORTS", tmp_path)
    urls = [
        path("rates/", export, name="rates"),
        path("export/", export, name="export"),
    ]
    request = rf.get("/")
    request.user = User.objects.create_user("mia")
    with override_settings(ROOT_URLCONF=type("M", (), {"urlpatterns": urls})):
        start_export(request)
    with closing(export(request)) as response:
        assert b"5,open" in b"".join(response.streaming_content)


def who(request):
    return HttpResponse(request.user.username or "nobody")


@contextmanager
def machine(name: str, **its_settings):
    """Requests in here see the local memory of the machine of this name."""
    local = {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": name,
    }
    with override_settings(CACHES={"default": local}, **its_settings):
        yield


CACHE = "django.contrib.sessions.backends.cache"
DATABASE = "django.contrib.sessions.backends.db"


def seen_by_two(engine: str, keys: tuple[str, str]) -> list[str]:
    mia = Client()
    answers = []
    for name, key in zip("AB", keys, strict=True):
        with machine(name, SESSION_ENGINE=engine, SECRET_KEY=key):
            if name == "A":
                mia.force_login(User.objects.get(username="mia"))
            answers.append(mia.get("/who/").content.decode())
    return answers


def test_sessions_of_two_machines(show, urls):
    """A session is where its store is, and only readable with its key."""
    urls(path("who/", who))
    User.objects.create_user("mia")
    with show("sessions") as block:
        print(seen_by_two(CACHE, keys=("same", "same")))
        print(seen_by_two(DATABASE, keys=("drawn on A", "drawn on B")))
        print(seen_by_two(DATABASE, keys=("same", "same")))
    assert block.output == (
        "['mia', 'nobody']\n['mia', 'nobody']\n['mia', 'mia']\n"
    )


def test_one_run_per_day(show, create_table):
    """Both machines start the job; the constraint lets one of them run it."""

    class JobRun(models.Model):
        job = models.CharField(max_length=50)
        day = models.DateField()

        class Meta:
            app_label = "shop"
            constraints = [
                models.UniqueConstraint(
                    fields=["job", "day"], name="one_run_per_day"
                )
            ]

    def claim(job: str, day: date) -> bool:
        try:
            JobRun.objects.create(job=job, day=day)
        except IntegrityError:
            return False
        return True

    create_table(JobRun)
    with show("claim", code=[JobRun, claim]) as block:
        monday = date(2026, 3, 2)
        for machine_name in "AB":
            print(machine_name, claim("reminders", monday))
    assert block.output == "A True\nB False\n"
