"""Records: one JSON file beside each sample's module, and one about the whole run."""

import difflib
import hashlib
import json
import platform
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from .source import SAMPLES

LOCK = SAMPLES / "requirements.txt"
RUN = SAMPLES / "run.json"

#: Distributions whose versions a page names.
PACKAGES = {
    "django": "Django",
    "djangorestframework": "Django REST framework",
    "celery": "Celery",
    "psycopg": "psycopg",
}


def sample_id(module: Path, function: str) -> str:
    """``test_select_related_joins`` in ``orm/`` is ``orm/select-related-joins``."""
    slug = function.removeprefix("test_").replace("_", "-")
    return f"{module.parent.relative_to(SAMPLES).as_posix()}/{slug}"


def record_path(sample: str) -> Path:
    return SAMPLES / f"{sample}.json"


def digest(path: Path) -> str:
    """SHA-256 of a text file, whatever its line ends."""
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    return hashlib.sha256(text.encode()).hexdigest()


def versions(postgresql: str) -> dict[str, str]:
    found = {label: version(name) for name, label in PACKAGES.items()}
    return {**found, "PostgreSQL": postgresql}


def make(
    sample: str,
    module: Path,
    blocks: list[dict[str, Any]],
    used: dict[str, str],
) -> str:
    """The text of a record."""
    return _text(
        {
            "sample": sample,
            "module": module.relative_to(SAMPLES).as_posix(),
            "moduleDigest": digest(module),
            "lockDigest": digest(LOCK),
            "versions": used,
            "blocks": blocks,
        }
    )


def compare(sample: str, new: str) -> str:
    """What differs between a record and what happened now; empty if nothing does."""
    path = record_path(sample)
    if not path.exists():
        return f"{sample} has no record: npm run samples -- {sample}"
    old = path.read_text(encoding="utf-8")
    if old == new:
        return ""
    lines = difflib.unified_diff(
        old.splitlines(),
        new.splitlines(),
        "recorded",
        "now",
        lineterm="",
        n=2,
    )
    return "\n".join(
        [f"{sample} did something else than its record says:", *lines]
    )


def shared_files() -> list[Path]:
    """Code that every sample leans on: a change makes the whole run stale."""
    found = [
        path
        for folder in ("shop", "recording")
        for path in (SAMPLES / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    ]
    return sorted(
        [*found, SAMPLES / "conftest.py", SAMPLES / "pyproject.toml", LOCK]
    )


def run_text(used: dict[str, str], today: date) -> str:
    """The text of ``run.json``: when, on what, and from which shared files."""
    files = {
        path.relative_to(SAMPLES).as_posix(): digest(path)
        for path in shared_files()
    }
    python = ".".join(platform.python_version_tuple()[:2])
    return _text(
        {
            "date": today.isoformat(),
            "versions": {"Python": python, **used},
            "shared": files,
        }
    )


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"
