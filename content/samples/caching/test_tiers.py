from django.core.cache import CacheHandler, cache
from django.http import HttpResponse, JsonResponse
from django.template import engines
from django.urls import path
from django.views.decorators.cache import cache_control, cache_page

from shop.factories import ProductFactory
from shop.models import Product


def answer(request, html):
    template = engines["django"].from_string(html)
    return HttpResponse(template.render({}, request))


def public(request):
    return answer(request, "<h1>Chair</h1>")


def greeting(request):
    return answer(request, "<h1>Chair</h1> {{ user.username }}")


def form(request):
    return answer(request, "<form>{% csrf_token %}</form>")


def cached_price(pk):
    def from_database():
        return str(Product.objects.get(pk=pk).price)

    return cache.get_or_set(f"price:{pk}", from_database, timeout=20)


@cache_page(30)
def product_page(request, pk):
    return HttpResponse(cached_price(pk))


@cache_page(900)
def terms(request):
    return HttpResponse("Terms of sale")


@cache_page(60)
def product_card(request, pk):
    return HttpResponse(Product.objects.get(pk=pk).name)


@cache_control(public=True, max_age=10, s_maxage=30)
def shared_page(request, pk):
    return HttpResponse(Product.objects.get(pk=pk).name)


@cache_control(private=True, no_store=True)
def personal_part(request):
    cart = request.session.get("cart", [])
    return JsonResponse({"items": len(cart)})


def test_what_makes_it_personal(show, urls, client):
    """The template decides: a name or a form, and Vary: Cookie is there."""
    urls(
        path("public/", public),
        path("greeting/", greeting),
        path("form/", form),
    )
    with show("headers", code=[public, greeting, form]) as block:
        client.get("/public/")
        client.get("/greeting/")
        client.get("/form/")
    varies = [call["responseHeaders"].get("Vary") for call in block.exchanges]
    assert varies == [None, "Cookie", "Cookie"]
    assert "Set-Cookie" in block.exchanges[2]["responseHeaders"]


def test_ages_add_up(show, urls, client, clock):
    """A page of 30 seconds over a price of 20: the old price is seen for 48."""
    pk = ProductFactory(price=10).pk
    urls(path("<int:pk>/", product_page))
    with show("sum", code=[cached_price, product_page]) as block:
        cached_price(pk)
        Product.objects.update(price=12)
        for seconds in (19, 29, 2):
            clock.shift(seconds)
            print(client.get(f"/{pk}/").content.decode())
    assert block.output == "10.00\n10.00\n12.00\n"


def test_age_of_a_stored_page(show, urls, client, clock):
    """A page from the cache says how old it is already."""
    urls(path("terms/", terms))
    with show("age", code=terms) as block:
        client.get("/terms/")
        clock.shift(600)
        response = client.get("/terms/")
        print(response["Cache-Control"], "Age:", response["Age"])
    assert block.output == "max-age=900 Age: 600\n"


def test_copies_by_address(show, urls, client):
    """A tracking parameter in the address is a new page for the cache."""
    pk = ProductFactory().pk
    urls(path("<int:pk>/", product_card))
    with show("addresses", code=product_card) as block:
        client.get(f"/{pk}/")
        client.get(f"/{pk}/?utm_source=mail")
        client.get(f"/{pk}/?utm_source=ad")
    assert block.query_count == 3


def test_page_and_personal_part(show, urls, client):
    """One page for everybody, and a small answer for each visitor."""
    pk = ProductFactory().pk
    urls(path("<int:pk>/", shared_page), path("cart/", personal_part))
    with show("two-requests", code=[shared_page, personal_part]) as block:
        client.get(f"/{pk}/")
        client.get("/cart/")
    page_headers, part_headers = (
        call["responseHeaders"] for call in block.exchanges
    )
    assert "Vary" not in page_headers
    assert part_headers["Vary"] == "Cookie"


def test_keys_of_two_releases(show):
    """VERSION of the setting is part of each key: two releases, two copies."""
    memory = {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "KEY_PREFIX": "shop",
    }
    with show("version") as block:
        old = CacheHandler({"default": {**memory, "VERSION": 7}})["default"]
        new = CacheHandler({"default": {**memory, "VERSION": 8}})["default"]
        old.set("card:1", "written by the old release")
        print(old.make_key("card:1"), "and", new.make_key("card:1"))
        print(new.get("card:1"))
        new.delete("card:1")
        print(old.get("card:1"))
    assert block.output == (
        "shop:7:card:1 and shop:8:card:1\nNone\nwritten by the old release\n"
    )
    old.clear()
