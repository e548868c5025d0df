"""Which table is named: "table 4", "table paanch"; where another is refused beside it the one that holds. Pure."""

import re

from munshi.word_lists import WordLists, plain

_lists = WordLists(__file__, "at_table.yml")
_TABLE = rf"(?<!\w)(?:{_lists.any_of('table')})\W*(?:(?:no|number|num|नंबर)\W+)?"
_COUNTS = rf"(?![:.]\d|\W*(?:{_lists.any_of('counted')})(?!\w))"  # an hour, or so many guests
_NUMBERED = re.compile(rf"{_TABLE}#?(\d{{1,3}})(?![\w]){_COUNTS}", re.IGNORECASE)
_BEHIND = re.compile(
    rf"{_TABLE}\d{{1,3}}\W+(?:{_lists.any_of('holds_behind')})\W+(?:{_TABLE})?(\d{{1,3}})(?!\d)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"{_TABLE}(\d{{1,3}})\W+(?:{_lists.any_of('holds_before')})\W+(?:{_TABLE})?\d{{1,3}}(?!\d)",
    re.IGNORECASE,
)


_WORDS = {word: str(at) for at, line in enumerate(_lists.lists["numbers"], 1) for word in line.split()}
_IN_WORDS = re.compile(rf"{_TABLE}(?:{'|'.join(map(re.escape, _WORDS))})(?!\w)", re.IGNORECASE)


def names_table(text: str | None) -> bool:
    """Whether a table is spoken of."""
    return _lists.has(plain(text), "table")


def number_in(words: str) -> str | None:
    """The number of the table in words that name one: the last figure, else the word behind *table*."""
    figures = re.findall(r"\d+", words)
    if figures:
        return str(int(figures[-1]))
    found = _IN_WORDS.search(words)
    return _WORDS[found.group().casefold().split()[-1]] if found else None


def of(text: str | None) -> str | None:
    """The number right behind *table*."""
    found = _NUMBERED.search(text or "")
    return str(int(found[1])) if found else None


def put_right(text: str | None) -> str | None:
    """The number of the table that holds, where another is refused beside it."""
    found = _BEHIND.search(text or "") or _BEFORE.search(text or "")
    return str(int(found[1])) if found else None
