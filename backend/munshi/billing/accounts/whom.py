"""Which customer an owner means by a name, a phone number or a tap."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from munshi.asking.reading import Reading
from munshi.billing.accounts.models import Account
from munshi.catalogue.service import goods_among
from munshi.people import names, walk_in
from munshi.people import service as people
from munshi.people.models import Alias, Person, PersonRole
from munshi.people.rules import Role

LONGEST_NAME = 2  # words of a name that nobody has marked as one
MOST_WORDS = 40  # in which names are looked for
MOST_LETTERS = 100  # of a name that is kept
SHOWN = 10  # as many as a list of WhatsApp holds


@dataclass(frozen=True)
class Whom:
    """Who may be meant, who owes the most first; `sure` where it is that one and nobody else."""

    people: Sequence[Person]
    sure: bool

    @property
    def one(self) -> Person | None:
        """The one who is surely meant."""
        return self.people[0] if self.sure and len(self.people) == 1 else None


class Customer(NamedTuple):
    """A customer's name, with what makes who owes the most the first."""

    less_owed: int
    person: int
    called: str


ENDING = 4  # figures of a phone by which its owner is told from others
_ENDING = re.compile(rf"(?<![\w.,/-])[0-9]{{{ENDING}}}(?![\w/-]|[.,][0-9]|\s*(?:rs|rup|₹))", re.IGNORECASE)
_OWNS = re.compile(r"['’]s\b", re.IGNORECASE)
_WORD = re.compile(r"[^\s,]+")
NOBODY = Whom((), sure=False)


def meant(session: Session, business_id: str, said: str) -> Whom:
    """The customers who are called so, or may be."""
    by_name: dict[str, list[Customer]] = {}
    for customer in _customers(session, business_id):
        by_name.setdefault(customer.called, []).append(customer)
    found = names.meant(said, by_name)
    there = sorted(customer for name in found.names for customer in by_name[name])
    shown = [_loaded(session, business_id, customer) for customer in there[:SHOWN]]
    return Whom(shown, found.sure and len(there) == 1)


def named_in(session: Session, business_id: str, text: str) -> Sequence[Person]:
    """Everybody whose name, or a part of it, stands in a text: of two who share it both."""
    found = {each.person: each for customers in _named(session, business_id, text) for each in customers}
    return [_loaded(session, business_id, customer) for customer in found.values()]


def named_apart(session: Session, business_id: str, text: str) -> Sequence[Person]:
    """Everybody who alone has a name, or a part of it, that stands in a text: of two who share it neither."""
    alone = (customers[0] for customers in _named(session, business_id, text) if len(customers) == 1)
    found = {each.person: each for each in alone}
    return [_loaded(session, business_id, customer) for customer in found.values()]


def chosen(session: Session, business_id: str, text: str, shown: Iterable[int]) -> Person | None:
    """The one of those who were shown of whom a name that nobody shares stands in a text: *dusra wala, chouhan*."""
    among = set(shown)
    found = [each for each in named_apart(session, business_id, text) if each.id in among]
    return found[0] if len(found) == 1 else None


def places_in(
    session: Session, business_id: str, text: str
) -> Sequence[tuple[tuple[int, int], Sequence[Person]]]:
    """Where each name of a customer surely stands in a text, and who has it; a name of more words is one."""
    found: list[tuple[tuple[int, int], set[Customer]]] = []
    for (start, end), theirs in _placed(session, business_id, text):
        if found and found[-1][1] == set(theirs) and text[found[-1][0][1] : start].isspace():
            found[-1] = ((found[-1][0][0], end), found[-1][1])
        else:
            found.append(((start, end), set(theirs)))
    return [
        (place, [_loaded(session, business_id, each) for each in sorted(theirs)]) for place, theirs in found
    ]


def _named(session: Session, business_id: str, text: str) -> Iterator[list[Customer]]:
    """Who has each of the names that surely stand in a text."""
    return (theirs for _, theirs in _placed(session, business_id, text))


def _placed(
    session: Session, business_id: str, text: str
) -> Iterator[tuple[tuple[int, int], list[Customer]]]:
    """The same, with where each stands."""
    customers = {customer.person: customer for customer in _customers(session, business_id)}
    called = [customer.called for customer in customers.values()]
    places = [found.span() for found in _WORD.finditer(_OWNS.sub(_blank, text))][:MOST_WORDS]
    words = [text[slice(*place)] for place in places]
    at = 0
    while at < len(words):
        length, names_ = _named_at(words, at, called)
        if names_ and (behind := _goods_at(session, business_id, words, at, length)):
            at = behind
            continue
        if theirs := sorted(each for each in customers.values() if each.called in names_):
            yield (places[at][0], places[at + length - 1][1]), theirs
        at += length


def _goods_at(session: Session, business_id: str, words: Sequence[str], at: int, length: int) -> int | None:
    """Where goods of the shelf end whose name begins with these words, or has them within: *rose water*."""
    runs = {
        " ".join(words[start:end]): end
        for start in range(max(at - LONGEST_NAME, 0), at + 1)
        for end in range(at + length, min(at + length + LONGEST_NAME, len(words)) + 1)
        if end - start > length
    }
    found = goods_among(session, business_id, runs)
    return max((runs[run] for run in found), default=None)


