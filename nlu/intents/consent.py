"""Whether a yes is a clear one: nothing is placed, changed or cancelled on a *haan ruko*."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.intents.priors import CANCELLING
from nlu.words.lexicon import lexicon
from nlu.words.reading import Word

_lists = lexicon("consent")
CONTRADICT, CANCELS = _lists.spelt("contradict"), _lists.spelt("cancels")
STOPS = _lists.spelt("stops")
AGREE, SIGNS = _lists.phrases("agree"), _lists.names("signs")


def is_clear_yes(words: Sequence[Word], asking: str | None = None) -> bool:
    """Whether a message that sounds like a yes says nothing against it, and without words shows a sign of yes.

    To *shall I cancel it?* "haan cancel kar do" is one.
    """
    against = CONTRADICT - CANCELS if asking in CANCELLING else CONTRADICT
    if not any(word.key for word in words):
        return any(word.text in SIGNS for word in words)
    at = 0
    while at < len(words):
        agreed = AGREE.match(words, at, lambda i: i)
        if agreed == at and words[at].plain in against:
            return False
        at = max(agreed, at + 1)
    return True


def may_stop(words: Sequence[Word]) -> bool:
    """Whether a message has a word of messages or of stopping them."""
    return any(word.plain in STOPS for word in words)
