import os
import subprocess
import sys
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement

CYCLE = Path(__file__).parent / "cycle"


def test_install_without_pins(show):
    """What the build runs, and what its line allows."""
    with show("build", code="python/install.sh"):
        pass
    with show("allowed") as block:
        released = ["5.2.18", "5.2.19", "6.0.10", "6.1.3"]
        for line in ("Django>=5.2", "Django~=5.2.18", "Django==5.2.19"):
            print(line, list(Requirement(line).specifier.filter(released)))
    assert block.output == (
        "Django>=5.2 ['5.2.18', '5.2.19', '6.0.10', '6.1.3']\n"
        "Django~=5.2.18 ['5.2.18', '5.2.19']\n"
        "Django==5.2.19 ['5.2.19']\n"
    )


def test_brought_along(show):
    """What a package brings, each with a range of its own."""
    with show("brought") as block:

        def brought(name: str, found: set[str]) -> set[str]:
            for line in requires(name) or []:
                wanted = Requirement(line)
                if wanted.marker and not wanted.marker.evaluate(
                    {"extra": ""}
                ):
                    continue
                if wanted.name not in found:
                    found.add(wanted.name)
                    brought(wanted.name, found)
            return found

        print("Django:", sorted(brought("Django", set())))
        print("celery:", len(brought("celery", set())), "packages")
    assert block.output.startswith("Django: ['asgiref', 'sqlparse']\n")


def test_import_cycle(show, monkeypatch):
    """Two modules that each need the other before they are complete."""
    monkeypatch.syspath_prepend(CYCLE)
    with show("invoicing", code="python/cycle/invoicing.py"):
        pass
    with show("reminding", code="python/cycle/reminding.py"):
        pass
    with show("import") as block:
        try:
            import invoicing  # noqa: F401
        except ImportError as error:
            print(str(error).split(" (/")[0])
    assert block.output.startswith("cannot import name 'Invoice' from part")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "shop.settings")
    monkeypatch.chdir(Path(__file__).parents[1])
    with show("too-early") as early:
        script = "import shop.models"
        found = subprocess.run(
            [sys.executable, "-c", script],
            env=os.environ,
            capture_output=True,
            text=True,
        )
        print(found.stderr.splitlines()[-1])
    assert "Apps aren't loaded yet" in early.output
