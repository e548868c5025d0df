"""The units of the books, and how people write them: read where a file or a sheet comes in, and nowhere else."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from munshi.sheets.columns import plain_word

FILE = Path(__file__).with_name("units.yml")


def canonical(written: Any) -> Any:
    """The unit that a word of the trade names, as the books write it; anything else as it stands."""
    return _spellings().get(plain_word(written), written) if isinstance(written, str) else written


def names_unit(word: str) -> bool:
    """Whether a word of the trade names a unit."""
    return plain_word(word) in _spellings()


@cache
def _spellings() -> dict[str, str]:
    units: dict[str, str] = yaml.safe_load(FILE.read_text("utf-8"))
    return {plain_word(word): unit for unit, words in units.items() for word in (unit, *words.split())}
