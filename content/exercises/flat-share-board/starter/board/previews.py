"""The title of a page that a room links to."""

import re
from http.client import HTTPException
from urllib.request import urlopen

TITLE = re.compile(rb"<title[^<>]*>([^<]*)<", re.IGNORECASE)


def page_title(url: str) -> str:
    """The page's title, or nothing where there is none; reads 100 kB at most, waits three seconds."""
    try:
        with urlopen(url, timeout=3) as page:
            found = TITLE.search(page.read(100_000))
    except (OSError, HTTPException, ValueError):
        return ""
    return found[1].decode(errors="replace").strip()[:200] if found else ""
