"""The supplier's interface."""

from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from django.conf import settings


class Unavailable(Exception):
    """No answer, or one that may be different in a minute."""


class Rejected(Exception):
    """The supplier does not know this delivery, and will not know it tomorrow."""


def confirm(delivery_number: str) -> None:
    """Tells the supplier that a delivery has arrived. Twice does no harm: they look at the number."""
    number = quote(delivery_number, safe="")
    request = Request(f"{settings.SUPPLIER_URL}/{number}/confirmation", method="PUT")
    try:
        with urlopen(request, timeout=10):
            pass
    except HTTPError as error:
        if error.code in (408, 429, 500, 502, 503, 504):
            raise Unavailable(str(error)) from error
        raise Rejected(str(error)) from error
    except (OSError, HTTPException) as error:
        raise Unavailable(str(error)) from error
