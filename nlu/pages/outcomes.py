"""What the backend may answer and what it serves, read from its source: neither environment imports the other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

NOTE = "_note"  # said before the answer: PlaceOrderNote is spoken by place_order


class Outcome(NamedTuple):
    """One outcome of an intent, and the file that lists it."""

    file: Path
    intent: str
    name: str


def outcomes(root: Path) -> Iterator[Outcome]:
    """Every outcome of every skill, from its `outcomes.py`: one `Literal` for each intent, in CamelCase."""
    for file in sorted((root / "backend" / "munshi").rglob("outcomes.py")):
        for statement in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                intent = snake(statement.targets[0].id).removesuffix(NOTE)
                for name in _literals(statement.value):
                    yield Outcome(file, intent, name)


def served(root: Path) -> Iterator[tuple[Path, str]]:
    """Every intent that the books serve, and the skill's `offer.py` that says so."""
    for file in sorted((root / "backend" / "munshi").rglob("offer.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Offer":
                yield from ((file, intent) for intent in _texts(node.args[1]))


def room(root: Path, file: Path) -> str:
    """The skill of a file of the backend: the room, also where the file stands in a wing of it."""
    return file.relative_to(root / "backend" / "munshi").parts[0]


def snake(name: str) -> str:
    """A name in CamelCase as pages write it: PlaceOrder, place_order."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def _literals(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.Subscript) and isinstance(value.value, ast.Name) and value.value.id == "Literal":
        yield from _texts(value.slice)


def _texts(value: ast.expr) -> Iterator[str]:
    for constant in ast.walk(value):
        if isinstance(constant, ast.Constant) and isinstance(constant.value, str):
            yield constant.value
