"""Requests of the test client and their responses, as far as a reader needs them."""

import json
import re
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

#: Response headers that samples are about; the rest is noise.
HEADERS = (
    "Allow",
    "Cache-Control",
    "Content-Disposition",
    "Content-Security-Policy",
    "Content-Type",
    "ETag",
    "Idempotent-Replay",
    "Location",
    "Retry-After",
    "Server-Timing",
    "Set-Cookie",
    "Strict-Transport-Security",
    "Vary",
    "WWW-Authenticate",
    "X-Accel-Redirect",
)
#: Request headers that the client adds by itself.
_OWN = {"Cookie", "Host", "Content-Length", "Content-Type"}
#: Django's own error pages carry their styles.
_STYLE = re.compile(r"<style>.*?</style>", re.S)
#: Characters of a body that a page shows; markup says little beyond its head.
_BODY, _MARKUP = 900, 300


def exchange(
    request: HttpRequest, body: bytes, response: HttpResponseBase
) -> dict[str, Any]:
    """One request and its response, ready to be written as JSON.

    :param body: as the client sent it; the view may have read the request's own
    """
    sent = {
        name: value
        for name, value in request.headers.items()
        if name not in _OWN
    }
    if "X-Csrftoken" in sent:
        sent["X-Csrftoken"] = "…"
    received = {name: response[name] for name in HEADERS if name in response}
    if "Allow" in received:
        # DRF keeps the methods of a function in a set.
        received["Allow"] = ", ".join(sorted(received["Allow"].split(", ")))
    cookies = [cookie.OutputString() for cookie in response.cookies.values()]
    if cookies:
        received["Set-Cookie"] = "\n".join(cookies)
    return {
        "method": request.method,
        "path": request.get_full_path(),
        **({"headers": dict(sorted(sent.items()))} if sent else {}),
        **_body("body", body, request.content_type or ""),
        "status": response.status_code,
        "responseHeaders": dict(sorted(received.items())),
        **_body(
            "responseBody", _read(response), response.get("Content-Type", "")
        ),
    }


def _read(response: HttpResponseBase) -> bytes:
    return b"" if response.streaming else response.content


def _body(field: str, content: bytes, kind: str) -> dict[str, str]:
    if not content:
        return {}
    if kind.startswith("multipart/"):
        text = _form(content)
    elif "json" in kind:
        text = json.dumps(json.loads(content), indent=2, ensure_ascii=False)
    else:
        text = content.decode(errors="replace").strip()
        text = _STYLE.sub("<style>…</style>", text)
    most = _MARKUP if "html" in kind else _BODY
    return {field: text if len(text) <= most else f"{text[:most]}…"}


def _form(content: bytes) -> str:
    """``name=value`` lines of a multipart body."""
    lines = []
    for part in content.decode(errors="replace").split("--BoUnDaRyStRiNg"):
        head, _, value = part.strip().partition("\r\n\r\n")
        if 'name="' in head:
            name = head.split('name="')[1].split('"')[0]
            lines.append(f"{name}={value.strip()}")
    return "\n".join(lines)
