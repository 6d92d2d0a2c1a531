import hashlib
import json
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.urls import path
from rest_framework.response import Response
from rest_framework.test import APIClient
from rest_framework.views import APIView

from shop.factories import UserFactory
from shop.models import IdempotentRequest

provider = SimpleNamespace(charges=[])


def fingerprint(request):
    body = json.dumps(request.data, sort_keys=True).encode()
    return hashlib.sha256(body).hexdigest()


def claim(request, key):
    with transaction.atomic(durable=True):
        record, created = IdempotentRequest.objects.get_or_create(
            client=request.user,
            key=key,
            defaults={"fingerprint": fingerprint(request)},
        )
    return record, created


class Payments(APIView):
    def post(self, request):
        key = request.headers.get("Idempotency-Key")
        if not key:
            return Response({"error": "key missing"}, status=400)
        record, created = claim(request, key)
        if record.fingerprint != fingerprint(request):
            return Response({"error": "key used before"}, status=422)
        if not created and record.status is None:
            return Response({"error": "still at work"}, status=409)
        if created:
            amount = request.data["amount"]
            provider.charges.append(amount)
            record.status, record.body = 201, {"paid": amount}
            record.save(update_fields=["status", "body"])
        return Response(record.body, status=record.status)


@pytest.fixture
def anna(show, urls):
    provider.charges.clear()
    urls(path("payments/", Payments.as_view()))
    client = APIClient()
    client.force_authenticate(UserFactory())
    return client


def test_same_key_twice(anna, show):
    """One charge, and the second copy gets the first answer."""
    with show("view", code=Payments) as block:
        for amount, key in (("10", "k1"), ("10", "k1"), ("99", "k1")):
            headers = {"Idempotency-Key": key}
            anna.post("/payments/", {"amount": amount}, headers=headers)
        anna.post("/payments/", {"amount": "10"})
        print("charges:", provider.charges)
    assert block.code.startswith("class Payments(APIView):")
    assert block.responses == [201, 201, 422, 400]
    assert block.output == "charges: ['10']\n"


def test_first_one_wins(anna, show, sessions):
    """The unique constraint decides: the second waits, and finds the first's row."""
    user = UserFactory()

    def claim_key(key):
        request = SimpleNamespace(user=user, data={"amount": "10"})
        record, created = claim(request, key)
        print("created:", created)
        return created

    with show("claim", code=claim) as block:
        stage = sessions(block)
        one = stage.start("Copy 1", claim_key, "k2")
        two = stage.start("Copy 2", claim_key, "k2")
        one.step_to("INSERT")
        two.step_to("INSERT")
        one.step()
        two.step()
        one.finish()
        two.finish()
    assert (one.result, two.result) == (True, False)
    assert IdempotentRequest.objects.filter(key="k2").count() == 1
