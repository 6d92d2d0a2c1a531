"""The pytest plugin: a database, the ``show`` fixture, and records that are kept true."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from . import records
from .block import Block
from .normalise import Normaliser
from .postgres import running_server

#: When every sample happens, unless it is marked ``real_clock``: a Monday morning.
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

CONTENT = records.SAMPLES.parent

_MADE: pytest.StashKey[set[str]] = pytest.StashKey()
_VERSIONS: pytest.StashKey[dict[str, str]] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--record",
        action="store_true",
        help="write the records; without it they are compared with what happens now",
    )


class Show:
    """``with show("name"):`` runs and records a block of the sample."""

    def __init__(self, source: str, real_clock: bool) -> None:
        self.normalise = Normaliser(source, real_clock)
        self.blocks: list[Block] = []

    def __call__(
        self,
        name: str,
        *,
        code: object | None = None,
        raises: type[BaseException] | None = None,
    ) -> Block:
        """Opens a block.

        :param name: what pages call it; unique within the sample
        :param code: shows this instead of the block's body: a function or class, a list
            of them, or a file of the samples' folder. The body is recorded as what ran.
        :param raises: the error that the block must end with; it is recorded
        """
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
            raise ValueError(f"block {name!r}: lower-case words with hyphens")
        if any(block.name == name for block in self.blocks):
            raise ValueError(f"two blocks are named {name!r}")
        block = Block(name, self.normalise, code, raises)
        self.blocks.append(block)
        return block

    def note_exchange(self, exchange: dict[str, Any]) -> None:
        """Adds a call of a test client to the block that is open, if one is."""
        if self.blocks and self.blocks[-1].is_open:
            self.blocks[-1].exchanges.append(exchange)


@pytest.fixture(scope="session")
def postgres() -> Iterator[int]:
    """Port of the run's own PostgreSQL."""
    with running_server() as port:
        yield port


@pytest.fixture(scope="session")
def used_versions(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: Any,
) -> dict[str, str]:
    """Versions that the records of this run name."""
    from django.db import connection

    with django_db_blocker.unblock():
        number = (
            connection.cursor().execute("SHOW server_version").fetchone()[0]
        )
        connection.close()
    used = records.versions(number.split()[0])
    request.config.stash[_VERSIONS] = used
    return used


@pytest.fixture
def show(
    request: pytest.FixtureRequest,
    transactional_db: None,
    django_db_reset_sequences: None,
    used_versions: dict[str, str],
) -> Iterator[Show]:
    """Runs blocks in autocommit on empty tables: nothing rolls back behind their back."""
    shown = Show(
        request.path.read_text(encoding="utf-8"),
        real_clock=request.node.get_closest_marker("real_clock") is not None,
    )
    from .clients import recorded

    with recorded(shown.note_exchange):
        yield shown


@pytest.fixture(autouse=True)
def clock(request: pytest.FixtureRequest) -> Iterator[Any]:
    """The time is ``NOW``; ``clock.shift(seconds)`` moves it."""
    if request.node.get_closest_marker("real_clock"):
        yield None
        return
    # psycopg, threads and pytest itself measure with the monotonic clock, which stays.
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def sessions(show: Show) -> Iterator[Callable[..., Any]]:
    """``stage = sessions(block)``, then ``stage.start("Anna", function, …)``."""
    from .sessions import Stage

    opened: list[Stage] = []

    def open_stage(block: Block) -> Stage:
        opened.append(Stage(block, show.normalise))
        return opened[-1]

    yield open_stage
    for stage in opened:
        stage.close()


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Iterator[Any]:
    """After a sample passed: writes its record, or compares it."""
    result = yield
    shown = pyfuncitem.funcargs.get("show")
    if not isinstance(shown, Show):
        return result
    if not shown.blocks:
        raise AssertionError("the sample shows nothing")
    sample = records.sample_id(pyfuncitem.path, pyfuncitem.originalname)
    text = records.make(
        sample,
        pyfuncitem.path,
        [block.record() for block in shown.blocks],
        pyfuncitem.config.stash[_VERSIONS],
    )
    pyfuncitem.config.stash.setdefault(_MADE, set()).add(sample)
    if pyfuncitem.config.getoption("record"):
        records.record_path(sample).write_text(text, encoding="utf-8")
    elif difference := records.compare(sample, text):
        pytest.fail(difference, pytrace=False)
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Iterator[pytest.TestReport]:
    """A failing sample says which pages show it."""
    report = yield
    if report.failed:
        name = getattr(item, "originalname", item.name)
        sample = records.sample_id(item.path, name)
        pages = pages_with(sample)
        report.sections.append(("shown on", "\n".join(pages) or "no page"))
    return report


def pages_with(sample: str) -> list[str]:
    """Content files that show a sample."""
    use = re.compile(rf'<Sample\b[^>]*\bname="{re.escape(sample)}"')
    return [
        path.relative_to(CONTENT.parent).as_posix()
        for path in sorted(CONTENT.rglob("*.mdx"))
        if use.search(path.read_text(encoding="utf-8"))
    ]


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """After a whole recording run: removes records without a sample, and dates the run."""
    whole = not session.config.option.keyword and all(
        Path(argument).resolve() == records.SAMPLES
        for argument in session.config.args
    )
    if not session.config.getoption("record") or exitstatus != 0 or not whole:
        return
    made = session.config.stash.get(_MADE, set())
    for folder in {
        path.parent for path in records.SAMPLES.glob("*/test_*.py")
    }:
        for path in folder.glob("*.json"):
            if (
                path.relative_to(records.SAMPLES).with_suffix("").as_posix()
                not in made
            ):
                path.unlink()
    used = session.config.stash.get(_VERSIONS, None)
    if used:
        today = datetime.now(UTC).date()
        records.RUN.write_text(
            records.run_text(used, today), encoding="utf-8"
        )
