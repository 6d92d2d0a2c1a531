import pytest
from django.db import IntegrityError
from django.urls import path
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.test import APIClient
from rest_framework.views import APIView

from shop.models import Product


class ProductSerializer(serializers.ModelSerializer):
    class Meta:
        model = Product
        fields = ["sku", "name", "price"]


class ManyProducts(APIView):
    def post(self, request):
        serializer = ProductSerializer(data=request.data, many=True)
        serializer.is_valid(raise_exception=True)
        serializer.save()
        return Response(serializer.data, status=201)


class Item(serializers.Serializer):
    sku = serializers.CharField(max_length=20)
    name = serializers.CharField(max_length=100)
    price = serializers.DecimalField(8, 2, min_value=0)


class ItemSerializer(serializers.ModelSerializer):
    class Meta:
        model = Product
        fields = ["name", "price"]


class ProductUpload(APIView):
    def put(self, request):
        batch = request.data
        if not isinstance(batch, list) or len(batch) > 500:
            raise ValidationError("Send a list of 500 at most.")
        good, results = {}, []
        for item in batch:
            row = Item(data=item)
            if not row.is_valid():
                results.append({"status": 400, "errors": row.errors})
            elif (sku := row.validated_data["sku"]) in good:
                results.append({"status": 409, "sku": sku})
            else:
                good[sku] = Product(**row.validated_data)
                results.append({"status": 200, "sku": sku})
        upsert([good[sku] for sku in sorted(good)])
        failed = len(results) - len(good)
        answer = {"failed": failed, "results": results}
        return Response(answer, status=207 if failed else 200)


def upsert(products):
    Product.objects.bulk_create(
        products,
        update_conflicts=True,
        unique_fields=["sku"],
        update_fields=["name", "price"],
    )


@pytest.fixture
def client(show, urls):
    urls(
        path("many/", ManyProducts.as_view()),
        path("products/", ProductUpload.as_view()),
    )
    return APIClient()


def kettle(**changes):
    return {"sku": "K-1", "name": "Kettle", "price": "10.00"} | changes


def test_twice_in_one_batch(client, show):
    """Each item is valid against the table; together they are not."""
    with show("view", code=[ProductSerializer, ManyProducts]):
        pass
    with show("same-sku", raises=IntegrityError) as block:
        client.post("/many/", [kettle(), kettle(price="12.00")])
    assert block.query_count == 4
    assert Product.objects.count() == 1


def test_errors_by_position(client, show, settings):
    """Since DRF 3.18 only the items with a mistake are in the answer."""
    batch = [kettle(), kettle(sku="K-2", price="cheap"), kettle(sku="K-3")]
    with show("dict") as block:
        serializer = ProductSerializer(data=batch, many=True)
        print(serializer.is_valid(), dict(serializer.errors))
        print(serializer.validated_data)
    assert block.output.splitlines()[1] == "[]"
    assert "False {1: " in block.output
    # What the page says of the setting, and of updating a list.
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {
        "LIST_SERIALIZER_ERRORS_AS_DICT": False
    }
    serializer = ProductSerializer(data=batch, many=True)
    with pytest.warns(PendingDeprecationWarning, match="removed in DRF 3.20"):
        serializer.is_valid()
    assert [bool(errors) for errors in serializer.errors] == [0, 1, 0]
    update = ItemSerializer(Product.objects.all(), data=batch[:1], many=True)
    update.is_valid(raise_exception=True)
    with pytest.raises(NotImplementedError):
        update.save()


def test_result_per_item(client, show):
    """One statement for all that are right, one result for each that was sent."""
    with show("upload", code=ProductUpload) as block:
        lamp = kettle(sku="L-1", name="Lamp", price="cheap")
        client.put("/products/", [kettle(), lamp, kettle(price="9.00")])
    assert block.query_count == 1
    assert block.responses == [207]
    first = list(Product.objects.values("sku", "price"))
    client.put("/products/", [kettle()])
    assert list(Product.objects.values("sku", "price")) == first
    assert client.put("/products/", [kettle()] * 501).status_code == 400
    assert client.put("/products/", []).json() == {"failed": 0, "results": []}


def test_body_that_is_too_big(client, show, settings):
    """Django's limit holds for JSON as well; its answer is not the API's error shape."""
    with show("too-big") as block:
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 80
        client.put("/products/", [kettle()])
        client.put("/products/", [kettle(), kettle(sku="K-2")])
    assert block.responses == [200, 400]
    assert "json" not in block.exchanges[1]["responseHeaders"]["Content-Type"]
