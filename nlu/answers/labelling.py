"""What each word is in a yes or no to requests: whose, what decides, what only belongs to that, and what is more."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from nlu.answers.places import PLACES
from nlu.words.found import Found
from nlu.words.lexicon import lexicon
from nlu.words.reading import Word

NO_BREAKS = frozenset("-'’\"“”()*_")

_lists = lexicon("decisions")
MISSING = _lists.phrases("missing")
ALL, BOTH, THREE = (_lists.keys(name) for name in ("all", "both", "three"))
AFTER_NAMES = _lists.spelt("after_names")


class Label(Enum):
    """What a word is in a decision."""

    NAMED = "whose, or which"
    REJECT = "turns down by itself"
    NO = "turns down what stands beside it"
    GRANT = "what can be done with a request"
    VERB = "belongs to the verb"
    TELL = "hands a message on"
    REQUEST = "the request itself"
    SMALL = "nothing by itself"
    BEING = "ties what stands before it to the rest"
    TIME = "when, or how many"
    OWN = "something else: a reason, if anything"
    BREAK = "a sign between"


SPELT = {
    spelling: label
    for name, label in (("no_spelt", Label.NO), ("being_spelt", Label.BEING), ("small_spelt", Label.SMALL))
    for spelling in _lists.spelt(name)
}
SOUNDS = {
    sound: label
    for name, label in (
        ("times", Label.TIME),
        ("being", Label.BEING),
        ("small", Label.SMALL),
        ("request", Label.REQUEST),
        ("verb", Label.VERB),
        ("tell", Label.TELL),
        ("grant", Label.GRANT),
        ("no", Label.NO),
        ("reject", Label.REJECT),
    )
    for sound in _lists.keys(name)
} | dict.fromkeys(ALL | BOTH | THREE, Label.SMALL)
SPANS = {
    "reference": Label.NAMED,
    "person": Label.NAMED,
    "leave_type": Label.REQUEST,
    "expense_category": Label.REQUEST,
    "period": Label.TIME,
    "duration": Label.TIME,
    "time": Label.TIME,
    "money": Label.TIME,
}

Labelled = Sequence[tuple[Word, Label]]


def labelled_words(words: Sequence[Word], found: Sequence[Found]) -> Labelled:
    """Each word with what it is; what ties or dates words of their own is one of them."""
    spans = [(each.start, each.end, SPANS[each.entity]) for each in found if each.entity in SPANS]
    labels = [_label(word, spans) for word in words]
    for at in range(len(words)):
        end = MISSING.match(words, at, lambda i: i)
        labels[at:end] = [Label.OWN] * (end - at)
    for at in reversed(range(len(words) - 1)):
        if labels[at] is Label.TIME and labels[at + 1] is Label.OWN:
            labels[at] = Label.OWN
    for at in range(1, len(words)):
        if labels[at] is Label.BEING and labels[at - 1] is Label.OWN:
            labels[at] = Label.OWN
    return list(zip(words, labels, strict=True))


def _label(word: Word, spans: Sequence[tuple[int, int, Label]]) -> Label:
    inside = next((label for start, end, label in spans if start <= word.start < end), None)
    if inside:
        return inside
    if not word.key:
        return Label.SMALL if word.text in NO_BREAKS else Label.BREAK
    if word.is_number:
        return Label.TIME
    if word.plain in PLACES:
        return Label.SMALL
    return SPELT.get(word.plain) or SOUNDS.get(word.key, Label.OWN)
