"""A message as it was read, whole: what whoever asked may find an answer in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

YES, NO, LEAVES = "affirm", "deny", "cancel_flow"
FALLBACK = "nlu_fallback"
CLEARLY = 0.7  # from this chance on something else is wanted beside an answer
SURE_OF_A_SUM = 0.6  # from this chance on a sum is what it seems to be
DOUBTED = 0.5  # below this chance what seems to be wanted may as well be something else
FEW_WORDS = 3
ASKS = "asks"  # the role of a yes with a question behind it
_FIGURES = re.compile(r"\w*[0-9]\w*")
MAY_BE_LEFT = ("take_", "correct_")  # begin the names of questions that want no answer
AGREED = "agreed"  # the words with which a message says yes before it says more


@dataclass(frozen=True)
class Value:
    """Something that was read: `start` and `end` are its places in the text, `role` what it is to its intent.

    `confidence`: how likely the words are of such a thing, where that is known.
    """

    entity: str
    value: Any
    start: int = 0
    end: int = 0
    role: str | None = None
    confidence: float | None = None


class SumRole(StrEnum):
    """What a sum of a message is (docs/understanding.md)."""

    PAID = "paid"
    TO_PAY = "to_pay"
    WORTH = "worth"
    BACK = "back"
    GOT_BACK = "got_back"
    ASKED = "asked"
    DENIED = "denied"


class Sum(NamedTuple):
    """A sum of a message: what it is, how likely that is, and where it stands."""

    paise: int
    role: str
    confidence: float = 1.0
    start: int = 0
    end: int = 0


class Named(NamedTuple):
    """Where a name stands in a message, and whether it is of somebody else than whom the message is for."""

    start: int
    end: int
    other: bool = False


class Side(NamedTuple):
    """A side of its wish that a message names, and where."""

    facet: str
    value: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True)
class Reading:
    """A message: its words, what it seems to want, and all its values.

    `text` is None for a tap, whose values are those of the button. `intents` has the rivals too, the likeliest first,
    each with its chance of 0 to 1. `as_answer` are the values as the open question reads the same words. `left_over`
    are pieces that no value has read, each with its `text` and `kind`. `attachment` is the file that came along, where
    it is kept. `facets` are the sides of its wish that it names, `telling` the places of the words of an order that say
    something, read or not. `sums` are its sums, `addresses` its addresses in its words, `people` who is named in it,
    whatever it seems to want.
    """

    text: str | None
    intents: Sequence[tuple[str, float]]
    values: Sequence[Value] = ()
    as_answer: Sequence[Value] = ()
    left_over: Sequence[Mapping[str, Any]] = ()
    attachment: dict[str, Any] | None = None
    facets: Sequence[Side] = ()
    telling: Sequence[Mapping[str, Any]] = ()
    sums: Sequence[Sum] = ()
    addresses: Sequence[str] = ()
    people: Sequence[Named] = ()

    @property
    def intent(self) -> str:
        """What the message seems to want."""
        return self.intents[0][0]

    @property
    def chance(self) -> float:
        """How sure that is."""
        return self.intents[0][1]

    @property
    def is_doubtful(self) -> bool:
        """Whether written words may as well want something else: then no money is written."""
        return not self.is_tap and self.chance < DOUBTED

    @property
    def is_tap(self) -> bool:
        """Whether a button was tapped, and nothing written."""
        return self.text is None

    @property
    def is_yes(self) -> bool:
        """A clear yes: a word that only may be one agrees to nothing."""
        return self.intent == YES and not self.is_doubtful

    @property
    def is_plain_yes(self) -> bool:
        """A yes with nothing of another matter beside it, no reference and no code; for money nothing less will do."""
        codes = [each for each in _FIGURES.findall(self.text or "") if not each.isdecimal()]
        return self.is_yes and not codes and (self.is_tap or self.first("reference") is None)

    @property
    def is_bare(self) -> bool:
        """Whether it is a written yes or no and hardly a word more: it does not say of what."""
        few = len((self.text or "").split()) <= FEW_WORDS
        return not self.is_tap and few and (self.is_plain_yes or self.is_no)

    @property
    def is_no(self) -> bool:
        """A no, or leaving what is being done."""
        return self.intent in (NO, LEAVES)

    @property
    def says_for_whom(self) -> bool:
        """Whether it names whom it is for: who writes, or who they write for."""
        return any(not each.other for each in self.people)

    def wants(self, *intents: str) -> bool:
        """Whether it seems to want one of these."""
        return self.intent in intents

    def sides(self, facet: str) -> Sequence[str]:
        """The values of a facet that the message names."""
        return [each.value for each in self.placed(facet)]

    def placed(self, facet: str) -> Sequence[Side]:
        """The same, with their places."""
        return [each for each in self.facets if each.facet == facet]

    def all(self, entity: str) -> Iterator[Value]:
        """The values of a kind, in the order written: as the message reads, else as the open question reads it."""
        read = [each for each in self.values if each.entity == entity]
        yield from read or (each for each in self.as_answer if each.entity == entity)

    def sums_of(self, *roles: SumRole) -> list[Sum]:
        """The sums that surely are this; of one that is doubted nothing is written."""
        return [each for each in self.sums if each.role in roles and each.confidence >= SURE_OF_A_SUM]

    def first(self, entity: str) -> Any:
        """The first value of a kind, or None."""
        return next((each.value for each in self.all(entity)), None)

    def answers(self, entity: str) -> Iterator[Value]:
        """The values of a kind as the open question reads them, whatever the message seems to want."""
        read = self.values if self.is_tap else self.as_answer or self.values
        return (each for each in read if each.entity == entity)

    def answer(self, entity: str) -> Any:
        """The first of these, or None."""
        return next((each.value for each in self.answers(entity)), None)

    @property
    def agrees(self) -> bool:
        """A clear yes, or words that begin with one."""
        return self.is_yes or self.answer(AGREED) is not None

    @property
    def next_wish(self) -> str | None:
        """What is said after the yes with which the message begins, where it asks, or clearly wants something else."""
        agreed = next(self.answers(AGREED), None)
        wanted = self.chance >= CLEARLY and not self.wants(YES, FALLBACK)
        if agreed is None or not (wanted or agreed.role == ASKS):
            return None
        return (self.text or "")[agreed.end :].strip() or None

    @property
    def asks_after_yes(self) -> str | None:
        """The question that stands behind the yes with which the message begins."""
        agreed = next(self.answers(AGREED), None)
        return self.next_wish if agreed is not None and agreed.role == ASKS else None


@dataclass(frozen=True)
class Asked:
    """The open question, the token of what was shown with it, what else it is about, and what was told last.

    `only`: nobody hears the message who has not asked. `behind_news`: since then news came that can be answered by a
    tap, so that a bare yes or no may be of either.
    """

    question: str
    summary: str | None = None
    about: dict[str, Any] | None = None
    told: Sequence[str] = ()
    only: bool = False
    behind_news: bool = False

    @property
    def waits(self) -> bool:
        """Whether a question is open that wants an answer; some want none where nothing is wrong."""
        return bool(self.question) and not self.question.startswith(MAY_BE_LEFT)
