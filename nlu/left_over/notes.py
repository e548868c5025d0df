"""Notes in the person's own words: which may be kept, and beside which line they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nlu.left_over.finding import behind, ends, inside, matches, numbers
from nlu.left_over.saying import BINDING, FRONTS, TALK, has
from nlu.left_over.spans import NOTE, Span
from nlu.orders.lexicon import LEXICON
from nlu.words.found import Found
from nlu.words.lexicon import lexicon
from nlu.words.reading import Word

REMOVED = "remove"
# A note that puts another one right, one of how a dish shall be made, and one of how some of them shall be.
INSTEAD, MADE, SOME = "instead", "made", "some"
WISHED = "wished"  # of how goods shall be, be packed or be brought: it stands also where no goods are named
DICTATED = "dictated"  # one that is said to be a note: "note: ring the bell"
ASKED_BY = "?"

_lists = lexicon("talk")
DISHES, BEHIND_DISHES = _lists.phrases("dish"), _lists.phrases("dish_behind")
SHARED = _lists.phrases("shared")
WISHES, ASKING, ASKING_KINDLY, COMPLAINTS = (
    _lists.phrases(name) for name in ("wish", "asking", "asking_kindly", "complaint")
)
JOINTS, FOR = LEXICON.spelt("joints"), LEXICON.spelt("for")
BEFORE_A_NOTE = JOINTS | LEXICON.spelt("in")  # "dal me mirch kam"


def shared(words: Sequence[Word]) -> frozenset[int]:
    """The words by which something is shared out: "one by two" is no hour."""
    return frozenset(inside(SHARED, words, numbers(words)))


def may_be_kept(words: Sequence[Word], span: Span, *, takes_back: bool) -> bool:
    """No note is what asks, complains, or takes notes back, unless it wishes how goods shall be or be brought."""
    if span.kind != NOTE:
        return True
    clause = _clause(words, span)
    if COMPLAINTS.occur_in(clause) or ASKING.occur_in(clause):
        return False
    asks = ASKING_KINDLY.occur_in(clause) or any(word.plain == ASKED_BY for word in clause)
    return not (asks or takes_back) or wished(words, span) is not None


def _clause(words: Sequence[Word], span: Span) -> Sequence[Word]:
    """The words of a span up to the signs around it, with the sign that ends it."""
    start, end = span.start, span.end
    while start > 0 and not ends(words[start - 1]):
        start -= 1
    while end < len(words) and not ends(words[end]):
        end += 1
    return words[start : end + 1]


def wished(words: Sequence[Word], span: Span) -> str | None:
    """Whether a note says how a dish shall be made, or how goods shall be, be packed or be brought."""
    number = numbers(words)
    dishes = [*matches(DISHES, words, number), *behind(BEHIND_DISHES, words, number)]
    if any(span.start <= start and end <= span.end for start, end in dishes):
        return MADE
    return WISHED if WISHES.occur_in(words[span.start : span.end]) else None


def puts_right(words: Sequence[Word], start: int) -> bool:
    """Whether a no and a comma stand before it, and nothing else: "nahi, zyada teekha"."""
    before = words[:start]
    refused = any(word.plain in BINDING for word in before)
    ended = any(ends(word) for word in before)
    return refused and ended and all(word.plain in BINDING or not word.key for word in before)


def line_beside(words: Sequence[Word], span: Span, lines: Sequence[Found]) -> int | None:
    """The order line that ends right before these words; at the beginning of what is said, the one behind them."""
    places = {
        at: place for place, line in enumerate(lines) if _stays(line.value) for at in line.inside(words)
    }
    before, after = span.start - 1, span.end
    while before >= 0 and words[before].plain in BEFORE_A_NOTE and before not in places:
        before -= 1
    while after < len(words) and words[after].plain in JOINTS and after not in places:
        after += 1
    front = before
    while front >= 0 and front not in places and _leads(words, front):
        front -= 1
    begins = front < 0 or ends(words[front])
    return places.get(before, places.get(after) if begins else None)


def _leads(words: Sequence[Word], at: int) -> bool:
    """Whether a word only leads on to what is said: "bhai, …", "for …"."""
    return words[at].plain in FOR or has(FRONTS, words[at]) or TALK.begin_at(words, at)


def _stays(line: Mapping[str, Any]) -> bool:
    return bool(line["op"] != REMOVED)
