"""What is waved off before a wish, or puts right what was said: "no need to ask. …", "no i mean …", "nahi matlab …"."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.words.lexicon import lexicon
from nlu.words.reading import Word

WAVED_OFF = lexicon("wishes").phrases("waved_off")
FEWEST_WORDS = 3  # of what stands behind it, that it can be a wish


def wish_behind(text: str, words: Sequence[Word]) -> str | None:
    """The message with blanks for what it waves off first; None where it does not, or says too little more."""
    at = WAVED_OFF.match(words, 0, lambda i: i) if words else 0
    while 0 < at < len(words) and not words[at].key:
        at += 1
    if not at or sum(bool(word.key) for word in words[at:]) < FEWEST_WORDS:
        return None
    start = words[at].start
    return " " * start + text[start:]
