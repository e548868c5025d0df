"""Greetings and thanks: which words are nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.words.lexicon import lexicon
from nlu.words.reading import Word

_lists = lexicon("courtesies")
COURTESIES, BESIDE = _lists.phrases("courtesies"), _lists.phrases("beside")
LONGEST = 8  # words of the courtesies at one end, with their signs


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
