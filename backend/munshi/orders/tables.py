"""The table that holds where another is refused beside it: "table 4 nahi 6", "table 6, not 4". Pure."""

import re

from munshi.word_lists import WordLists

_lists = WordLists(__file__, "at_table.yml")
_TABLE = rf"(?<!\w)(?:{_lists.any_of('table')})\W*(?:(?:no|number|num|नंबर)\W+)?"
_BEHIND = re.compile(
    rf"{_TABLE}\d{{1,3}}\W+(?:{_lists.any_of('holds_behind')})\W+(?:{_TABLE})?(\d{{1,3}})(?!\d)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"{_TABLE}(\d{{1,3}})\W+(?:{_lists.any_of('holds_before')})\W+(?:{_TABLE})?\d{{1,3}}(?!\d)",
    re.IGNORECASE,
)


def put_right(text: str | None) -> str | None:
    """The number of the table that holds, where another is refused beside it."""
    found = _BEHIND.search(text or "") or _BEFORE.search(text or "")
    return str(int(found[1])) if found else None
