import uuid

import pytest
from django import forms
from django.contrib import messages
from django.db import models
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.test import Client
from django.test.utils import isolate_apps
from django.urls import path
from django.views.decorators.cache import cache_page

THANKS = "Thank you, we have it."


@pytest.fixture
def isolated():
    with isolate_apps("shop"):
        yield


@pytest.fixture
def enquiries(isolated, create_table, settings):
    """A table of enquiries and a form for them."""

    class Enquiry(models.Model):
        text = models.TextField()
        key = models.UUIDField(default=uuid.uuid4, unique=True)

        class Meta:
            app_label = "shop"

    class EnquiryForm(forms.ModelForm):
        class Meta:
            model = Enquiry
            fields = ("text",)

    create_table(Enquiry)
    shown = "{% for message in messages %}<p>{{ message }}</p>{% endfor %}"
    pages = {"enquiry.html": f"{shown}<form>", "home.html": f"{shown}home"}
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [("django.template.loaders.locmem.Loader", pages)],
                "context_processors": [
                    "django.contrib.messages.context_processors.messages"
                ],
            },
        }
    ]
    return Enquiry, EnquiryForm


def home(request):
    return render(request, "home.html")


def test_form_without_a_redirect(enquiries, client, urls, show):
    """Reloading the page of thanks sends the form again."""
    Enquiry, EnquiryForm = enquiries  # noqa: N806

    def enquire(request):
        form = EnquiryForm(request.POST or None)
        if form.is_valid():
            form.save()
            messages.success(request, THANKS)
        return render(request, "enquiry.html", {"form": form})

    urls(path("enquiry/", enquire))
    with show("view", code=enquire) as view:
        client.get("/enquiry/")
    assert view.responses == [200]
    with show("reload") as block:
        client.post("/enquiry/", {"text": "Is it loud?"})
        client.post("/enquiry/", {"text": "Is it loud?"})
        print("enquiries:", Enquiry.objects.count())
    assert block.output == "enquiries: 2\n"


def test_redirect_after_post(enquiries, client, urls, show):
    """After a redirect the browser reloads a GET; a double click is two POSTs."""
    Enquiry, EnquiryForm = enquiries  # noqa: N806

    def enquire(request):
        form = EnquiryForm(request.POST or None)
        if form.is_valid():
            form.save()
            messages.success(request, THANKS)
            return redirect("home")
        return render(request, "enquiry.html", {"form": form})

    urls(path("enquiry/", enquire), path("", home, name="home"))
    with show("redirect", code=enquire) as block:
        client.post("/enquiry/", {"text": "Is it loud?"}, follow=True)
        client.get("/")
        print("enquiries:", Enquiry.objects.count())
    assert block.responses == [302, 200, 200]
    assert block.output == "enquiries: 1\n"
    with show("double-click") as double:
        client.post("/enquiry/", {"text": "Is it heavy?"})
        client.post("/enquiry/", {"text": "Is it heavy?"})
        print("enquiries:", Enquiry.objects.count())
    assert double.output == "enquiries: 3\n"


def test_key_in_the_form(enquiries, client, urls, show, sessions):
    """Both clicks carry the key of one form, and the second finds the first."""
    Enquiry, _ = enquiries  # noqa: N806

    class EnquiryForm(forms.Form):
        key = forms.UUIDField(widget=forms.HiddenInput)
        text = forms.CharField(widget=forms.Textarea)

    def save_once(key, text):
        new = {"text": text}
        return Enquiry.objects.get_or_create(key=key, defaults=new)

    def enquire(request):
        start = {"key": uuid.uuid4()}
        form = EnquiryForm(request.POST or None, initial=start)
        if form.is_valid():
            save_once(**form.cleaned_data)
            return redirect("sent", key=form.cleaned_data["key"])
        return render(request, "enquiry.html", {"form": form})

    def sent(request, key):
        return HttpResponse(THANKS)

    urls(
        path("enquiry/", enquire), path("sent/<uuid:key>/", sent, name="sent")
    )
    with show("key", code=[EnquiryForm, enquire]) as block:
        form = {"key": uuid.UUID(int=7), "text": "Is it loud?"}
        client.post("/enquiry/", form)
        client.post("/enquiry/", form)
        print("enquiries:", Enquiry.objects.count())
    assert block.output == "enquiries: 1\n"
    assert block.responses == [302, 302]
    answers = [call["responseHeaders"] for call in block.exchanges]
    assert answers[0] == answers[1]
    key = uuid.UUID(int=8)
    with show("two-clicks", code=save_once) as clicks:
        stage = sessions(clicks)
        first = stage.start("First click", save_once, key, "Is it heavy?")
        second = stage.start("Second click", save_once, key, "Is it heavy?")
        first.step()
        second.step()
        first.finish()
        second.finish()
        print("created:", first.result[1], second.result[1])
    assert clicks.output == "created: True False\n"


def test_message_on_another_page(enquiries, client, urls, show):
    """The next page that shows messages takes it, whoever asked for that page."""

    def enquire(request):
        messages.success(request, THANKS)
        return redirect("home")

    patterns = [path("enquiry/", enquire), path("help/", home)]
    urls(*patterns, path("", home, name="home"))
    with show("other-tab") as tabs:
        client.post("/enquiry/")
        client.get("/help/")
        client.get("/")
    bodies = [call.get("responseBody") for call in tabs.exchanges]
    assert bodies[1:] == [f"<p>{THANKS}</p>home", "home"]

    @cache_page(60)
    def cached_home(request):
        return render(request, "home.html")

    urls(*patterns, path("", cached_home, name="home"))
    with show("cached", code=cached_home) as cached:
        client.post("/enquiry/", follow=True)
        Client().get("/")
    assert THANKS in cached.exchanges[2]["responseBody"]


def test_redirect_that_keeps_the_method(enquiries, client, urls, show):
    """After 307 a client sends the form again, to the next address."""

    class SeeOther(HttpResponseRedirect):
        status_code = 303

    def see_other(request):
        return SeeOther("/")

    def moved(request):
        return redirect("home", preserve_request=True)

    urls(
        path("see-other/", see_other),
        path("moved/", moved),
        path("", home, name="home"),
    )
    with show("statuses", code=[SeeOther, see_other, moved]) as block:
        client.delete("/see-other/", follow=True)
        client.post("/moved/", follow=True)
    assert block.responses == [303, 200, 307, 200]
    methods = [call["method"] for call in block.exchanges]
    assert methods == ["DELETE", "GET", "POST", "POST"]
