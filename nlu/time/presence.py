"""Which half of a day somebody is away who says when they are there: "lunch ke baad aaunga", "aadhe din se"."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.time.pieces import ANY
from nlu.time.small_words import after_small, small_words
from nlu.words.reading import Word

WORDS = small_words("presence")
COMING, GOING, COMING_BEFORE, GOING_BEFORE = (
    WORDS[name] for name in ("coming", "going", "coming_before", "going_before")
)
FROM, JOINT, NOT = WORDS["from"], WORDS["joint"], WORDS["not"]
NEAR = 4  # words between a half and its verb
OTHER = {"first": "second", "second": "first", ANY: "first"}


def half_away(words: Sequence[Word], start: int, end: int, half: str) -> str:
    """The half in which somebody is away, where the words from start to end name one."""
    since = half == ANY and end < len(words) and words[end].plain in FROM
    if _is_there(words, start, end) and (since or half != ANY):
        return OTHER[half]
    if since or (half == ANY and _goes(words, start, end)):
        return "second"
    return half


def _is_there(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether the verb of the half is one of coming or working, and is not denied."""
    before = _clause(words[max(0, start - NEAR) : start][::-1])
    if any(word.plain in COMING_BEFORE for word in before):
        return not any(word.plain in NOT for word in before)
    after = _clause(words[end : end + NEAR])
    verb = next((at for at, word in enumerate(after) if word.plain in COMING), None)
    if verb is None:
        return False
    return not any(word.plain in NOT for word in words[end : end + verb + 3])


def _goes(words: Sequence[Word], start: int, end: int) -> bool:
    """ "half day me nikal jaunga", "leave at half day"."""
    place = after_small(words, end, JOINT, 2)
    if place > end and place < len(words) and words[place].plain in GOING:
        return True
    return start > 1 and words[start - 1].plain == "at" and words[start - 2].plain in GOING_BEFORE


def _clause(words: Sequence[Word]) -> list[Word]:
    """The words up to the first sign."""
    found: list[Word] = []
    for word in words:
        if not word.key:
            break
        found.append(word)
    return found
