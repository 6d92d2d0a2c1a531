import logging
import time
from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse

logger = logging.getLogger("events.requests")


class RequestLog:
    """One line per request: address, status, time, and the number of queries."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        queries = 0

        def count(execute, sql, params, many, context):
            nonlocal queries
            queries += 1
            return execute(sql, params, many, context)

        started = time.monotonic()
        with connection.execute_wrapper(count):
            response = self.get_response(request)
        logger.info(
            "%s %s status=%s ms=%.0f queries=%s",
            request.method,
            request.path,
            response.status_code,
            (time.monotonic() - started) * 1000,
            queries,
        )
        return response
