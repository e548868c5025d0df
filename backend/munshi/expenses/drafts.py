"""What a person is claiming, as they say it: each message fills it in or corrects it. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import zip_longest
from typing import Any, NamedTuple

from munshi.expenses.rules import bare_amount, is_sound

MOST = 20  # claims in one draft
LONGEST_PURPOSE = 1000
DIFFERENT_BILL = "different_bill"

ASK_AMOUNT, ASK_CATEGORY, ASK_DATE = "ask_amount", "ask_category", "ask_date"
ASK_PURPOSE, ASK_RECEIPT, SAME_FACTS = "ask_purpose", "ask_receipt", "same_facts"


class File(NamedTuple):
    """A file that came in: where it lies, the hash of its content, and its type."""

    path: str
    sha256: str
    mime_type: str


@dataclass(frozen=True)
class Said:
    """What one message says; `text` is all of it, where it may answer an open question in few words.

    `taken_out` are the amounts and categories of what is no longer claimed; of two sums `swapped` one is right and not
    the other; `note` is what was said beside it all.
    """

    amounts: tuple[int, ...] = ()
    categories: tuple[str, ...] = ()
    taken_out: tuple[int | str, ...] = ()
    swapped: tuple[int, ...] = ()
    on: date | None = None
    purpose: str | None = None
    note: str | None = None
    files: tuple[File, ...] = ()
    choice: str | None = None
    text: str | None = None

    @property
    def names_nothing(self) -> bool:
        """Nothing in the message has been understood by itself."""
        named = self.amounts or self.categories or self.taken_out or self.on or self.purpose or self.files
        return not (named or self.note)

    @property
    def says_nothing(self) -> bool:
        """Nothing in it is for a claim."""
        return self.names_nothing and not self.choice

    @property
    def only_notes(self) -> bool:
        """A note is all that is in it."""
        return self.note is not None and replace(self, note=None).says_nothing


@dataclass
class Wanted:
    """One claim to be; `different` is the person's word that another claim like it is of another bill."""

    amount_paise: int | None = None
    category: str | None = None
    on: date | None = None
    purpose: str | None = None
    files: list[File] = field(default_factory=list)
    different: bool = False

    @property
    def says_nothing(self) -> bool:
        """Nothing is left of it."""
        return not (self.amount_paise or self.category or self.on or self.purpose or self.files)

    def becomes(self, **facts: Any) -> None:
        """Takes what was said; the word about another bill was about the claim as it was."""
        for name, value in facts.items():
            if getattr(self, name) != value:
                setattr(self, name, value)
                self.different = False


