"""The code of a block, as a reader would want to read it."""

import ast
import inspect
import re
import textwrap
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

SAMPLES = Path(__file__).resolve().parents[1]

#: Languages by the ending of a file that a block shows; the names are Prism's.
LANGUAGES = {
    ".py": "python",
    ".html": "django",
    ".sh": "bash",
    ".sql": "sql",
    ".ini": "ini",
    ".yaml": "yaml",
}

_COMMENT = re.compile(r"\s*(#.*)?$")

#: A model outside an app has to name one; a reader's model stands in its app.
_APP_LABEL = re.compile(r'^ +app_label = "\w+"\n', re.M)
_ONLY_APP_LABEL = re.compile(
    r'\n*^( +)class Meta:\n\1    app_label = "\w+"$(?!\n\1 )', re.M
)

#: Columns that fit a page of the guide, and lines that a reader takes in at once.
WIDTH = 72
LINES = 26


def body_of_with(frame: FrameType) -> str:
    """The body of the ``with`` statement that runs in ``frame``, dedented.

    Comments between the statements belong to it; the header and what follows do not.
    """
    path = frame.f_code.co_filename
    text = Path(path).read_text(encoding="utf-8")
    statement = max(
        (
            node
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.With | ast.AsyncWith)
            and node.lineno <= frame.f_lineno <= node.body[0].lineno
        ),
        key=lambda node: node.lineno,
    )
    # The header may span lines: it ends where its last item does.
    header_end = max(
        item.context_expr.end_lineno or 0 for item in statement.items
    )
    lines = text.splitlines()
    while not _COMMENT.sub("", lines[header_end - 1]).endswith(":"):
        header_end += 1
    return _tidy("\n".join(lines[header_end : statement.body[-1].end_lineno]))


def source_of(shown: object) -> tuple[str, str]:
    """Source and language of an object, of several, or of a file in the samples' folder."""
    if isinstance(shown, str):
        path = SAMPLES / shown
        return _tidy(path.read_text(encoding="utf-8")), LANGUAGES[path.suffix]
    if isinstance(shown, Sequence):
        return "\n\n\n".join(source_of(one)[0] for one in shown), "python"
    # A decorator may hand out a wrapper of its own, whose source is the framework's.
    written = inspect.unwrap(shown) if callable(shown) else shown
    file = Path(inspect.getsourcefile(written) or "").resolve()
    if not file.is_relative_to(SAMPLES):
        raise ValueError(
            f"{shown!r} is written in {file.name}, not in a sample"
        )
    return _tidy(inspect.getsource(shown)), "python"


def check_shape(name: str, code: str, language: str) -> None:
    """Refuses code that would not fit the page."""
    lines = code.splitlines()
    long = [line for line in lines if len(line) > WIDTH]
    if long:
        raise ValueError(f"block {name!r}: over {WIDTH} columns: {long[0]!r}")
    if len(lines) > LINES:
        raise ValueError(
            f"block {name!r}: {len(lines)} lines, at most {LINES}"
        )


def _tidy(code: str) -> str:
    """Without marks for the linter, and without what only a test's models need."""
    lines = code.expandtabs().splitlines()
    plain = "\n".join(line.split("  # noqa")[0].rstrip() for line in lines)
    plain = _APP_LABEL.sub("", _ONLY_APP_LABEL.sub("", plain + "\n"))
    return textwrap.dedent(plain).strip("\n")
