from urllib.parse import quote

import pytest
from django.contrib.auth.decorators import login_required
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.storage import storages
from django.core.management import call_command
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.templatetags.static import static
from django.test import Client
from django.urls import path

from shop.factories import CustomerFactory, OrderFactory, UserFactory
from shop.models import Invoice


def test_hash_in_the_name(show, settings, tmp_path):
    """The static tag finds the name in the manifest, or raises."""
    with show("setting"):
        STORAGES = {
            "default": {
                "BACKEND": "django.core.files.storage.FileSystemStorage",
            },
            "staticfiles": {
                "BACKEND": "django.contrib.staticfiles.storage."
                "ManifestStaticFilesStorage",
            },
        }
    (tmp_path / "css").mkdir()
    (tmp_path / "css/shop.css").write_text("p { color: green }")
    settings.STATICFILES_DIRS = [tmp_path / "css"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.INSTALLED_APPS = ["django.contrib.staticfiles"]
    settings.STORAGES = STORAGES
    call_command("collectstatic", verbosity=0)
    assert isinstance(storages["staticfiles"], ManifestStaticFilesStorage)
    with show("tag") as block:
        print(static("shop.css"))
    assert block.output.startswith("/static/shop.")
    with show("missing", raises=ValueError):
        static("nothing.css")


@login_required
def invoice(request, pk):
    invoice = get_object_or_404(
        Invoice, pk=pk, order__customer__user=request.user
    )
    path = quote(f"/protected/{invoice.file.name}")
    return HttpResponse(
        content_type="application/pdf",
        headers={"X-Accel-Redirect": path},
    )


@pytest.fixture
def anna_and_boris(show, urls):
    """Invoice 1 is Anna's."""
    urls(path("invoices/<int:pk>/", invoice))
    clients = []
    for user in UserFactory.create_batch(2):
        client = Client()
        client.force_login(user)
        order = OrderFactory(customer=CustomerFactory(user=user))
        number = order.pk
        Invoice.objects.create(
            order=order, number=number, file=f"invoices/no {number}.pdf"
        )
        clients.append(client)
    return clients


def test_private_file(anna_and_boris, show):
    """The view checks the owner and leaves the transfer to the web server."""
    anna, boris = anna_and_boris
    with show("view", code=invoice) as block:
        anna.get("/invoices/1/")
        boris.get("/invoices/1/")
    assert block.responses == [200, 404]
    headers = block.exchanges[0]["responseHeaders"]
    assert headers["X-Accel-Redirect"] == "/protected/invoices/no%201.pdf"
