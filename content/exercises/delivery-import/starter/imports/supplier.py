"""The supplier's interface."""

from urllib.error import HTTPError
from urllib.request import Request, urlopen

from django.conf import settings


class Unavailable(Exception):
    """No answer, or one that may be different in a minute."""


class Rejected(Exception):
    """The supplier does not know this delivery, and will not know it tomorrow."""


def confirm(delivery_number: str) -> None:
    """Tells the supplier that a delivery has arrived. Twice does no harm: they look at the number."""
    request = Request(f"{settings.SUPPLIER_URL}/{delivery_number}/confirmation", method="PUT")
    try:
        with urlopen(request, timeout=10):
            pass
    except HTTPError as error:
        if error.code in (429, 500, 502, 503, 504):
            raise Unavailable(str(error)) from error
        raise Rejected(str(error)) from error
    except OSError as error:
        raise Unavailable(str(error)) from error
