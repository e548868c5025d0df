"""The words of a message about an order that say something, whether a value has read them or not.

Whoever serves the message holds them against what it keeps: a word that stands nowhere was not heard. A clause that
complains or asks tells nothing of an order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import asdict, dataclass
from typing import Any

from nlu.left_over.finding import ends
from nlu.left_over.notes import ASKING, COMPLAINTS
from nlu.left_over.saying import Saying
from nlu.words.found import Found
from nlu.words.reading import Word

LINE = "order_line"
OF_THEMSELVES = frozenset(
    ["pick", "consent", "undo", "pincode", "reference", "time", "period", "duration", "money"]
)  # values whose words are heard with them


@dataclass(frozen=True)
class Telling:
    """A word that says something; one that `binds` does so only of the word beside it: *mat*, *without*."""

    start: int
    end: int
    binds: bool = False

    def as_json(self) -> dict[str, Any]:
        """As the parser hands it on."""
        return asdict(self)


def telling(
    words: Sequence[Word], said: Saying, found: Sequence[Found], of_terms: Set[int]
) -> Iterator[Telling]:
    """The words, besides those of other values, of amounts and `of_terms`: of a way to pay or to come."""
    free = {at for clause in _clauses(words) if _tells(words, clause) for at in clause} - of_terms
    free -= {at for each in found for at in each.inside(words) if _is_heard(each, words[at])}
    for at, binds in said.words(sorted(free)):
        yield Telling(words[at].start, words[at].end, binds)


def _clauses(words: Sequence[Word]) -> Iterator[range]:
    start = 0
    for at in range(len(words) + 1):
        if at == len(words) or ends(words[at]):
            yield range(start, at)
            start = at + 1


def _tells(words: Sequence[Word], clause: range) -> bool:
    spoken = words[clause.start : clause.stop]
    return not (COMPLAINTS.occur_in(spoken) or ASKING.occur_in(spoken))


def _is_heard(value: Found, word: Word) -> bool:
    """Whether a word is heard with a value: all of some, and of an order line what is no part of its name."""
    if value.entity != LINE:
        return value.entity in OF_THEMSELVES
    name, counted = value.value.get("name"), value.value.get("quantity") is not None
    return word.text.casefold() not in name.casefold() if name else counted
