import hashlib
import hmac
import time


def is_authentic(body, timestamp, signature, secret):
    if not timestamp.isdecimal() or len(timestamp) > 12:
        return False
    if abs(time.time() - int(timestamp)) > 300:
        return False
    signed = timestamp.encode() + b"." + body
    expected = hmac.new(secret, signed, hashlib.sha256)
    return hmac.compare_digest(
        expected.hexdigest().encode(), signature.encode()
    )


def test_signature(clock, show):
    """Another body, an old call and a strange signature are refused."""
    secret, body = b"shared", b'{"paid": true}'
    now = str(int(time.time()))
    signature = hmac.new(
        secret, now.encode() + b"." + body, hashlib.sha256
    ).hexdigest()
    with show("check", code=is_authentic) as block:
        print(is_authentic(body, now, signature, secret))
        print(is_authentic(b'{"paid": 1}', now, signature, secret))
        print(is_authentic(body, now, "ünïcode", secret))
        print(is_authentic(body, "²", signature, secret))
        clock.shift(301)
        print(is_authentic(body, now, signature, secret))
    assert block.output.split() == ["True", *["False"] * 4]
