"""Rules know no database, no web and no library: they can be read and tested by themselves."""

import ast
import sys
from pathlib import Path

import pytest

from tests.backend.books import BACKEND

SKILLS = ("access", "business", "catalogue", "expenses", "people")
RULES = [BACKEND / "munshi" / skill / "rules.py" for skill in SKILLS]


def imported(file: Path) -> set[str]:
    """The top-level modules that a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    return names


@pytest.mark.parametrize("file", RULES, ids=lambda file: file.parent.name)
def test_rules_import_the_standard_library_alone(file: Path) -> None:
    assert imported(file) <= sys.stdlib_module_names
