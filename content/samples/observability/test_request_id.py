import logging
import sys
from contextvars import ContextVar

import pytest


@pytest.fixture
def root_handler():
    """A handler on the root logger that prints to the block's output."""

    class Printing(logging.Handler):
        def emit(self, record):
            print(self.format(record), file=sys.stdout)

    handler = Printing()
    handler.setFormatter(
        logging.Formatter("%(request_id)s %(name)s: %(message)s")
    )
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield handler
    root.removeHandler(handler)
    root.setLevel(level)


def test_request_id(root_handler, show):
    """A filter on the handler marks the lines of child loggers and libraries, too."""
    with show("filter"):
        request_id = ContextVar("request_id", default="-")

        class RequestIdFilter(logging.Filter):
            def filter(self, record):
                record.request_id = request_id.get()
                return True

    root_handler.addFilter(RequestIdFilter())
    with show("lines") as block:
        logging.getLogger("shop.checkout").info("order placed")
        request_id.set("req-7")
        logging.getLogger("shop.checkout").info("order placed")
        logging.getLogger("some.library").warning("retrying")
    assert block.output.splitlines() == [
        "- shop.checkout: order placed",
        "req-7 shop.checkout: order placed",
        "req-7 some.library: retrying",
    ]
