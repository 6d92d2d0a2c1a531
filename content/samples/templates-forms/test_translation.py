import json
import struct

import pytest
from django import forms
from django.core.cache import cache
from django.core.mail import send_mail
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.utils.translation import (
    get_language,
    gettext,
    gettext_lazy,
    ngettext,
    override,
)

GERMAN = {
    "": "Content-Type: text/plain; charset=UTF-8\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\n",
    "Gift note": "Grußkarte",
    "Products": "Produkte",
    "Your order is waiting": "Ihre Bestellung wartet",
    "%(count)d product\0%(count)d products": (
        "%(count)d Produkt\0%(count)d Produkte"
    ),
}
POLISH = {
    "": "Content-Type: text/plain; charset=UTF-8\n"
    "Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4"
    " && (n%100<10 || n%100>=20) ? 1 : 2);\n",
    "Gift note": "Dedykacja",
    "Products": "Produkty",
    "Your order is waiting": "Twoje zamówienie czeka",
    "%(count)d product\0%(count)d products": (
        "%(count)d produkt\0%(count)d produkty\0%(count)d produktów"
    ),
}


def compiled(messages):
    """A catalogue as ``msgfmt`` writes it, so that no sample needs the tool."""
    items = sorted((k.encode(), v.encode()) for k, v in messages.items())
    start = 28 + 16 * len(items)
    texts, tables = b"", [b"", b""]
    for column in (0, 1):
        for item in items:
            place = start + len(texts)
            tables[column] += struct.pack("<II", len(item[column]), place)
            texts += item[column] + b"\0"
    head = (0x950412DE, 0, len(items), 28, 28 + 8 * len(items), 0, 0)
    return struct.pack("<7I", *head) + tables[0] + tables[1] + texts


@pytest.fixture
def shop(show, settings, tmp_path):
    for language, messages in (("de", GERMAN), ("pl", POLISH)):
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "django.mo").write_bytes(compiled(messages))
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGES = [("en", "English"), ("de", "de"), ("pl", "pl")]
    settings.LANGUAGE_CODE = "en"


class OrderForm(forms.Form):
    gift_note = forms.CharField(label=gettext("Gift note"))


def cart_summary(count):
    return gettext(f"{count} products")


def menu():
    return cache.get_or_set("menu", lambda: gettext("Products"))


def remind(customer):
    subject = gettext("Your order is waiting")
    send_mail(subject, "…", "shop@example.com", [customer.email])


def test_shop_in_three_languages(shop, show, customer, mailoutbox):
    """Four places of the shop."""
    with show("code", code=[OrderForm, cart_summary, menu, remind]):
        remind(customer)
    assert len(mailoutbox) == 1


class LazyOrderForm(forms.Form):
    gift_note = forms.CharField(label=gettext_lazy("Gift note"))


def test_label_at_import(shop, show):
    """A class body runs once, in the language of that moment."""
    with show("import") as block:
        for language in ("en", "de", "pl"):
            with override(language):
                eager = OrderForm().fields["gift_note"].label
                lazy = LazyOrderForm().fields["gift_note"].label
                print(language, eager, "/", lazy)
    assert block.output.splitlines()[2] == "pl Gift note / Dedykacja"


def cart(count):
    text = ngettext("%(count)d product", "%(count)d products", count)
    return text % {"count": count}


def test_plural_forms(shop, show):
    """The catalogue knows the rule of the language."""
    with show("ngettext", code=cart) as block:
        for language in ("en", "de", "pl"):
            with override(language):
                print(" / ".join(cart(count) for count in (1, 2, 5, 22)))
    assert block.output.splitlines()[2] == (
        "1 produkt / 2 produkty / 5 produktów / 22 produkty"
    )
    with override("pl"):
        assert cart_summary(5) == "5 products"


def remind_in_own_language(customer, language):
    with override(language):
        subject = gettext("Your order is waiting")
        send_mail(subject, "…", "shop@example.com", [customer.email])


def test_mail_in_whose_language(shop, show, customer, mailoutbox):
    """The active language is the clerk's, or in a worker the default."""
    with show("whose", code=remind_in_own_language) as block:
        with override("de"):
            remind(customer)
            remind_in_own_language(customer, "pl")
        for mail in mailoutbox:
            print(mail.subject)
    assert block.output == "Ihre Bestellung wartet\nTwoje zamówienie czeka\n"


def menu_per_language():
    key = f"menu:{get_language()}"
    return cache.get_or_set(key, lambda: gettext("Products"))


def test_cached_in_one_language(shop, show):
    """Whoever comes first decides the language of the entry."""
    with show("shared") as wrong:
        for language in ("pl", "de"):
            with override(language):
                print(language, menu())
    assert wrong.output == "pl Produkty\nde Produkty\n"
    with show("per-language", code=menu_per_language) as right:
        for language in ("pl", "de"):
            with override(language):
                print(language, menu_per_language())
    assert right.output == "pl Produkty\nde Produkte\n"


def products(request):
    return HttpResponse(gettext("Products"))


def test_who_chooses_the_language(shop, show, urls, settings):
    """The cookie is asked before the browser's list."""
    settings.MIDDLEWARE = [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.common.CommonMiddleware",
    ]
    urls(path("products/", products))
    browser = Client(headers={"Accept-Language": "fr, pl;q=0.8"})
    with show("choice") as block:
        browser.get("/products/")
        browser.cookies["django_language"] = "de"
        browser.get("/products/")
    assert [call["responseBody"] for call in block.exchanges] == [
        "Produkty",
        "Produkte",
    ]
    headers = block.exchanges[0]["responseHeaders"]
    assert headers["Vary"] == "Accept-Language"


def test_lazy_is_no_text(shop, show):
    """A lazy translation is an object until something makes it a string."""
    with show("json", raises=TypeError):
        json.dumps({"label": gettext_lazy("Products")})
    with show("when") as block:
        label = gettext_lazy("Products")
        with override("pl"):
            text = str(label)
        with override("de"):
            print(label, text)
    assert block.output == "Produkte Produkty\n"
