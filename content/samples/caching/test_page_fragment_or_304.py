from pathlib import Path

import pytest
from django.db import models
from django.db.models import Max
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.test.utils import isolate_apps
from django.urls import path
from django.utils.translation import get_language
from django.views.decorators.cache import cache_page
from django.views.decorators.http import (
    condition,
    conditional_page,
    last_modified,
)

from shop.factories import ProductFactory
from shop.models import Product

RELEASE = "2026-03-02.1"

with isolate_apps("shop"):

    class Offer(models.Model):
        name = models.CharField(max_length=50)
        changed = models.DateTimeField(auto_now=True)

        class Meta:
            app_label = "shop"

    class Catalogue(models.Model):
        version = models.PositiveIntegerField(default=1)

        class Meta:
            app_label = "shop"


@cache_page(60)
def stored(request):
    products = Product.objects.order_by("pk")
    return render(request, "list.html", {"products": products})


@conditional_page
def compared(request):
    products = Product.objects.order_by("pk")
    return render(request, "list.html", {"products": products})


def catalogue_tag(request):
    versions = Catalogue.objects.values_list("version", flat=True)
    return f"{RELEASE}-{get_language()}-{versions.get()}"


@condition(etag_func=catalogue_tag)
def asked_first(request):
    products = Product.objects.order_by("pk")
    return render(request, "list.html", {"products": products})


def category(request):
    products = Product.objects.order_by("pk")
    context = {"products": products, "page": 1}
    return render(request, "category.html", context)


def category_or_404(request):
    products = Product.objects.order_by("pk")
    if not products:
        raise Http404
    context = {"products": products, "page": 1}
    return render(request, "category.html", context)


@conditional_page
def newsletter(request):
    form = engines["django"].from_string("{% csrf_token %}")
    return HttpResponse(form.render({}, request))


def last_change(request):
    return Offer.objects.aggregate(last=Max("changed"))["last"]


@last_modified(last_change)
def offers(request):
    names = Offer.objects.order_by("pk").values_list("name", flat=True)
    return HttpResponse(", ".join(names))


@pytest.fixture
def products(show, settings):
    """Three products, and the templates beside this module."""
    settings.TEMPLATES = [
        {
            **settings.TEMPLATES[0],
            "DIRS": [Path(__file__).parent / "templates"],
        }
    ]
    return ProductFactory.create_batch(3)


def test_what_each_still_runs(products, create_table, show, urls, client):
    """Stored: no query. Compared: all queries. Asked first: one small query."""
    create_table(Catalogue)
    Catalogue.objects.create(version=41)
    urls(
        path("stored/", stored),
        path("compared/", compared),
        path("asked-first/", asked_first),
    )
    client.get("/stored/")
    with show("stored", code=stored) as first:
        client.get("/stored/")
    assert first.query_count == 0 and first.responses == [200]
    tag = client.get("/compared/")["ETag"]
    with show("compared", code=compared) as second:
        client.get("/compared/", headers={"if-none-match": tag})
    assert second.query_count == 1 and second.responses == [304]
    tag = client.get("/asked-first/")["ETag"]
    with show("asked-first", code=[catalogue_tag, asked_first]) as third:
        client.get("/asked-first/", headers={"if-none-match": tag})
    assert third.query_count == 1 and third.responses == [304]
    assert "catalogue" in third.sql[0]


def test_fragment_and_its_view(products, show, urls, client):
    """The view runs on a hit; its QuerySet only if something evaluates it."""
    urls(path("lazy/", category), path("checked/", category_or_404))
    with show("template", code="caching/templates/category.html") as miss:
        client.get("/lazy/")
    assert miss.query_count == 1
    with show("lazy", code=category) as hit:
        client.get("/lazy/")
    assert hit.query_count == 0
    with show("checked", code=category_or_404) as checked:
        client.get("/checked/")
    assert checked.query_count == 1


def test_tag_of_a_form(show, urls, client):
    """One visitor, one cookie: the token is masked anew for each answer."""
    urls(path("", newsletter))
    first = client.get("/")
    tag = first["ETag"]
    again = client.get("/", headers={"if-none-match": tag})
    with show("token", code=newsletter) as block:
        print("second answer:", again.status_code)
        print("same tag:", again["ETag"] == first["ETag"])
        secret = again.wsgi_request.META["CSRF_COOKIE"]
        print("same cookie:", secret == first.cookies["csrftoken"].value)
    assert block.output == (
        "second answer: 200\nsame tag: False\nsame cookie: True\n"
    )


def test_changed_and_still_304(create_table, show, urls, client):
    """A row less, and update(), leave the newest date as it was."""
    create_table(Offer)
    urls(path("offers/", offers))
    for name in ("Kettle", "Lamp"):
        Offer.objects.create(name=name)
    with show("deleted", code=[last_change, offers]) as block:
        seen = client.get("/offers/")["Last-Modified"]
        Offer.objects.get(name="Kettle").delete()
        client.get("/offers/", headers={"if-modified-since": seen})
        Offer.objects.update(name="Pan")
        client.get("/offers/", headers={"if-modified-since": seen})
    assert block.responses == [200, 304, 304]
