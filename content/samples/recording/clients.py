"""Notes every call that a test client makes, Django's or DRF's, plain or async."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from django.test.client import (
    AsyncClient,
    AsyncRequestFactory,
    Client,
    RequestFactory,
)
from django.utils.encoding import force_bytes

from .http import exchange


@contextmanager
def recorded(note: Callable[[dict[str, Any]], None]) -> Iterator[None]:
    """Passes each exchange to ``note`` while it is open."""
    send, send_async = Client.request, AsyncClient.request

    def request(client: Any, **environ: Any) -> Any:
        response = send(client, **environ)
        note(exchange(response.wsgi_request, client.sent_body, response))
        return response

    async def request_async(client: Any, **scope: Any) -> Any:
        response = await send_async(client, **scope)
        note(exchange(response.asgi_request, client.sent_body, response))
        return response

    with ExitStack() as stack:
        for kind in (RequestFactory, AsyncRequestFactory):
            stack.enter_context(
                patch.object(kind, "generic", _keeping_body(kind.generic))
            )
        stack.enter_context(patch.object(Client, "request", request))
        stack.enter_context(
            patch.object(AsyncClient, "request", request_async)
        )
        yield


def _keeping_body(generic: Callable[..., Any]) -> Callable[..., Any]:
    """The factory's ``generic``, which leaves the body on the client: views consume it."""

    def keep(
        factory: Any,
        method: str,
        path: str,
        data: Any = "",
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        factory.sent_body = force_bytes(data)
        return generic(factory, method, path, data, *args, **kwargs)

    return keep