def without_goods(session: Session, business_id: str, text: str) -> str:
    """The words without the names of goods that have the name of a customer in them: *rose water*."""
    words = [word.strip(",.;:!?।") for word in text.split()[:MOST_WORDS]]
    runs = {
        " ".join(words[start:end]): (start, end)
        for start in range(len(words))
        for end in range(start + 2, min(start + 2 + LONGEST_NAME, len(words)) + 1)
    }
    for start, end in (runs[run] for run in goods_among(session, business_id, runs)):
        words[start:end] = [""] * (end - start)
    return " ".join(filter(None, words))


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _named_at(words: Sequence[str], at: int, called: Sequence[str]) -> tuple[int, frozenset[str]]:
    """How many of the next words are a name for sure, and whose; one word of none where they are none."""
    for length in range(min(LONGEST_NAME, len(words) - at), 0, -1):
        found = names.meant(" ".join(words[at : at + length]), called)
        if found.sure:
            return length, frozenset(found.names)
    return 1, frozenset()


def are_named(session: Session, business_id: str, words: Iterable[str]) -> bool:
    """Whether one of the words is surely the name of a customer, or a part of it."""
    called = [customer.called for customer in _customers(session, business_id)]
    return any(names.meant(word, called).sure for word in words)


def with_phone(session: Session, business_id: str, phone: str) -> Person | None:
    """Who has the number, as the entity `phone` writes it."""
    return people.find(session, business_id, phone.lstrip("+"))


def named_alone(session: Session, business_id: str, reading: Reading) -> Person | None:
    """The one customer who is named in a message, or whose phone is."""
    if phone := reading.first("phone"):
        return with_phone(session, business_id, str(phone))
    people = named_in(session, business_id, reading.text or "")
    return people[0] if len(people) == 1 else None


def of_phone(session: Session, business_id: str, phone: str, name: str | None) -> Person:
    """Who has the number; whom nobody knows yet becomes a customer. The name beside it is kept where there is none."""
    person = with_phone(session, business_id, phone) or people.welcome(
        session, business_id, phone.lstrip("+")
    )
    if _called(person) is None and name and name.strip():
        person.name = name.strip()[:MOST_LETTERS]
        session.flush()
    return person


def is_called_otherwise(person: Person, name: str | None) -> bool:
    """Whether somebody who has a name is said to have quite another one."""
    called = _called(person)
    return bool(name and called and not names.meant(name, [called]).names)


def _called(person: Person) -> str | None:
    """What somebody is called, by the business or on WhatsApp; a number is no name."""
    called = person.called or ""
    return called if any(sign.isalpha() for sign in called) else None


def with_ending(session: Session, business_id: str, text: str) -> Sequence[Person]:
    """The customers whose phone ends in four figures that stand in a text: *8207 ke 480*."""
    said = set(_ENDING.findall(text))
    if not said:
        return ()
    query = (
        select(Person)
        .join(Alias, (Alias.business_id == Person.business_id) & (Alias.person_id == Person.id))
        .where(
            Person.business_id == business_id,
            Alias.kind == "phone",
            func.right(Alias.value, ENDING).in_(said),
            Person.roles.any(PersonRole.role == Role.CUSTOMER),
        )
        .distinct()
        .options(selectinload(Person.aliases))
    )
    return session.scalars(query).all()


def endings(person: Person, text: str) -> set[int]:
    """The last figures of the person's phones that stand in a text, as sums that they are not: 0002 is no 2."""
    written = set(_ENDING.findall(text))
    return {int(phone[-ENDING:]) * 100 for phone in people.phones(person) if phone[-ENDING:] in written}


def numbered(session: Session, business_id: str, person_id: int) -> Person | None:
    """The customer with this id, as a tap carries it."""
    return session.get(Person, (business_id, person_id))


_CALLED = func.coalesce(Person.name, Person.profile_name)
_CUSTOMERS = (  # written once: to put it together takes longer than to ask it
    select(-func.coalesce(Account.paise, 0), Person.id, _CALLED)
    .outerjoin(Account, (Account.business_id == Person.business_id) & (Account.person_id == Person.id))
    .where(
        Person.business_id == bindparam("business"),
        _CALLED.is_not(None),
        walk_in.is_somebody(),
        or_(Person.roles.any(PersonRole.role == Role.CUSTOMER), Account.person_id.is_not(None)),
    )
)


def _customers(session: Session, business_id: str) -> Sequence[Customer]:
    """Whoever buys here or has a khata, and is called something. A long list: no more of each than their name."""
    return [Customer(*row) for row in session.execute(_CUSTOMERS, {"business": business_id})]


def _loaded(session: Session, business_id: str, customer: Customer) -> Person:
    return session.get_one(Person, (business_id, customer.person), options=[joinedload(Person.aliases)])
