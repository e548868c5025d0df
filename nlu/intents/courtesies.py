"""Greetings and thanks around a wish: the wish counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nlu.intents.priors import Ranking
from nlu.intents.wishes import NO_WISH_BESIDE, POLITE, asks
from nlu.left_over.places import names_place
from nlu.words.courtesies import without_courtesies
from nlu.words.lexicon import lexicon
from nlu.words.numbers import may_begin_number
from nlu.words.reading import Word

_lists = lexicon("thanks")
THANKED_FOR, PRAISE = _lists.names("thanked_for"), _lists.names("praise")
SURE = 0.6  # of the wish
FEWEST_WORDS = 2
FALLBACK, ANSWERS = "nlu_fallback", ("affirm", "deny", "cancel_flow")


def wish_beside_courtesies(
    text: str, words: Sequence[Word], ranking: Ranking, rank: Callable[[str], Ranking], asking: str | None
) -> Ranking:
    """The ranking of what stands beside a greeting or thanks, where that is a wish; else the one of the whole.

    While something is asked, a yes, a no, a place or a figure beside them answers it: "thanks, 12 MG road".
    """
    if not ranking or ranking[0][0] not in POLITE:
        return ranking
    core = without_courtesies(words)
    if len(core) == len(words):
        return ranking
    beside = rank(text[core[0].start : core[-1].end])
    sure = bool(beside) and beside[0][1] >= SURE
    if asking and sure and beside[0][0] in ANSWERS:
        return beside
    if not beside or not _may_be_a_wish(core, thanks=ranking[0][0] == "thank"):
        return ranking
    is_free = not sure or beside[0][0] == FALLBACK
    if asking and is_free and (names_place(core) or any(map(may_begin_number, core))):
        return [(FALLBACK, SURE), *((intent, chance * (1 - SURE)) for intent, chance in beside)]
    if not sure or beside[0][0] in NO_WISH_BESIDE:
        return ranking
    return ranking if beside[0][0] in PRAISE and not asks(core) else beside


def _may_be_a_wish(core: Sequence[Word], *, thanks: bool) -> bool:
    if thanks and (core[0].plain in THANKED_FOR or core[-1].plain in THANKED_FOR):
        return False
    return asks(core) or sum(bool(word.key) for word in core) >= FEWEST_WORDS
