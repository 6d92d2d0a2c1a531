import json

import pytest
from django import template
from django.template import Context, Engine
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from recording.source import SAMPLES
from shop.models import Customer

register = template.Library()


@register.simple_tag
def badge(customer):
    return mark_safe(f"<b>{customer.name}</b>")


@register.simple_tag
def safe_badge(customer):
    return format_html("<b>{}</b>", customer.name)


def render(name, **context):
    source = (SAMPLES / "shop/templates" / name).read_text(encoding="utf-8")
    engine = Engine(libraries={"badges": __name__}, builtins=[__name__])
    return engine.from_string(source).render(Context(context)).strip()


@pytest.fixture
def hostile(show):
    return Customer(
        name="x onmouseover=alert(1) <i>",
        website="javascript:alert(1)",
    )


def test_ways_out_of_escaping(hostile, show):
    """Four places, four contexts, and none of them holds."""
    profile = json.dumps({"bio": "</script><script>alert(1)"})
    with show("tag", code=badge):
        print(badge(hostile))
    with show(
        "template", code="shop/templates/security/profile.html"
    ) as page:
        print(
            render("security/profile.html", customer=hostile, profile=profile)
        )
    lines = page.output.splitlines()
    assert lines[0].startswith("<div title=x onmouseover=alert(1)")
    assert "<b>x onmouseover=alert(1) <i></b>" in lines[0]
    assert 'href="javascript:alert(1)"' in lines[1]
    assert "</script><script>" in lines[2]


def test_right_tool_for_each_place(hostile, show):
    """format_html escapes the value, quotes hold it, json_script encodes it."""
    profile = {"bio": "</script><script>alert(1)"}
    with show("format-html", code=safe_badge):
        print(safe_badge(hostile))
    with show(
        "cured", code="shop/templates/security/profile_cured.html"
    ) as page:
        print(
            render(
                "security/profile_cured.html",
                customer=hostile,
                profile=profile,
            )
        )
    assert 'title="x onmouseover' in page.output
    assert "&lt;i&gt;</b>" in page.output
    assert "\\u003C/script\\u003E" in page.output
