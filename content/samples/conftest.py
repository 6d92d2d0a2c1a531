"""Fixtures that many samples share."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from types import ModuleType
from typing import Any

import pytest
from celery import Celery
from celery.contrib.testing.worker import start_worker
from django.core.cache import cache
from django.db import connection, models
from django.test import override_settings
from django.urls import clear_url_caches
from kombu import Connection

from shop import factories
from shop.models import Customer, Order, Product


@pytest.fixture(scope="session")
def django_db_modify_db_settings(postgres: int) -> None:
    """pytest-django's hook before it makes the test database: the run's own server."""
    connection.settings_dict["PORT"] = str(postgres)


@pytest.fixture(autouse=True)
def fresh_start() -> Iterator[None]:
    """The same names and an empty cache for every sample."""
    for factory in vars(factories).values():
        if isinstance(factory, type) and issubclass(factory, factories.Base):
            factory.reset_sequence()
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def customer(show: Any) -> Customer:
    return factories.CustomerFactory()


@pytest.fixture
def product(show: Any) -> Product:
    return factories.ProductFactory()


@pytest.fixture
def orders(show: Any) -> list[Order]:
    """Five open orders of five customers, with two lines each."""
    return factories.OrderFactory.create_batch(5, lines=2)


@pytest.fixture
def urls() -> Iterator[Callable[..., None]]:
    """``urls(path(…), …)`` makes these patterns the project's for the sample."""
    overrides: list[override_settings] = []

    def use(*patterns: Any) -> None:
        module = ModuleType("urls_of_the_sample")
        module.urlpatterns = list(patterns)
        override = override_settings(ROOT_URLCONF=module)
        override.enable()
        overrides.append(override)
        clear_url_caches()

    yield use
    for override in overrides:
        override.disable()
    clear_url_caches()


@pytest.fixture
def create_table(show: Any) -> Iterator[Callable[..., None]]:
    """``create_table(Model, …)`` makes tables for models that a sample defines itself."""
    made: list[type[models.Model]] = []

    def create(*found: type[models.Model]) -> None:
        for model in found:
            with connection.schema_editor() as editor:
                editor.create_model(model)
            made.append(model)

    yield create
    for model in reversed(made):
        with connection.schema_editor() as editor:
            editor.delete_model(model)


@pytest.fixture
def real_worker(
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[Celery], AbstractContextManager[object]]:
    """``with real_worker(app):`` runs a Celery worker in threads of this process."""
    drain = Connection.drain_events

    def briefly(
        connection: Connection, timeout: float = 0.05, **kwargs: Any
    ) -> Any:
        # A worker waits two seconds for messages before it notices that it is to stop.
        return drain(connection, timeout=min(timeout, 0.05), **kwargs)

    monkeypatch.setattr(Connection, "drain_events", briefly)
    return partial(start_worker, pool="threads", perform_ping_check=False)