@dataclass
class Draft:
    """All that a person is claiming at once, and the question that is open about the claim at `place`."""

    serial: int = 0
    claims: list[Wanted] = field(default_factory=list)
    asked: str | None = None
    place: int = 0

    def empty(self) -> None:
        """Throws away what was said; the next draft is another one."""
        self.claims, self.asked, self.place, self.serial = [], None, 0, self.serial + 1

    @property
    def about(self) -> Wanted | None:
        """The claim that the open question is about."""
        return self.claims[self.place] if self.asked and self.place < len(self.claims) else None

    def take(self, said: Said) -> None:
        """Takes in what a message says: as the answer to the open question, and as new claims or corrections."""
        self._take_out(said.taken_out)
        if said.taken_out and not self.claims and not said.amounts:
            return
        said = self._answered(self._swapped(said))
        touched = self._take_amounts(said)
        if not said.amounts:
            self._take_categories(said.categories)
        if not self.claims:
            self.claims.append(Wanted())
        self._take_files(said.files)
        self._take_date(said.on, touched)
        if said.purpose:
            for claim in touched or self.claims:
                claim.becomes(purpose=said.purpose)
        if said.note:
            self.keep(said.note, touched)

    def keep(self, note: str, about: Sequence[Wanted] = ()) -> None:
        """What was said beside it says what the claims are for, in the person's own words."""
        for claim in about or self.claims:
            purposes = [claim.purpose] if claim.purpose else []
            claim.purpose = "; ".join(dict.fromkeys([*purposes, note.strip()]))[:LONGEST_PURPOSE]

    def _answered(self, said: Said) -> Said:
        """The message with what it says as an answer."""
        if self.asked == SAME_FACTS and said.choice == DIFFERENT_BILL and self.about:
            self.about.different = True
        if self.asked == ASK_CATEGORY and said.choice and not said.categories:
            said = replace(said, categories=(said.choice,))
        if not said.text:
            return said
        if self.asked == ASK_PURPOSE and not (said.amounts or said.files or said.purpose):
            return Said(purpose=said.text.strip() or None)
        amount = bare_amount(said.text) if said.names_nothing else None
        if self.asked == ASK_AMOUNT and amount is not None and is_sound(amount):
            return replace(said, amounts=(amount,))
        return said

    def _swapped(self, said: Said) -> Said:
        """Of two sums, *120 not 210*, the claim that has one gets the other, and no other claim is touched."""
        meant = [claim for claim in self.claims if claim.amount_paise in said.swapped]
        if len(meant) != 1 or len(said.swapped) != len({meant[0].amount_paise, *said.swapped}):
            return said
        meant[0].becomes(amount_paise=next(each for each in said.swapped if each != meant[0].amount_paise))
        return replace(said, amounts=(), categories=(), text=None)

    def _take_out(self, named: Sequence[int | str]) -> None:
        """What is no longer claimed goes, and with it a question about it."""
        left = [each for each in self.claims if each.amount_paise not in named and each.category not in named]
        if len(left) < len(self.claims):
            self.claims, self.asked = left, None

    def _take_amounts(self, said: Said) -> list[Wanted]:
        """Each amount fills in or corrects a claim, or begins one; the claims that it was."""
        touched: list[Wanted] = []
        for amount, category in _pairs(said.amounts, said.categories):
            claim = self._meant(category, touched)
            if claim is None:
                if len(self.claims) == MOST:
                    break
                claim = Wanted()
                self.claims.append(claim)
            claim.becomes(amount_paise=amount, category=category or claim.category)
            touched.append(claim)
        return touched

    def _meant(self, category: str | None, touched: Sequence[Wanted]) -> Wanted | None:
        """The claim whose amount is said: one that lacks it, one of the category, or without a word the last."""
        free = [claim for claim in self.claims if not any(claim is each for each in touched)]
        if self.about and any(self.about is claim for claim in free):
            free = [self.about, *(claim for claim in free if claim is not self.about)]
        for claim in free:
            if claim.amount_paise is None and (category is None or claim.category in (None, category)):
                return claim
        if category is None:
            return None if touched or not free else free[0 if self.about else -1]
        same = (claim for claim in free if claim.category == category)
        return next(same, None) or next((claim for claim in free if claim.category is None), None)

    def _take_categories(self, categories: Sequence[str]) -> None:
        """Categories without amounts: those of the claims that lack one, else a correction of the last."""
        for category in categories:
            lacking = [claim for claim in self.claims if claim.category is None]
            if not lacking and len(categories) == 1 and self.claims:
                lacking = [self.about or self.claims[-1]]
            if not lacking and any(claim.category == category for claim in self.claims):
                continue
            if not lacking and len(self.claims) < MOST:
                lacking = [Wanted()]
                self.claims += lacking
            if lacking:
                lacking[0].becomes(category=category)

    def _take_date(self, on: date | None, touched: Sequence[Wanted]) -> None:
        """A date is that of the claims it was said with, and of all that have none."""
        if on is None:
            return
        meant = touched or ([self.about] if self.about and self.asked == ASK_DATE else self.claims)
        for claim in self.claims:
            if claim.on is None or any(claim is each for each in meant):
                claim.becomes(on=on)

    def _take_files(self, files: Sequence[File]) -> None:
        """A bill goes to the claim that was asked for one, else to the first without, else to the last."""
        held = {file.sha256 for claim in self.claims for file in claim.files}
        for file in files:
            if file.sha256 in held:
                continue
            held.add(file.sha256)
            bare = [claim for claim in self.claims if not claim.files]
            asked = self.about if self.asked == ASK_RECEIPT and self.about in bare else None
            (asked or next(iter(bare), self.claims[-1])).files.append(file)


def _pairs(amounts: Sequence[int], categories: Sequence[str]) -> Iterable[tuple[int, str | None]]:
    """Each amount with its category, in the order in which they were said; a single category is everyone's."""
    if len(categories) == 1:
        return [(amount, categories[0]) for amount in amounts]
    return list(zip_longest(amounts, categories[: len(amounts)]))


def to_store(claims: Sequence[Wanted]) -> list[dict[str, Any]]:
    """The claims as JSON."""
    return [
        {
            "amount_paise": claim.amount_paise,
            "category": claim.category,
            "date": claim.on.isoformat() if claim.on else None,
            "purpose": claim.purpose,
            "files": [list(file) for file in claim.files],
            "different": claim.different,
        }
        for claim in claims
    ]


def from_store(stored: Sequence[dict[str, Any]]) -> list[Wanted]:
    """The claims that were stored."""
    return [
        Wanted(
            row["amount_paise"],
            row["category"],
            date.fromisoformat(row["date"]) if row["date"] else None,
            row["purpose"],
            [File(*file) for file in row["files"]],
            row["different"],
        )
        for row in stored
    ]
