from pathlib import Path

import yaml
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

COMPOSE = Path(__file__).with_name("compose.yaml")


def started(services: dict, profiles: set[str]) -> list[str]:
    """The names that ``docker compose up`` starts under these profiles."""
    return [
        name
        for name, service in services.items()
        if not service.get("profiles") or profiles & {*service["profiles"]}
    ]


def test_compose_with_profiles(show):
    """Core services have no profile; the others are asked for."""
    with show("file", code="deployment/compose.yaml"):
        pass
    services = yaml.safe_load(COMPOSE.read_text("utf-8"))["services"]
    assert started(services, set()) == ["web", "db", "cache"]
    assert started(services, {"tasks"}) == ["web", "worker", "db", "cache"]
    for service in services.values():
        for needed in service.get("depends_on", {}):
            assert "healthcheck" in services[needed]


def same_as_production(laptop: dict, production: dict) -> list[str]:
    differing = []
    for name, service in laptop.items():
        image = service.get("image")
        if image and production.get(name, image) != image:
            differing.append(f"{name}: {image}, not {production[name]}")
    return differing


def test_versions_that_drifted(show):
    """The laptop's images are compared with what production runs."""
    laptop = yaml.safe_load(COMPOSE.read_text("utf-8"))["services"]
    with show("compare", code=same_as_production) as block:
        production = {"db": "postgres:17", "cache": "redis:7"}
        print(same_as_production(laptop, production))
    assert block.output == "['cache: redis:8, not redis:7']\n"


def orders(request):
    return HttpResponse(request.method)


def answers(debug: bool) -> tuple[int, int]:
    client = Client(raise_request_exception=False)
    with override_settings(DEBUG=debug, ALLOWED_HOSTS=[]):
        page = client.get("/orders/", headers={"Host": "localhost"})
    with override_settings(DEBUG=debug, ALLOWED_HOSTS=["testserver"]):
        # The form's address lacks the slash at its end.
        form = client.post("/orders", {"quantity": 2})
    return page.status_code, form.status_code


def test_what_debug_changes(show, urls):
    """DEBUG decides about more than the error page."""
    urls(path("orders/", orders))
    with show("debug", code=answers) as block:
        print("on", answers(debug=True), "off", answers(debug=False))
    assert block.output == "on (200, 500) off (400, 301)\n"
