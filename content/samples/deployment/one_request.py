"""Serves one request that fails; argument: the settings' LOGGING, as JSON."""

import json
import sys

import django
from django.conf import settings
from django.urls import path


def checkout(request):
    raise RuntimeError("the payment provider is not configured")


urlpatterns = [path("checkout/", checkout)]

if __name__ == "__main__":
    settings.configure(
        ALLOWED_HOSTS=["testserver"],
        LOGGING=json.loads(sys.argv[1]),
        ROOT_URLCONF=__name__,
        SECRET_KEY="only-for-samples",
    )
    django.setup()
    from django.test import Client

    client = Client(raise_request_exception=False)
    print("answer", client.get("/checkout/").status_code)
