import html
from urllib.parse import urlsplit

import pytest
from django import template
from django.http import QueryDict
from django.template import Context, Engine, RequestContext
from django.test import RequestFactory
from django.utils.html import (
    conditional_escape,
    escape,
    format_html,
    format_html_join,
)
from django.utils.safestring import mark_safe

from recording.source import SAMPLES
from shop.models import Customer

register = template.Library()
FOLDER = "templates-forms/pages"


@register.simple_tag
def greeting(customer):
    return "<b>" + escape(customer.name) + "</b>"


@register.simple_tag
def safe_greeting(customer):
    return format_html("<b>{}</b>", customer.name)


def render(source, **context):
    engine = Engine(libraries={"shop_tags": __name__}, builtins=[__name__])
    request = context.pop("request", None)
    made = RequestContext(request, context) if request else Context(context)
    return engine.from_string(source).render(made)


def render_file(name, **context):
    source = (SAMPLES / FOLDER / name).read_text(encoding="utf-8")
    return render(source, **context).strip()


@pytest.fixture
def customer(show):
    return Customer(name="O'Neill")


TERM = "salt & pepper"


def test_four_places(show, customer):
    """The tag, the template of the page, and the text of the mail."""
    term = TERM
    with show("tag", code=greeting):
        print(greeting(customer))
    with show("template", code=f"{FOLDER}/search.html") as page:
        print(render_file("search.html", customer=customer, term=term))
    assert "&lt;b&gt;O&amp;#x27;Neill&lt;/b&gt;" in page.output
    assert 'greeted = "O&#x27;Neill"' in page.output
    with show("mail") as mail:
        text = "Dear {{ customer.name }}, your order has left."
        print(render(text, customer=customer))
    assert mail.output == "Dear O&#x27;Neill, your order has left.\n"


def test_what_the_link_asks(show, customer):
    """The browser turns the entity back, and then the address has an ampersand too many."""
    page = render_file("search.html", customer=customer, term=TERM)
    href = page.split('href="')[1].split('"')[0]
    with show("link") as block:
        print(href)
        asked = urlsplit(html.unescape(href)).query
        print(QueryDict(asked).dict())
    assert "{'q': 'salt ', ' pepper': '', 'page': '2'}" in block.output


def test_each_place_its_tool(show, customer):
    """format_html, urlencode or querystring, json_script."""
    request = RequestFactory().get("/search/", {"q": TERM})
    with show("right", code=f"{FOLDER}/search_right.html") as page:
        print(
            render_file(
                "search_right.html",
                customer=customer,
                term=TERM,
                request=request,
            )
        )
    assert "<b>O&#x27;Neill</b>" in page.output
    assert "q=salt%20%26%20pepper&amp;page=2" in page.output
    assert "?q=salt+%26+pepper&amp;page=2" in page.output
    assert '"O\'Neill"</script>' in page.output
    with show("mail") as mail:
        text = "{% autoescape off %}Dear {{ name }},{% endautoescape %}"
        print(render(text, name=customer.name))
    assert mail.output == "Dear O'Neill,\n"


def test_what_stays_safe(show):
    """The mark is on the string object, and most operations return a new one."""
    with show("marks") as block:
        bold = mark_safe("<b>")
        for text in (bold + mark_safe("x"), bold + "x", f"{bold} x"):
            print(type(text).__name__, text)
        print(conditional_escape(bold), conditional_escape(bold + "x"))
    assert block.output.splitlines() == [
        "SafeString <b>x",
        "str <b>x",
        "str <b> x",
        "<b> &lt;b&gt;x",
    ]
    with show("join") as joined:
        names = [["O'Neill"], ["<i>"]]
        print(format_html_join(", ", "<b>{}</b>", names))
    assert joined.output == "<b>O&#x27;Neill</b>, <b>&lt;i&gt;</b>\n"


@register.filter
def initials(name):
    return "".join(word[0] for word in name.split())


@register.filter(is_safe=True)
def stars(name):
    return name.replace("*", "<b>*</b>")


def test_filters_and_the_mark(show):
    """A filter that promises is_safe is believed."""
    with show("filters", code=[initials, stars]) as block:
        print(render("{{ name|initials }}", name="<i> & co"))
        print(render("{{ name|stars }}", name="<i>*"))
        print(render("{{ name|escape|stars }}", name="<i>*"))
    assert block.output.splitlines()[0] == "&lt;&amp;c"
