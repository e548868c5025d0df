"""How much disk the packages of an environment take: those that are needed, not those that developers add."""

import re
import tomllib
from collections.abc import Iterable
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement

MEGABYTE = 1024 * 1024


def megabytes(environment: Path, roots: Iterable[str]) -> float:
    """The size of these packages and all that they require, with what Python has compiled of them."""
    (site,) = environment.glob("lib/python3*/site-packages")
    installed = {_key(found.metadata["Name"]): found for found in distributions(path=[str(site)])}
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [_parsed(root) for root in roots]
    while waiting:
        name, extras = waiting.pop()
        if name in installed and (name, extras) not in seen:
            seen.add((name, extras))
            waiting += [_parsed(text) for text in _required(installed[name], extras)]
    return round(sum(_size(installed[name]) for name in {name for name, _ in seen}) / MEGABYTE, 1)


def required_by(project: Path) -> list[str]:
    """What a project asks for, without extras and without its developers' tools."""
    content = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    asked: list[str] = content["project"]["dependencies"]
    return asked


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _parsed(text: str) -> tuple[str, frozenset[str]]:
    requirement = Requirement(text)
    return _key(requirement.name), frozenset(requirement.extras)


def _required(found: Distribution, extras: frozenset[str]) -> list[str]:
    """What a package asks for on this machine."""
    asked = [Requirement(text) for text in found.requires or ()]
    return [
        str(each)
        for each in asked
        if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in extras or {""})
    ]


def _size(found: Distribution) -> int:
    files = {Path(str(found.locate_file(file))) for file in found.files or ()}
    for file in [file for file in files if file.suffix == ".py"]:
        files.update((file.parent / "__pycache__").glob(f"{file.stem}.cpython-*.pyc"))
    return sum(file.stat().st_size for file in files if file.is_file())
