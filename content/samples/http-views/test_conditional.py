import pytest
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, models
from django.db.models import F
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.test import Client
from django.test.utils import isolate_apps
from django.urls import path
from django.utils.http import parse_etags
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition
from django.views.decorators.vary import vary_on_headers

from shop.factories import UserFactory

JSON, HTML = "application/json", "text/html"


@pytest.fixture
def isolated():
    with isolate_apps("shop"):
        yield


@pytest.fixture
def articles(isolated, create_table, settings):
    """Article 1 has the text "Boils water."."""

    class Article(models.Model):
        text = models.TextField()
        changed = models.DateTimeField(auto_now=True)
        version = models.PositiveIntegerField(default=1)

        class Meta:
            app_label = "shop"

    create_table(Article)
    Article.objects.create(text="Boils water.")
    loader = (
        "django.template.loaders.locmem.Loader",
        {"article.html": "<p>{{ article.text }}</p>"},
    )
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"loaders": [loader]},
        }
    ]
    return Article


@pytest.fixture
def anna(show):
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory())
    return client


def test_page_with_a_date(articles, anna, urls, show, clock):
    """A date has whole seconds, names no form, and is asked before the login."""
    Article = articles  # noqa: N806

    def last_changed(request, pk):
        return Article.objects.get(pk=pk).changed

    @condition(last_modified_func=last_changed)
    @login_required
    def article(request, pk):
        article = get_object_or_404(Article, pk=pk)
        if request.accepts("text/html"):
            return render(request, "article.html", {"article": article})
        return JsonResponse({"text": article.text})

    urls(path("articles/<int:pk>/", article))
    with show("view", code=[last_changed, article]) as block:
        read = anna.get("/articles/1/")["Last-Modified"]
    assert block.responses == [200]
    seen = {"If-Modified-Since": read}
    with show("one-second") as second:
        clock.shift(0.4)
        Article.objects.get(pk=1).save()
        print("changed:", Article.objects.get(pk=1).changed.time())
        print("seen:", seen["If-Modified-Since"])
        anna.get("/articles/1/", headers=seen)
    assert second.responses == [304]
    with show("two-forms") as forms:
        anna.get("/articles/1/", headers={"Accept": "application/json"})
        anna.get("/articles/1/", headers={"Accept": "text/html", **seen})
    assert forms.responses == [200, 304]
    vary = forms.exchanges[0]["responseHeaders"]["Vary"]
    assert vary == "Cookie"
    with show("logged-out") as out:
        anna.logout()
        anna.get("/articles/1/", headers=seen)
        anna.get("/articles/1/")
    assert out.responses == [304, 302]
    with show("unknown") as unknown:
        anna.get("/articles/99/")
    assert unknown.responses == [500]


def test_tag_for_each_form(articles, anna, urls, show, clock):
    """The tag names version and form, and the login is asked first."""
    Article = articles  # noqa: N806
    forms = [HTML, JSON]

    def tag(request, pk):
        found = Article.objects.filter(pk=pk).first()
        form = request.get_preferred_type(forms)
        if found and form:
            return f'"{found.version}-{form}"'

    @login_required
    @cache_control(private=True, no_cache=True)
    @vary_on_headers("Accept")
    @condition(etag_func=tag)
    def article(request, pk):
        article = get_object_or_404(Article, pk=pk)
        form = request.get_preferred_type(forms)
        if form is None:
            return HttpResponse(status=406)
        if form == "text/html":
            return render(request, "article.html", {"article": article})
        return JsonResponse({"text": article.text})

    urls(path("articles/<int:pk>/", article))
    read = anna.get("/articles/1/")["ETag"]
    with show("repaired", code=[tag, article]) as block:
        seen = {"If-None-Match": read}
        anna.get("/articles/1/", headers=seen)
        anna.get("/articles/1/", headers={"Accept": JSON, **seen})
        Article.objects.update(version=F("version") + 1)
        anna.get("/articles/1/", headers=seen)
        Client().get("/articles/1/", headers=seen)
    assert block.responses == [304, 200, 200, 302]
    with show("other-answers") as other:
        anna.get("/articles/99/")
        anna.get("/articles/1/", headers={"Accept": "image/png"})
    assert other.responses == [404, 406]


def test_put_under_a_condition(articles, urls, show, client):
    """If-None-Match: * creates only, If-Match changes what was seen."""
    Article = articles  # noqa: N806

    def tag_of(article):
        return f'"{article.version}-application/json"'

    def put_article(request, pk):
        text = request.body.decode()
        if request.headers.get("If-None-Match") == "*":
            try:
                Article.objects.create(pk=pk, text=text)
            except IntegrityError:
                return HttpResponse(status=412)
            return HttpResponse(status=201)
        seen = parse_etags(request.headers.get("If-Match", ""))
        if not seen:
            return HttpResponse(status=428)
        article = get_object_or_404(Article, pk=pk)
        same = Article.objects.filter(pk=pk, version=article.version)
        new = {"text": text, "version": F("version") + 1}
        if tag_of(article) not in seen or not same.update(**new):
            return HttpResponse(status=412)
        return HttpResponse(status=204)

    urls(path("articles/<int:pk>/", put_article))
    with show("put", code=put_article) as block:
        new = {"If-None-Match": "*"}
        client.put("/articles/2/", "Toasts bread.", headers=new)
        client.put("/articles/2/", "Grills.", headers=new)
        client.put("/articles/2/", "Grills.")
        seen = {"If-Match": '"1-application/json"'}
        client.put("/articles/2/", "Toasts.", headers=seen)
        client.put("/articles/2/", "Grills.", headers=seen)
    assert block.responses == [201, 412, 428, 204, 412]
    assert Article.objects.get(pk=2).text == "Toasts."


def test_tag_before_the_body(articles, rf, show, sessions):
    """Boris saves between the two reads of Anna's request."""
    Article = articles  # noqa: N806
    request = rf.get("/articles/1/")

    def change():
        Article.objects.update(text="Boils fast.", version=F("version") + 1)

    def tag(request, pk):
        return f'"{Article.objects.get(pk=pk).version}"'

    @condition(etag_func=tag)
    def tag_first(request, pk):
        return HttpResponse(Article.objects.get(pk=pk).text)

    def tag_last(request, pk):
        text = Article.objects.get(pk=pk).text
        return HttpResponse(text, headers={"ETag": tag(request, pk)})

    def while_boris_saves(view, block):
        stage = sessions(block)
        anna = stage.start("Anna", view, request, 1)
        boris = stage.start("Boris", change)
        anna.step()
        boris.finish()
        anna.finish()
        print(anna.result["ETag"], anna.result.content.decode())

    with show("first", code=tag_first) as first:
        while_boris_saves(tag_first, first)
    assert first.output == '"1" Boils fast.\n'
    Article.objects.update(text="Boils water.", version=1)
    with show("last", code=tag_last) as last:
        while_boris_saves(tag_last, last)
    assert last.output == '"2" Boils water.\n'
