import asyncio
import io
import mimetypes
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404
from django.test import Client
from django.urls import path, reverse
from django.views.decorators.cache import cache_control

from shop.factories import CustomerFactory, OrderFactory, UserFactory
from shop.models import Invoice


@login_required
def download(request):
    name = request.GET["file"]
    kind, _ = mimetypes.guess_type(name)
    if kind != "application/pdf":
        raise PermissionDenied
    path = Path(settings.MEDIA_ROOT, "invoices", name)
    return HttpResponse(
        path.read_bytes(),
        content_type=kind,
        headers={"Content-Disposition": f"inline; filename={name}"},
    )


@login_required
@cache_control(private=True, no_store=True)
def invoice(request, pk):
    mine = Invoice.objects.filter(order__customer__user=request.user)
    invoice = get_object_or_404(mine, pk=pk)
    return FileResponse(
        invoice.file.open("rb"),
        as_attachment=True,
        filename=f"Reçu {invoice.number}.pdf",
        content_type="application/pdf",
    )


@pytest.fixture
def anna_and_boris(show, settings, tmp_path):
    """Invoice 1 is Anna's; a backup lies beside the folder of the invoices."""
    settings.MEDIA_ROOT = tmp_path
    clients = []
    for user in UserFactory.create_batch(2):
        client = Client(raise_request_exception=False)
        client.force_login(user)
        order = OrderFactory(customer=CustomerFactory(user=user))
        made = Invoice(order=order, number=order.pk)
        content = ContentFile(f"%PDF of {user.username}".encode())
        made.file.save(f"{order.pk}.pdf", content)
        clients.append(client)
    (tmp_path / "backup.pdf").write_bytes(b"all customers")
    return clients


def test_download_by_name(anna_and_boris, urls, show):
    """A login, an ending and a folder: none of them says whose file it is."""
    anna, boris = anna_and_boris
    urls(path("download/", download))
    with show("view", code=download) as view:
        anna.get("/download/?file=1.pdf")
    assert view.responses == [200]
    with show("other-files") as other:
        boris.get("/download/?file=1.pdf")
        boris.get("/download/?file=../backup.pdf")
        boris.get("/download/?file=99.pdf")
    assert other.responses == [200, 200, 500]
    bodies = [call["responseBody"] for call in other.exchanges]
    assert bodies[:2] == ["%PDF of anna", "all customers"]


def test_invoice_of_its_owner(anna_and_boris, urls, show):
    """The row says which file, and the query says whose."""
    anna, boris = anna_and_boris
    urls(path("invoices/<int:pk>/", invoice))
    with show("by-row", code=invoice) as block:
        print(anna.get("/invoices/1/").getvalue().decode())
        boris.get("/invoices/1/")
    assert block.responses == [200, 404]
    assert block.output == "%PDF of anna\n"


@pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume")
def test_bytes_sent_by_django(anna_and_boris, urls, show):
    """FileResponse knows no ranges, and under ASGI it reads the file first."""
    anna, _ = anna_and_boris
    urls(path("invoices/<int:pk>/", invoice))
    with show("range") as block:
        rest = {"Range": "bytes=5-"}
        response = anna.get("/invoices/1/", headers=rest)
        print(response.has_header("Accept-Ranges"))
        print(response.getvalue().decode())
    assert block.responses == [200]
    assert block.output == "False\n%PDF of anna\n"

    class Film(io.BytesIO):
        def read(self, size=-1):
            block = super().read(size)
            print("read", len(block))
            return block

    film = Film(b"x" * 10_000)

    with show("asgi") as block:

        async def send(response):
            async for part in response:
                print("sent", len(part))

        asyncio.run(send(FileResponse(film)))
    words = [line.split()[0] for line in block.output.splitlines()]
    assert words == ["read"] * 4 + ["sent"] * 3


def test_link_that_expires(anna_and_boris, urls, show, clock):
    """Who has the link has the file, until it expires."""
    anna, boris = anna_and_boris

    def link_to(invoice):
        key = signing.dumps(invoice.pk, salt="invoice-file")
        return reverse("invoice-file", args=[key])

    def invoice_file(request, key):
        try:
            pk = signing.loads(key, salt="invoice-file", max_age=300)
        except signing.BadSignature:
            return HttpResponse("This link has expired.", status=410)
        invoice = get_object_or_404(Invoice, pk=pk)
        return FileResponse(invoice.file.open("rb"), as_attachment=True)

    urls(path("files/<str:key>/", invoice_file, name="invoice-file"))
    link = link_to(Invoice.objects.get(pk=1))
    with show("signed", code=[link_to, invoice_file]) as block:
        boris.get(link).close()
        clock.shift(301)
        boris.get(link)
    assert block.responses == [200, 410]
