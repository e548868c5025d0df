"""The kind of leave, by its name or by the reason that a person gives: "bukhar hai" is sick leave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from nlu.words.found import Found
from nlu.words.lexicon import lexicon
from nlu.words.phrases import Phrases
from nlu.words.reading import Word

_lists = lexicon("leave")
NAMES, REASONS, HOURS = (_lists.phrases_by(name) for name in ("names", "reasons", "hours"))
_FIRST_WORDS = frozenset(
    word for kinds in (NAMES, REASONS, HOURS) for phrases in kinds.values() for word in phrases.first_words
)


def leave_types(words: Sequence[Word], *, reasons: bool = True) -> list[Found]:
    """The kinds of leave that are named, each once; where none is, the one that the first reason speaks of."""
    found = {each.value: each for each in reversed(list(_matches(words, NAMES)))}
    if found:
        return sorted(found.values(), key=lambda each: each.start)
    given = list(_matches(words, REASONS)) if reasons else []
    sick = [each for each in given if each.value == "sick"]
    return (sick or given)[:1]


def _matches(words: Sequence[Word], kinds: Mapping[str, Phrases]) -> Iterator[Found]:
    """The longest phrase that begins at each word, from left to right."""
    at = 0
    while at < len(words):
        if words[at].key not in _FIRST_WORDS and words[at].exact not in _FIRST_WORDS:
            at += 1
            continue
        ends = ((phrases.match(words, at, lambda i: i), kind) for kind, phrases in kinds.items())
        end, kind = max(ends, key=lambda found: found[0])
        if end > at:
            yield Found("leave_type", kind, words[at].start, words[end - 1].end)
        at = max(end, at + 1)
