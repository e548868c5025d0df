"""A list of words stands once in its file: of two under one name, YAML would read the last and lose the first."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from engine.settings import ROOT

FILES = sorted((ROOT / "backend" / "munshi").rglob("*.yml"))


@pytest.mark.parametrize("file", FILES, ids=[str(each.relative_to(ROOT)) for each in FILES])
def test_no_list_stands_twice(file: Path) -> None:
    assert YAML(typ="safe", pure=True).load(file.read_text("utf-8")) is not None
