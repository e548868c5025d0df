"""The things that a message speaks of without ordering them: their price, whether they are there, what came in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from munshi_spelling import key

from nlu.order_lines import Line, lines_of
from nlu.order_parts import cut_told
from nlu.order_words import QUESTION_PHRASES, is_question_word
from nlu.reading import Word

SILENT = "please"  # a word that says nothing of things
SILENT_KEY = key(SILENT)


def spoken_of(words: Sequence[Word]) -> list[Line]:
    """The lines of a question or a report: "aata kya bhav hai", "maggi khatam", "mixer ka jar chahiye"."""
    asked: set[int] = set()
    at = 0
    while at < len(words):
        end = QUESTION_PHRASES.match(words, at, lambda i: i)
        if end == at and is_question_word(words[at]):
            end = at + 1
        asked.update(range(at, end))
        at = max(end, at + 1)
    heard = silenced(words, asked)
    return [line for line in lines_of(heard, cut_told(heard)) if line.name]


def silenced(words: Sequence[Word], at: Iterable[int]) -> tuple[Word, ...]:
    """The words with some of them made to say nothing; where they stand is kept."""
    silent = set(at)
    return tuple(
        replace(word, plain=SILENT, key=SILENT_KEY) if i in silent and word.key else word
        for i, word in enumerate(words)
    )
