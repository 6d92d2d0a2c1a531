import pytest
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.test import Client
from django.urls import (
    get_resolver,
    include,
    path,
    re_path,
    register_converter,
    resolve,
    reverse,
)
from django.urls.converters import REGISTERED_CONVERTERS, get_converters
from django.views.decorators.http import require_POST

from shop.factories import ProductFactory
from shop.models import Product


def product(request, sku):
    return HttpResponse(get_object_or_404(Product, sku=sku))


def new_product(request):
    return HttpResponse("a form for a new product")


def order(request, ref):
    return HttpResponse(f"order {ref}")


def orders_of_year(request, year):
    return HttpResponse(f"<h1>Orders of {year}</h1>")


@require_POST
def create_order(request):
    return HttpResponse("created", status=201)


@pytest.fixture
def urlconf(urls):
    urlpatterns = [
        path("products/<slug:sku>/", product, name="detail"),
        path("products/new/", new_product, name="new-product"),
        re_path(r"orders/(?P<year>[0-9]{4})/", orders_of_year, name="year"),
        path("orders/<slug:ref>/", order, name="detail"),
        path("api/orders/", create_order, name="create-order"),
    ]
    urls(*urlpatterns)


def test_three_tickets(urls, client, show):
    """First match wins, the last of two names wins, and 301 drops the body."""
    ProductFactory()
    with show("urls"):
        urlpatterns = [
            path("products/<slug:sku>/", product, name="detail"),
            path("products/new/", new_product, name="new-product"),
            re_path(
                r"orders/(?P<year>[0-9]{4})/", orders_of_year, name="year"
            ),
            path("orders/<slug:ref>/", order, name="detail"),
            path("api/orders/", create_order, name="create-order"),
        ]
    urls(*urlpatterns)
    with show("new") as new:
        client.get("/products/new/")
        match = resolve("/products/new/")
        print(match.route, match.kwargs)
    assert new.responses == [404]
    with show("link") as link:
        print(reverse("detail", args=["SKU-1"]))
        print(reverse("detail", kwargs={"sku": "SKU-1"}))
    assert link.output == "/orders/SKU-1/\n/products/SKU-1/\n"
    with show("post") as post:
        client.post("/api/orders", {"sku": "SKU-1"}, follow=True)
    assert post.responses == [301, 405]
    with show("anywhere") as anywhere:
        client.get("/archive/orders/2026/lines/7/")
    assert anywhere.responses == [200]


def test_names_in_a_namespace(urls, client, show):
    """Fixed words first, one namespace per app, and both ends anchored."""
    ProductFactory()
    with show("repaired"):
        products = [
            path("new/", new_product, name="new"),
            path("<slug:sku>/", product, name="detail"),
        ]
        orders = [
            path("<int:year>/", orders_of_year, name="year"),
            path("<slug:ref>/", order, name="detail"),
        ]
        urlpatterns = [
            path("products/", include((products, "products"))),
            path("orders/", include((orders, "orders"))),
            path("api/orders/", create_order, name="create-order"),
        ]
    urls(*urlpatterns)
    with show("answers") as block:
        client.get("/products/new/")
        client.get("/archive/orders/2026/lines/7/")
        print(reverse("products:detail", args=["SKU-1"]))
    assert block.responses == [200, 404]
    assert block.output == "/products/SKU-1/\n"


@pytest.fixture
def converters():
    yield
    REGISTERED_CONVERTERS.clear()
    get_converters.cache_clear()


def test_year_converter(urls, client, show, converters):
    """A ValueError in to_python means: no match here, look further."""
    with show("converter"):

        class YearConverter:
            regex = "[0-9]{4}"

            def to_python(self, value):
                year = int(value)
                if year < 2015:
                    raise ValueError("the shop opened in 2015")
                return year

            def to_url(self, value):
                return f"{value:04d}"

        register_converter(YearConverter, "year")
        urlpatterns = [
            path("orders/<year:year>/", orders_of_year, name="year"),
            path("orders/<slug:ref>/", order, name="order"),
        ]
    urls(*urlpatterns)
    with show("both") as block:
        client.get("/orders/2026/")
        client.get("/orders/1999/")
    assert [call["responseBody"] for call in block.exchanges] == [
        "<h1>Orders of 2026</h1>",
        "order 1999",
    ]


def test_catch_all_and_slash(urls, show, settings):
    """A pattern that matches everything leaves nothing to redirect."""

    def page(request, address):
        return HttpResponse(f"page {address!r}")

    def home(request):
        return HttpResponse("contact form")

    with show("catch-all") as block:
        urls(path("contact/", home))
        Client().get("/contact")
        urls(path("contact/", home), path("<path:address>", page))
        Client().get("/contact")
    assert block.responses == [301, 200]


def test_way_there_and_back(urlconf, show):
    """Every name leads to an address, and the address back to its pattern."""
    examples = {"sku": "SKU-1", "ref": "R-7", "year": 2026}

    def unreachable():
        for pattern in get_resolver().url_patterns:
            names = pattern.pattern.regex.groupindex
            values = {name: examples[name] for name in names}
            address = reverse(pattern.name, kwargs=values)
            found = resolve(address)
            if found.func is not pattern.callback:
                yield f"{pattern.name}: {address} is {found.route}"

    with show("round-trip", code=unreachable) as block:
        print(*unreachable(), sep="\n")
    assert (
        block.output
        == "new-product: /products/new/ is products/<slug:sku>/\n"
    )
