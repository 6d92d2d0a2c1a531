from django.urls import path
from rest_framework import authentication, generics, permissions, serializers
from rest_framework.renderers import JSONRenderer
from rest_framework.test import APIClient
from rest_framework.throttling import BaseThrottle
from rest_framework.versioning import URLPathVersioning

from shop.models import Customer


class Version(URLPathVersioning):
    def determine_version(self, request, *args, **kwargs):
        print("1 version")
        return super().determine_version(request, *args, **kwargs)


class Login(authentication.BaseAuthentication):
    def authenticate(self, request):
        print("2 authentication")


class Allowed(permissions.BasePermission):
    def has_permission(self, request, view):
        print("3 permission")
        return True


class Slowly(BaseThrottle):
    def allow_request(self, request, view):
        print("4 throttle")
        return True


class CustomerSerializer(serializers.ModelSerializer):
    class Meta:
        model = Customer
        fields = ["id", "name"]

    def validate(self, attrs):
        print("5 validation")
        return attrs

    def create(self, validated_data):
        print("6 saving")
        return super().create(validated_data)


class Json(JSONRenderer):
    def render(self, *args, **kwargs):
        print("7 rendering")
        return super().render(*args, **kwargs)


class Customers(generics.CreateAPIView):
    versioning_class = Version
    authentication_classes = [Login]
    permission_classes = [Allowed]
    throttle_classes = [Slowly]
    serializer_class = CustomerSerializer
    renderer_classes = [Json]


def test_way_of_a_request(show, urls):
    """Every part of a view has its turn, and each can end the request."""
    urls(path("<version>/customers/", Customers.as_view()))
    client = APIClient()
    with show("way", code=Customers) as block:
        client.post("/v1/customers/", {"name": "Anna"})
    assert block.responses == [201]
    assert [line[0] for line in block.output.splitlines()] == list("1234567")
