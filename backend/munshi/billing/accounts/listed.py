"""Who are named one after the other in a message, so that what it does is done for each: *rakesh aur meena ka*."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from munshi.asking.reading import Reading
from munshi.billing.accounts import whom
from munshi.billing.accounts.facts import Facts
from munshi.billing.accounts.khata_words import sounds
from munshi.people.models import Person
from munshi.people.names import ADDRESSES
from spelling import key

TWO = 2
NOT_KNOWN, SHARED = "not_known", "shared"  # why nothing is done for a name
Span = tuple[int, int]
Phone = tuple[int, int, str]  # with its number
_WORD = re.compile(r"[^\s,;&+/]+")


@dataclass(frozen=True)
class Item:
    """A name or a number in the words, and whoever has it."""

    start: int
    end: int
    said: str
    people: Sequence[Person]
    phone: str = ""


@dataclass(frozen=True)
class Listed:
    """The names of a list, in their order."""

    items: Sequence[Item]

    @property
    def people(self) -> list[Person]:
        """Whom each name or number surely means."""
        return [each.people[0] for each in self.items if len(each.people) == 1]

    @property
    def may_be(self) -> list[Person]:
        """The same, and of a name that several have all of them."""
        return [person for each in self.items for person in each.people]

    @property
    def left_out(self) -> list[Facts]:
        """The names for which nothing can be done, and why."""
        why = {
            each.said: SHARED if each.people else NOT_KNOWN for each in self.items if len(each.people) != 1
        }
        return [{"name": said, "why": each} for said, each in why.items()]

    @property
    def unknown(self) -> list[Facts]:
        """The names that nobody has."""
        return [each for each in self.left_out if each["why"] == NOT_KNOWN]


def listed(session: Session, business_id: str, reading: Reading) -> Listed | None:
    """The first list of names or numbers in which at least one is known; None where only one stands for itself."""
    if reading.is_tap:
        return None
    phones = [(each.start, each.end, str(each.value)) for each in reading.all("phone")]
    names = [(each.start, each.end) for each in reading.people]
    return in_words(session, business_id, reading.text or "", phones, names)


def in_words(
    session: Session, business_id: str, text: str, phones: Sequence[Phone] = (), names: Sequence[Span] = ()
) -> Listed | None:
    """The same of words in which these numbers, and names that may be anybody's, were read."""
    runs: list[list[Item]] = []
    for each in _items(session, business_id, text, phones, names):
        if runs and _joined(text[runs[-1][-1].end : each.start]):
            runs[-1].append(each)
        else:
            runs.append([each])
    found = next(
        (run for run in runs if len(run) >= TWO and any(each.people or each.phone for each in run)), None
    )
    return Listed(found) if found else None


def _items(
    session: Session, business_id: str, text: str, phones: Sequence[Phone], names: Sequence[Span]
) -> list[Item]:
    """Whoever is named: by number, by a name of a customer, or by what is a name though no customer has it."""
    found = [
        Item(start, end, text[start:end], _with_phone(session, business_id, phone), phone)
        for start, end, phone in phones
    ]
    for place, people in whom.places_in(session, business_id, text):
        if not any(_meets(place, each) for each in found):
            found.append(Item(*place, text[slice(*place)], people))
    for name in names:
        if not any(_meets(name, each) for each in found):
            found.append(Item(*name, text[slice(*name)], ()))
    return sorted(found, key=lambda each: each.start)


def _with_phone(session: Session, business_id: str, phone: str) -> Sequence[Person]:
    person = whom.with_phone(session, business_id, phone)
    return [person] if person else []


def _meets(place: tuple[int, int], item: Item) -> bool:
    return place[0] < item.end and item.start < place[1]


def _joined(between: str) -> bool:
    """Whether nothing but what joins names stands between two: *aur*, a comma, *ji*, *ka*."""
    words = [key(each.group()) for each in _WORD.finditer(between)]
    signs = any(sign in between for sign in ",&+/")
    beside = sounds("beside_names") | ADDRESSES
    joins = sounds("joins")
    return (signs or any(word in joins for word in words)) and all(
        word in joins or word in beside for word in words
    )
