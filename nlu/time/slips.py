"""Which word of days and hours was meant but for a slip of the finger: tommorow, 5 bjae, alge hafte."""

from functools import lru_cache

from rapidfuzz.distance import OSA

from nlu.words.lexicon import lexicon

ANYWHERE, AFTER_NUMBER, BEFORE_TIME = "anywhere", "after_number", "before_time"
PLACES = (ANYWHERE, AFTER_NUMBER, BEFORE_TIME)
SHORTEST = {ANYWHERE: 5, AFTER_NUMBER: 3, BEFORE_TIME: 4}  # letters
CACHED = 1 << 13

_lists = {place: lexicon("slips").text(place).split() for place in PLACES}
_NO_SLIPS = lexicon("slips").names("no_slips")


@lru_cache(maxsize=CACHED)
def meant_by(typed: str, place: str) -> str | None:
    """The word that was meant in such a place, or None; never one with another first letter."""
    if len(typed) < SHORTEST[place] or not typed.isascii() or not typed.isalpha() or typed in _NO_SLIPS:
        return None
    near = [word for word in _beginning(typed[0], place) if OSA.distance(typed, word, score_cutoff=1) == 1]
    return near[0] if near and (len(near) == 1 or place == AFTER_NUMBER) else None


@lru_cache(maxsize=CACHED)
def _beginning(letter: str, place: str) -> tuple[str, ...]:
    return tuple(word for word in _lists[place] if word[0] == letter)
