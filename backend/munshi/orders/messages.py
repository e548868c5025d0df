"""What a person said about goods, as the rules know it. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from munshi.asking.ordinals import is_number
from munshi.columns import plain
from munshi.orders.kept import NOTHING_BESIDE, Beside, Says
from munshi.orders.quantities import Pack
from munshi.orders.wishes import Op

LISTED = re.compile(r"[,;।\n]|\.(?!\d)|\s(?:aur|and|और)\s")  # between the things of a list


@dataclass(frozen=True)
class Said:
    """One line of a message; what was left unsaid is None. `sku` was picked from the catalogue, not said.

    `text` are the words of the line. `of_those`: it may be of as many as are in the cart, or come besides. `beside`:
    read so only as an answer, while the message seems to want something else; it is no wish of its own unless it surely
    is one. `doubted`: it may be no item at all. `worth`: for how many paise it is wanted.
    """

    name: str | None
    quantity: Decimal | None = None
    unit: str | None = None
    pack: Pack | None = None
    op: Op | None = None
    sku: str | None = None
    text: str | None = None
    beside: bool = False
    doubted: bool = False
    worth: int | None = None
    of_those: bool = False

    @property
    def counted(self) -> str:
        """Its amount in words: *5 packet*."""
        return f"{plain(self.quantity or Decimal(1))} {self.unit or ''}".strip()


@dataclass(frozen=True)
class Moment:
    """A day, an hour, or both, in the words that name it."""

    words: str
    day: date | None = None
    opens: time | None = None
    closes: time | None = None

    @property
    def hour(self) -> time | None:
        """From when, else until when."""
        return self.opens or self.closes


@dataclass(frozen=True)
class Word:
    """The place of a word that says something; one that `binds` does so only of the word beside it.

    `says`: what the words from there to the end of their clause are.
    """

    start: int
    end: int
    binds: bool = False
    says: Says | None = None


@dataclass(frozen=True)
class Message:
    """What a person wrote or tapped; `text` is given where it may answer the open question in few words.

    `beside` is what was said beside the goods.

    `picks` choose among what was shown without naming it, `consent` is the yes or no with which it begins, `undoes`
    takes back what was changed last, `at_times` says that a day or an hour is named. `said` is all that was written.
    `doubted` are names beside the lines that were taken for talk, and may be wanted. `times` are the days and hours
    that are named, `where` is the text without them, in which an address may stand. `telling` are the words that say
    something, read or not. `of_day` names an order by the day for which it is: *kal wale me*.
    """

    lines: Sequence[Said] = ()
    choice: str | None = None
    text: str | None = None
    beside: Beside = NOTHING_BESIDE
    picks: Sequence[str] = ()
    consent: str | None = None
    undoes: bool = False
    at_times: bool = False
    said: str | None = None
    doubted: Sequence[str] = ()
    where: str | None = None
    times: Sequence[Moment] = ()
    telling: Sequence[Word] = ()
    of_day: date | None = None

    @property
    def is_figure(self) -> bool:
        """Whether nothing but a number is written."""
        return self.text is not None and is_number(self.text)

    @property
    def clauses(self) -> list[str]:
        """What is said between two signs or an *and*."""
        return LISTED.split(self.said or self.text or "")

    def clause_with(self, words: str) -> str:
        """The first clause with these words; nothing where none has them."""
        return next((each.strip() for each in self.clauses if words in each), "")

    def without_refused(self) -> str:
        """The words without those that are not wanted."""
        text = self.text or ""
        for line in self.lines:
            if line.op is Op.REMOVE and line.text:
                text = text.replace(line.text, " ")
        return text


NOTHING_SAID = Message()
