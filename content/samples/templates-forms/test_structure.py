import pytest
from django import template
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.shortcuts import render
from django.template import Context, Engine, TemplateSyntaxError
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.functional import SimpleLazyObject

from recording.source import SAMPLES
from shop.factories import (
    CustomerFactory,
    OrderFactory,
    ProductFactory,
    UserFactory,
)
from shop.models import OrderLine, Product

PAGES = "templates-forms/pages"
register = template.Library()


def basket(request):
    lines = OrderLine.objects.filter(
        order__customer__user=request.user, order__status="open"
    )
    return {"basket_count": lines.count()}


def product_list(request):
    cards = [
        render_to_string("card.html", {"product": product}, request)
        for product in Product.objects.order_by("pk")
    ]
    return render(request, "list.html", {"cards": cards})


def lazy_basket(request):
    def count():
        if not request.user.is_authenticated:
            return 0
        return OrderLine.objects.filter(
            order__customer__user=request.user, order__status="open"
        ).count()

    return {"basket_count": SimpleLazyObject(count)}


def listed_products(request):
    products = Product.objects.order_by("pk")
    return render(request, "list_of_includes.html", {"products": products})


def one_card(request, pk):
    product = Product.objects.get(pk=pk)
    return render(request, "card.html", {"product": product})


@register.inclusion_tag("card.html")
def product_card(product):
    return {"product": product}


@pytest.fixture
def request_of(show, settings):
    """Anna's request, with a shop whose templates use this context processor."""
    customer = CustomerFactory(user=UserFactory())

    def make(processor, products=3):
        if products and not Product.objects.exists():
            OrderFactory(customer=customer, lines=2)
            ProductFactory()
        settings.TEMPLATES = [
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [SAMPLES / PAGES],
                "OPTIONS": {
                    "context_processors": [f"{__name__}.{processor}"]
                },
            }
        ]
        request = RequestFactory().get("/")
        request.user = customer.user
        return request

    return make


def test_cards_and_basket(request_of, show):
    """The context processor, the view and the two templates."""
    request = request_of("basket", products=0)
    with show("python", code=[basket, product_list]):
        response = product_list(request)
    assert isinstance(response, HttpResponse)
    with show("template", code=f"{PAGES}/list.html"):
        pass
    with show("base", code=f"{PAGES}/base.html"):
        pass


def test_processor_at_each_render(request_of, show):
    """A context processor runs for each render with a request, not once per page."""
    request = request_of("basket")
    with show("each-card") as block:
        product_list(request)
    assert block.query_count == 1 + 3 + 1
    request.user = AnonymousUser()
    with show("anonymous", raises=TypeError):
        product_list(request)
    assert listed_products(request_of("lazy_basket")).status_code == 200
    request = request_of("lazy_basket")
    request.user = AnonymousUser()
    assert "0 in the basket" in listed_products(request).content.decode()


def test_include_and_lazy_count(request_of, show):
    """One render, and a count that is asked for where it is printed."""
    request = request_of("lazy_basket")
    with show("template", code=f"{PAGES}/list_of_includes.html") as page:
        response = listed_products(request)
    assert page.query_count == 2
    assert "2 in the basket" in response.content.decode()
    with show("processor", code=lazy_basket) as fragment:
        one_card(request, 1)
    assert fragment.query_count == 1


def test_block_in_an_include(request_of, show):
    """Text outside a block is dropped; a block in an include is nobody's to fill."""
    request = request_of("lazy_basket")
    with show("child", code=f"{PAGES}/sale.html") as block:
        print(render_to_string("sale.html", {}, request).strip())
    assert "Home / Sale" not in block.output
    assert "Only until Sunday" not in block.output
    assert "Ten products" in block.output


def compiled(source):
    engine = Engine(
        dirs=[SAMPLES / PAGES],
        libraries={"cards": __name__},
        builtins=[__name__],
    )
    return engine.from_string(source)


def test_forgotten_argument(show):
    """An include takes what it finds; a tag has a signature."""
    include = '{% include "card.html" with produkt=lamp only %}'
    with show("include") as silent:
        lamp = Product(name="Lamp", price="10.00")
        print(compiled(include).render(Context({"lamp": lamp})))
    assert silent.output == "<article>, </article>\n\n"
    with show("tag", code=product_card, raises=TemplateSyntaxError):
        compiled("{% product_card produkt=lamp %}")
