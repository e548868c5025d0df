"""Greetings and thanks around a wish: the wish counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from ruamel.yaml import YAML

from nlu.phrases import Phrases
from nlu.priors import Ranking
from nlu.reading import Word
from nlu.wishes import NO_WISH_BESIDE, POLITE, asks

_lists: dict[str, str] = YAML(typ="safe").load(
    Path(__file__).with_name("courtesy_words.yml").read_text(encoding="utf-8")
)
COURTESIES, BESIDE = Phrases(_lists["courtesies"]), Phrases(_lists["beside"])
THANKED_FOR = frozenset(_lists["thanked_for"].split())
PRAISE = frozenset(_lists["praise"].split())
SURE = 0.6  # of the wish
FEWEST_WORDS = 2
LONGEST = 8  # words of the courtesies at one end, with their signs


def wish_beside_courtesies(
    text: str, words: Sequence[Word], ranking: Ranking, rank: Callable[[str], Ranking]
) -> Ranking:
    """The ranking of what stands beside a greeting or thanks, where that is a wish; else the one of the whole."""
    if not ranking or ranking[0][0] not in POLITE:
        return ranking
    core = without_courtesies(words)
    if len(core) == len(words) or not _may_be_a_wish(core, thanks=ranking[0][0] == "thank"):
        return ranking
    beside = rank(text[core[0].start : core[-1].end])
    if not beside or beside[0][0] in NO_WISH_BESIDE or beside[0][1] < SURE:
        return ranking
    return ranking if beside[0][0] in PRAISE and not asks(core) else beside


def _may_be_a_wish(core: Sequence[Word], *, thanks: bool) -> bool:
    if thanks and (core[0].plain in THANKED_FOR or core[-1].plain in THANKED_FOR):
        return False
    return asks(core) or sum(bool(word.key) for word in core) >= FEWEST_WORDS


def without_courtesies(words: Sequence[Word]) -> Sequence[Word]:
    """What stands between the courtesies at both ends; all the words where there are none, or nothing else."""
    start = _courteous(words, 0)
    end = next(
        (at for at in range(max(start, len(words) - LONGEST), len(words)) if _ends_courteously(words, at)),
        len(words),
    )
    core = words[start:end]
    return core if any(word.key for word in core) else words


def is_courtesy(words: Sequence[Word]) -> bool:
    """Whether a greeting or thanks is all that is said."""
    return _courteous(words, 0) == len(words)


def _ends_courteously(words: Sequence[Word], at: int) -> bool:
    return bool(words[at].key) and _courteous(words, at) == len(words)


def _courteous(words: Sequence[Word], at: int) -> int:
    """Where the courtesies that begin at a word end, with the names and signs beside them."""
    start, said = at, False
    while at < len(words):
        after = COURTESIES.match(words, at, lambda i: i)
        said = said or after > at
        if after == at:
            after = BESIDE.match(words, at, lambda i: i) if words[at].key else at + 1
        if after == at:
            break
        at = after
    return at if said else start
