from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.urls import path
from django.utils.http import http_date
from rest_framework import generics, serializers
from rest_framework.authentication import BasicAuthentication
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.test import APIClient
from rest_framework.versioning import (
    AcceptHeaderVersioning,
    BaseVersioning,
    QueryParameterVersioning,
    URLPathVersioning,
)
from rest_framework.views import APIView

from shop.factories import ProductFactory, UserFactory
from shop.models import Product

VAT = Decimal("1.19")


class ProductSerializer(serializers.ModelSerializer):
    price = serializers.SerializerMethodField(help_text="Deprecated.")
    price_gross = serializers.SerializerMethodField()
    price_net = serializers.DecimalField(
        max_digits=8, decimal_places=2, source="price"
    )

    class Meta:
        model = Product
        fields = ["sku", "price", "price_gross", "price_net"]

    def get_price_gross(self, product) -> str:
        return f"{product.price * VAT:.2f}"

    get_price = get_price_gross


class SecondProductSerializer(ProductSerializer):
    class Meta(ProductSerializer.Meta):
        fields = ["sku", "price_gross", "price_net"]


class ByPath(URLPathVersioning):
    allowed_versions = ["v1", "v2"]


DEPRECATED = datetime(2026, 3, 1, tzinfo=UTC).timestamp()
SUNSET = datetime(2027, 3, 1, tzinfo=UTC).timestamp()


class ProductDetail(generics.RetrieveAPIView):
    queryset = Product.objects.all()
    lookup_field = "sku"
    versioning_class = ByPath

    def get_serializer_class(self):
        if self.request.version == "v1":
            return ProductSerializer
        return SecondProductSerializer

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(
            request, response, *args, **kwargs
        )
        if getattr(request, "version", None) == "v1":
            response["Deprecation"] = f"@{DEPRECATED:.0f}"
            response["Sunset"] = http_date(SUNSET)
        return response


@pytest.fixture
def kettle(show):
    return ProductFactory()


def test_beside_the_old_one(kettle, show):
    """The name says what the number means; the old name keeps its meaning."""
    with show("serializer", code=ProductSerializer) as block:
        for name, value in ProductSerializer(kettle).data.items():
            print(name, value)
    assert block.output.splitlines() == [
        "sku SKU-1",
        "price 11.90",
        "price_gross 11.90",
        "price_net 10.00",
    ]


def test_two_versions_of_a_view(kettle, show, urls):
    """One view and one queryset; the version picks how a product is shown."""
    urls(path("<version>/products/<sku>/", ProductDetail.as_view()))
    client = APIClient()
    with show("versions", code=ProductDetail) as block:
        first = client.get("/v1/products/SKU-1/")
        print(first["Deprecation"], first["Sunset"], sep="\n")
        client.get("/v2/products/SKU-1/")
        client.get("/v3/products/SKU-1/")
    assert block.responses == [200, 200, 404]
    assert block.output == "@1772323200\nMon, 01 Mar 2027 00:00:00 GMT\n"
    assert "Deprecation" not in client.get("/v2/products/SKU-1/")


CONTRACT = {
    "v1": {"sku": str, "price": str, "price_gross": str, "price_net": str},
    "v2": {"sku": str, "price_gross": str, "price_net": str},
}


def kept_promises(client):
    for version, promised in CONTRACT.items():
        product = client.get(f"/{version}/products/SKU-1/").json()
        found = {name: type(value) for name, value in product.items()}
        assert found == promised, version
    product = client.get("/v1/products/SKU-1/").json()
    assert product["price"] == product["price_gross"] == "11.90"


def test_contract_of_each_version(kettle, show, urls):
    """Names and types of each version in use, and what the old number means."""
    urls(path("<version>/products/<sku>/", ProductDetail.as_view()))
    client = APIClient()
    with show("contract", code=kept_promises) as block:
        kept_promises(client)
    assert block.responses == [200, 200, 200]


class Version(APIView):
    def get(self, request, **kwargs):
        return Response(request.version)


class InPath(URLPathVersioning):
    allowed_versions = ["v1", "v2"]


class InQuery(QueryParameterVersioning):
    allowed_versions = ["v1", "v2"]


class InHeader(AcceptHeaderVersioning):
    allowed_versions = ["v1", "v2"]


def test_where_the_version_stands(show, urls):
    """Three places for a version, and one that does not exist."""
    urls(
        path("path/<version>/", Version.as_view(versioning_class=InPath)),
        path("query/", Version.as_view(versioning_class=InQuery)),
        path("header/", Version.as_view(versioning_class=InHeader)),
    )
    client = APIClient()
    accept = "application/json; version="
    with show("three-places", code=[InPath, InQuery, InHeader]) as block:
        client.get("/path/v2/")
        client.get("/query/?version=v2")
        client.get("/header/", headers={"Accept": accept + "v2"})
        client.get("/path/v9/")
        client.get("/query/?version=v9")
        client.get("/header/", headers={"Accept": accept + "v9"})
    assert block.responses == [200, 200, 200, 404, 404, 406]
    # What the page says of a class without a list of versions.
    urls(path("", Version.as_view(versioning_class=QueryParameterVersioning)))
    assert client.get("/?version=banana").json() == "banana"


class JsonOnly(Version):
    versioning_class = InHeader
    renderer_classes = [JSONRenderer]
    authentication_classes = []


def test_version_in_accept_without_vary(show, urls):
    """With one renderer DRF does not send Vary: Accept, and a cache mixes versions."""
    urls(path("", JsonOnly.as_view()))
    client = APIClient()
    with show("no-vary", code=JsonOnly) as block:
        for version in ("v1", "v2"):
            accept = f"application/json; version={version}"
            response = client.get("/", headers={"Accept": accept})
            print(response.json(), response.has_header("Vary"))
    assert block.output == "v1 False\nv2 False\n"


PINNED = {"anna": "2025-11-01"}


class PinnedByPartner(BaseVersioning):
    default_version = "2026-03-01"
    allowed_versions = ["2025-11-01", "2026-03-01"]

    def determine_version(self, request, *args, **kwargs):
        asked = request.headers.get("Api-Version")
        version = asked or PINNED.get(request.user.username)
        version = version or self.default_version
        if not self.is_allowed_version(version):
            raise serializers.ValidationError("Unknown version.")
        return version


def test_version_of_a_partner(show, urls):
    """Who has not asked for another version keeps the one that they began with."""
    view = Version.as_view(
        versioning_class=PinnedByPartner,
        authentication_classes=[BasicAuthentication],
    )
    urls(path("", view))
    anna, boris = UserFactory.create_batch(2)
    client = APIClient()
    with show("pinned", code=PinnedByPartner) as block:
        client.force_authenticate(anna)
        client.get("/")
        client.get("/", headers={"Api-Version": "2026-03-01"})
        client.force_authenticate(boris)
        client.get("/")
    assert [e["responseBody"] for e in block.exchanges] == [
        '"2025-11-01"',
        '"2026-03-01"',
        '"2026-03-01"',
    ]
