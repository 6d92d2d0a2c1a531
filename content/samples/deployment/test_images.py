import io
import json
import re
import tarfile
from pathlib import Path

HERE = Path(__file__).parent


def findings(text: str) -> list[str]:
    """What a pipeline can see in a Dockerfile without building it."""
    steps = re.sub(r"\\\n\s*", " ", text).splitlines()
    last_stage = max(i for i, s in enumerate(steps) if s.startswith("FROM "))
    found = []
    for step in steps:
        if re.match(r"(ARG|ENV) \S*(TOKEN|SECRET|PASSWORD|KEY)", step):
            found.append("secret: " + step.split("=")[0])
        if step.startswith("FROM ") and step.endswith(":latest"):
            found.append("moves: " + step)
        if step == "COPY . .":
            found.append("whole folder: " + step)
        if step.startswith("CMD ") and not step.startswith("CMD ["):
            found.append("through a shell: CMD")
    if not any(s.startswith("USER ") for s in steps[last_stage:]):
        found.append("root: no USER in the last stage")
    return found


def test_image_to_review(show):
    """The Dockerfile of the question, with its faults."""
    with show("dockerfile", code="deployment/review.Dockerfile.sh"):
        pass
    text = (HERE / "review.Dockerfile.sh").read_text(encoding="utf-8")
    assert findings(text) == [
        "moves: FROM python:latest",
        "secret: ARG PIP_TOKEN",
        "secret: ENV SECRET_KEY",
        "whole folder: COPY . .",
        "through a shell: CMD",
        "root: no USER in the last stage",
    ]


def test_image_in_two_stages(show):
    """Two stages, a user without rights, and nothing secret in a layer."""
    with show("dockerfile", code="deployment/shop.Dockerfile.sh"):
        pass
    text = (HERE / "shop.Dockerfile.sh").read_text(encoding="utf-8")
    assert findings(text) == []
    assert text.count("FROM ") == 2


def layer(*names: str) -> bytes:
    """A layer as a build writes it: an archive of what the step changed."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name in names:
            archive.addfile(tarfile.TarInfo(name))
    return packed.getvalue()


def saved_image(path: Path, layers: list[bytes]) -> Path:
    """An archive in the shape of ``docker save``."""
    names = [f"blobs/sha256/{number}" for number in range(len(layers))]
    parts = dict(zip(names, layers, strict=True))
    parts["manifest.json"] = json.dumps([{"Layers": names}]).encode()
    with tarfile.open(path, "w") as archive:
        for name, content in parts.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


def files_by_layer(saved: Path) -> list[list[str]]:
    with tarfile.open(saved) as image:
        manifest = json.load(image.extractfile("manifest.json"))
        found = []
        for name in manifest[0]["Layers"]:
            content = image.extractfile(name)
            with tarfile.open(fileobj=content) as layer:
                found.append(layer.getnames())
    return found


def test_secret_in_a_layer(show, tmp_path):
    """A later layer hides a file; the earlier one still holds it."""
    saved = saved_image(
        tmp_path / "shop.tar",
        [
            layer("usr/local/bin/python"),
            layer("app/manage.py", "app/.env"),
            layer("app/.wh..env"),
        ],
    )
    with show("search", code=files_by_layer) as block:
        for number, names in enumerate(files_by_layer(saved)):
            print(number, names)
    assert "1 ['app/manage.py', 'app/.env']" in block.output
    assert "2 ['app/.wh..env']" in block.output
