import pytest
from django.db import models
from django.db.models import F
from django.http import HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.test.utils import isolate_apps
from django.urls import path
from django.utils.http import parse_etags
from rest_framework import generics, serializers
from rest_framework.exceptions import APIException
from rest_framework.test import APIClient


@pytest.fixture
def isolated():
    with isolate_apps("shop"):
        yield


@pytest.fixture
def pages(isolated, create_table):
    """A table of product pages; page 1 has the text "Boils water."."""

    class Page(models.Model):
        title = models.CharField(max_length=50)
        text = models.TextField()
        version = models.PositiveIntegerField(default=1)

        class Meta:
            app_label = "shop"

    create_table(Page)
    Page.objects.create(title="Kettle", text="Boils water.")
    return Page.objects.all()


@pytest.fixture
def serve(pages, urls):
    """Serves the pages with a view; gives the clients of Anna and Boris."""
    fields_of_a_page = ["title", "text", "version"]

    class PageSerializer(serializers.ModelSerializer):
        class Meta:
            model = pages.model
            fields = fields_of_a_page
            read_only_fields = ["version"]

    def start(view):
        as_view = view.as_view(
            queryset=pages, serializer_class=PageSerializer
        )
        urls(path("pages/<int:pk>/", as_view))
        return APIClient(), APIClient()

    return start


class PlainPage(generics.RetrieveUpdateAPIView):
    pass


class PreconditionRequired(APIException):
    status_code = 428
    default_detail = "Send If-Match with the ETag that you have read."
    default_code = "precondition_required"


class PreconditionFailed(APIException):
    status_code = 412
    default_detail = "The page has changed since you read it."
    default_code = "precondition_failed"


def etag(version):
    return f'"v{version}"'


class VersionedPage(generics.RetrieveUpdateAPIView):
    def finalize_response(self, *args, **kwargs):
        response = super().finalize_response(*args, **kwargs)
        if response.status_code == 200 and "version" in response.data:
            response["ETag"] = etag(response.data["version"])
        return response

    def perform_update(self, serializer):
        page = serializer.instance
        seen = parse_etags(self.request.headers.get("If-Match", ""))
        if not seen:
            raise PreconditionRequired
        same = self.get_queryset().filter(pk=page.pk, version=page.version)
        if etag(page.version) not in seen or not same.update(
            **serializer.validated_data, version=F("version") + 1
        ):
            raise PreconditionFailed
        page.refresh_from_db()


def test_the_later_save_wins(serve, pages, show):
    """Both have read the same page; minutes later both save."""
    anna, boris = serve(PlainPage)
    with show("no-version") as block:
        anna.get("/pages/1/")
        boris.get("/pages/1/")
        anna.patch("/pages/1/", {"text": "Boils one litre of water."})
        boris.patch("/pages/1/", {"text": "Boils water fast."})
        print(pages.get(pk=1).text)
    assert block.responses == [200] * 4
    assert block.output == "Boils water fast.\n"


def test_version_and_if_match(serve, pages, show):
    """The second save is refused, and so is one that names no version."""
    anna, boris = serve(VersionedPage)
    read = anna.get("/pages/1/")["ETag"]
    with show("if-match-version", code=VersionedPage.perform_update) as block:
        seen = {"If-Match": read}
        anna.patch("/pages/1/", {"text": "Boils a litre."}, headers=seen)
        boris.patch("/pages/1/", {"text": "Boils fast."}, headers=seen)
        boris.patch("/pages/1/", {"text": "Boils fast."})
    assert block.responses == [200, 412, 428]
    assert block.exchanges[0]["responseHeaders"]["ETag"] == '"v2"'
    assert pages.get(pk=1).text == "Boils a litre."


def test_both_pass_the_check(pages, show, sessions):
    """A check before the write leaves a gap; a condition in the write does not."""

    def check_first(seen, text):
        page = pages.get(pk=1)
        if etag(page.version) != seen:
            return 412
        page.text = text
        page.version += 1
        page.save()
        return 200

    def check_in_the_write(seen, text):
        page = pages.get(pk=1)
        same = pages.filter(pk=1, version=page.version)
        if etag(page.version) != seen or not same.update(
            text=text, version=F("version") + 1
        ):
            return 412
        return 200

    with show("check-first", code=check_first) as first:
        stage = sessions(first)
        anna = stage.start("Anna", check_first, '"v1"', "A litre.")
        boris = stage.start("Boris", check_first, '"v1"', "Fast.")
        anna.step()
        boris.step()
        anna.finish()
        boris.finish()
        print(anna.result, boris.result, pages.get(pk=1).text)
    assert first.output == "200 200 Fast.\n"
    pages.update(version=1)
    with show("check-in-the-write", code=check_in_the_write) as second:
        stage = sessions(second)
        anna = stage.start("Anna", check_in_the_write, '"v1"', "A litre.")
        boris = stage.start("Boris", check_in_the_write, '"v1"', "Fast.")
        anna.step()
        boris.step()
        anna.finish()
        boris.finish()
        print(anna.result, boris.result, pages.get(pk=1).text)
    assert second.output == "200 412 A litre.\n"


def test_weak_after_gzip(serve, show, rf):
    """Compressing makes the ETag weak, and a weak one never satisfies If-Match."""
    anna, _ = serve(VersionedPage)

    def page(request):
        return HttpResponse("Boils water. " * 50, headers={"ETag": '"v1"'})

    with show("weak") as block:
        request = rf.get("/pages/1/", headers={"Accept-Encoding": "gzip"})
        read = GZipMiddleware(page)(request)["ETag"]
        print(read)
        seen = {"If-Match": read}
        anna.patch("/pages/1/", {"text": "Boils a litre."}, headers=seen)
    assert block.output == 'W/"v1"\n'
    assert block.responses == [412]
