import base64
import hashlib
import hmac
import json


def sign(message_id, timestamp, body, secrets):
    """One signature for each secret that is valid at the moment."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    signatures = []
    for secret in secrets:
        digest = hmac.digest(secret, signed, hashlib.sha256)
        signatures.append("v1," + base64.b64encode(digest).decode())
    return " ".join(signatures)


def accepts(secret, message_id, timestamp, body, header):
    """What a receiver does that knows one secret."""
    expected = sign(message_id, timestamp, body, [secret])
    return any(
        hmac.compare_digest(expected.encode(), found.encode())
        for found in header.split()
    )


def test_two_secrets(show):
    """While a secret is replaced, receivers with either of them accept the message."""
    old, new = (
        b"the old secret of acme, 2025",
        b"the new secret of acme, 2026",
    )
    with show("sign", code=[sign, accepts]) as block:
        body = json.dumps({"type": "order.paid", "order": 17}).encode()
        message = "msg_1", 1772442000, body
        header = sign(*message, [old, new])
        print("knows the old:", accepts(old, *message, header))
        print("knows the new:", accepts(new, *message, header))
        changed = "msg_1", 1772442000, body.replace(b"17", b"18")
        print("other order:", accepts(new, *changed, header))
    assert block.output.splitlines() == [
        "knows the old: True",
        "knows the new: True",
        "other order: False",
    ]
