"""The words on paper, and sums in words, by `words.yml`."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

WORDS = Path(__file__).with_name("words.yml")
CRORE, LAKH, THOUSAND, HUNDRED = 10_000_000, 100_000, 1_000, 100


def language_of(language: str) -> str:
    """In which language paper is printed: Hindi, else English letters."""
    return "hi" if language == "hi" else "en"


def words(language: str) -> Mapping[str, Any]:
    """The words on paper in this language."""
    said: Mapping[str, Any] = _every()[language_of(language)]
    return said


def in_words(paise: int, language: str) -> str:
    """`Rupees one lakh five hundred and fifty paise only`, in Indian groups. Raises ValueError below nothing."""
    if paise < 0:
        raise ValueError("no sum is below nothing")
    said = _every()["numbers"][language_of(language)]
    rupees, rest = divmod(paise, 100)
    pattern = said["with_paise" if rest else "rupees"]
    return str(pattern.format(rupees=_number(rupees, said), paise=_number(rest, said)))


def _number(number: int, said: Mapping[str, Any]) -> str:
    return " ".join(_parts(number, said)) or _under_hundred(0, said)


def _parts(number: int, said: Mapping[str, Any]) -> Iterator[str]:
    for size, name in ((CRORE, "crore"), (LAKH, "lakh"), (THOUSAND, "thousand"), (HUNDRED, "hundred")):
        count, number = divmod(number, size)
        if count:
            yield f"{_number(count, said)} {said[name]}"
    if number:
        yield _under_hundred(number, said)


def _under_hundred(number: int, said: Mapping[str, Any]) -> str:
    known = said["under_hundred"].split()
    if number < len(known):
        return str(known[number])
    tens, ones = divmod(number, 10)
    return f"{said['tens'][tens]}-{known[ones]}" if ones else str(said["tens"][tens])


@cache
def _every() -> Mapping[str, Any]:
    said: Mapping[str, Any] = yaml.safe_load(WORDS.read_text("utf-8"))
    return said
