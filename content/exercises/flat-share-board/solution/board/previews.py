"""The title of a page that a room links to."""

import ipaddress
import re
import socket
import ssl
from contextlib import closing
from http.client import HTTPException, HTTPSConnection
from urllib.parse import urlsplit

TITLE = re.compile(rb"<title[^<>]*>([^<]*)<", re.IGNORECASE)


class RefusedAddress(OSError):
    """A page that is not on the public internet."""


class PublicConnection(HTTPSConnection):
    """Looks the name up once, and connects to the address that was looked at."""

    def connect(self) -> None:
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        addresses = {address[0] for *_, address in found}
        if not addresses or not all(ipaddress.ip_address(address).is_global for address in addresses):
            raise RefusedAddress(self.host)
        plain = socket.create_connection((addresses.pop(), self.port), self.timeout)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)


def page_title(url: str) -> str:
    """The page's title, or nothing where there is none. Reads at most 100 kB and waits at most three seconds.

    Only public HTTPS addresses are asked, and no redirect is followed: it could lead inside.
    """
    try:
        parts = urlsplit(url)
        if parts.scheme != "https" or not parts.hostname or parts.port not in (None, 443):
            return ""
        with closing(PublicConnection(parts.hostname, timeout=3)) as connection:
            connection.request("GET", parts._replace(scheme="", netloc="", fragment="").geturl() or "/")
            found = TITLE.search(connection.getresponse().read(100_000))
    except (OSError, HTTPException, ValueError):
        return ""
    return found[1].decode(errors="replace").strip()[:200] if found else ""
