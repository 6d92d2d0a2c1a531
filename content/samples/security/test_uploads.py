import struct
import zlib
from uuid import uuid4

import pytest
from django import forms
from django.core.exceptions import SuspiciousFileOperation, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404
from django.test import Client
from django.urls import path

from shop.factories import CustomerFactory, OrderFactory, UserFactory
from shop.models import Invoice, Order

PNG = b"\x89PNG\r\n\x1a\n"
SCRIPT = b"<script>fetch('/account/')</script>"


def add_invoice(request, pk):
    file = request.FILES["file"]
    if file.content_type not in {"application/pdf", "image/png"}:
        return HttpResponse("A PDF or a PNG, please.", status=400)
    order = Order.objects.get(pk=pk)
    Invoice.objects.create(order=order, number=pk, file=file)
    return HttpResponse(status=201)


def show_invoice(request, pk):
    invoice = Invoice.objects.get(pk=pk)
    return FileResponse(invoice.file.open())


SIGNATURES = {b"%PDF-": ".pdf", PNG: ".png"}


class InvoiceForm(forms.Form):
    file = forms.FileField()

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > 5_000_000:
            raise ValidationError("At most 5 MB.")
        start = file.read(8)
        file.seek(0)
        for signature, suffix in SIGNATURES.items():
            if start.startswith(signature):
                file.name = f"{uuid4()}{suffix}"
                return file
        raise ValidationError("A PDF or a PNG, please.")


def download_invoice(request, pk):
    mine = Invoice.objects.filter(order__customer__user=request.user)
    invoice = get_object_or_404(mine, pk=pk)
    return FileResponse(
        invoice.file.open(),
        as_attachment=True,
        headers={"Content-Security-Policy": "sandbox"},
    )


@pytest.fixture
def media(settings, tmp_path, show):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    return settings.MEDIA_ROOT


def test_invoices_of_sellers(show, media, urls):
    """The sender names the type for the check, and another by the file's name."""
    urls(
        path("orders/<int:pk>/invoice/", add_invoice),
        path("invoices/<int:pk>/", show_invoice),
    )
    OrderFactory.create_batch(2)
    client = Client()
    with show("views", code=[add_invoice, show_invoice]):
        scan = SimpleUploadedFile("scan.png", PNG, "image/png")
        client.post("/orders/1/invoice/", {"file": scan})
    with show("page"):
        page = SimpleUploadedFile("page.html", SCRIPT, "image/png")
        client.post("/orders/2/invoice/", {"file": page})
        answer = client.get("/invoices/2/")
        print(answer.headers["Content-Type"])
        print(answer.headers["Content-Disposition"])
    answer.close()
    assert answer.headers["Content-Type"] == "text/html"
    assert answer.headers["Content-Disposition"].startswith("inline")


def test_looking_at_the_file(show, media, urls):
    """The first bytes decide; a file can still be two things at once."""
    urls(path("invoices/<int:pk>/", download_invoice))
    customer = CustomerFactory(user=UserFactory())
    order = OrderFactory(customer=customer)
    buyer, stranger = Client(), Client()
    buyer.force_login(customer.user)
    stranger.force_login(UserFactory())
    with show("form", code=InvoiceForm) as block:
        for name, content in {
            "page.pdf": SCRIPT,
            "vase.png": b"<svg onload='alert(1)'/>",
            "both.html": PNG + SCRIPT,
        }.items():
            file = SimpleUploadedFile(name, content, "image/png")
            form = InvoiceForm(files={"file": file})
            print(name, "accepted" if form.is_valid() else "refused")
    assert block.output == (
        "page.pdf refused\nvase.png refused\nboth.html accepted\n"
    )
    file = form.cleaned_data["file"]
    Invoice.objects.create(order=order, number=1, file=file)
    with show("download", code=download_invoice) as block:
        answer = buyer.get("/invoices/1/")
        print("Content-Type:", answer.headers["Content-Type"])
        print("Content-Disposition:", answer.headers["Content-Disposition"])
        nosniff = answer.headers["X-Content-Type-Options"]
        print("X-Content-Type-Options:", nosniff)
        stranger.get("/invoices/1/")
    answer.close()
    assert block.responses == [200, 404]
    assert answer.headers["Content-Type"] == "image/png"
    assert nosniff == "nosniff"


def test_where_the_file_goes(show, settings, media):
    """The storage keeps to its folder; a path of one's own does not."""
    name = "../settings.py"
    with show("by-hand"):
        target = settings.MEDIA_ROOT / name
        target.write_bytes(b"DEBUG = True")
        inside = target.resolve().is_relative_to(settings.MEDIA_ROOT)
        print("inside of MEDIA_ROOT:", inside)
    assert not inside
    with show("storage", raises=SuspiciousFileOperation):
        default_storage.save(name, ContentFile(b"DEBUG = True"))


def receive(request):
    file = request.FILES.get("file")
    return HttpResponse(f"{type(file).__name__} of {file.size} bytes")


def one_bit_png(side):
    """A black square; each row is a filter byte and one bit per pixel."""
    rows = zlib.compress(bytes((1 + side // 8) * side), 9)
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    chunks = (b"IHDR", head), (b"IDAT", rows), (b"IEND", b"")
    return PNG + b"".join(
        struct.pack(">I", len(data))
        + name
        + data
        + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def test_what_limits_an_upload(show, urls, settings):
    """Neither setting bounds a file, and bytes do not bound a picture."""
    urls(path("files/", receive))
    with show("bytes") as block:
        settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
        large = SimpleUploadedFile("large.txt", b"x" * 500)
        Client().post("/files/", {"file": large})
        Client().post("/files/", {"text": "x" * 500})
    assert block.responses == [200, 400]
    assert block.exchanges[0]["responseBody"] == (
        "TemporaryUploadedFile of 500 bytes"
    )
    content = one_bit_png(16_000)
    with show("pixels") as block:
        print("file below 100 kB:", len(content) < 100_000)
        width, height = struct.unpack(">II", content[16:24])
        print(f"{width} × {height} pixels")
        print(f"{width * height * 3:,} bytes as RGB")
    assert block.output == (
        "file below 100 kB: True\n16000 × 16000 pixels\n"
        "768,000,000 bytes as RGB\n"
    )
