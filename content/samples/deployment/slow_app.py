"""A WSGI application whose answers take a while."""

import os
import time
from pathlib import Path


def application(environ, start_response):
    Path(os.environ["STARTED"]).touch()
    time.sleep(float(environ["QUERY_STRING"]))
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"order placed"]
