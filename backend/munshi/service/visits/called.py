"""What a customer says that they are called is kept, where the business has no name for them."""

import re
from dataclasses import replace

from sqlalchemy.orm import Session

from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.people.rules import STAFF
from munshi.service.tickets.words import tells_fault
from munshi.service.visits import words
from munshi.service.visits.booking_words import beside_booking

CLAUSE = re.compile(r"[.,;!?।\n]|\s-\s")
SIGNED = re.compile(r"(?<!\d)[1-9]\d{5}(?!\d)(?P<name>[\s.,–—-]+[^\d,;:!?।\n]+?)[\s.।]*$")
SIGNS = " .,–—-"
MARKS = ".–—-"  # set what comes behind them apart
MOST_OF_A_NAME = 3  # words
MOST_OF_A_SIGNATURE = 2  # words that stand behind an address
NOT_A_NAME = ("questioning", "not_then", "belonging", "own", "address_named", "any_place", "coming_to_see",
              "being_so")  # fmt: skip


def unsigned(reading: Reading, towns: str) -> tuple[Reading, str | None]:
    """A message without the name that stands at its end behind the pincode, and that name; `towns` names none."""
    text = reading.text or ""
    found = SIGNED.search(text)
    name = _signature(found["name"], towns) if found else None
    if found is None or name is None:
        return reading, None
    end = found.start("name")
    values, as_answer = (
        [each for each in kept if each.end <= end] for kept in (reading.values, reading.as_answer)
    )
    written = found["name"].strip(SIGNS)
    addresses = [each.strip(SIGNS).removesuffix(written).rstrip(SIGNS) for each in reading.addresses]
    rest = replace(reading, text=text[:end], values=values, as_answer=as_answer, addresses=addresses)
    return rest, name


def _signature(written: str, towns: str) -> str | None:
    """Words that may be a name: none of a place, of booking, of a fault or of the shop's own address."""
    said = written.strip(SIGNS)
    is_marked = not set(written[: len(written) - len(written.lstrip(SIGNS))]).isdisjoint(MARKS)
    if (led := words.placed(said, "own_name")) is not None and not said[: led[0]].split():
        said, is_marked = said[led[1] :], True
    told = said.split()
    most = MOST_OF_A_SIGNATURE if is_marked or all(word[0].isupper() for word in told) else 1
    may_be = all(_may_be_called(word) and beside_booking(word) for word in told)
    is_town = not set(words.sounds(towns)).isdisjoint(words.sounds(said))
    is_name = 0 < len(told) <= most and may_be and not (is_town or tells_fault(said))
    return " ".join(told) if is_name else None


def keep(session: Session, caller: Caller, text: str) -> None:
    """Keeps the name; what the business calls somebody stays."""
    if caller.person.name or caller.may_act_as(*STAFF):
        return
    if (name := name_in(text)) is not None:
        caller.person.name = name
        session.flush()


def take(session: Session, caller: Caller, reading: Reading) -> tuple[Reading, str | None]:
    """Keeps the name in a message; what is left of it, and the name where the business calls them otherwise."""
    keep(session, caller, reading.text or "")
    rest, name = unsigned(reading, caller.business.address or "")
    if name is None or caller.may_act_as(*STAFF):
        return reading, None
    if not caller.person.name:
        caller.person.name = name
        session.flush()
    return rest, name if caller.person.name != name else None


def name_in(text: str) -> str | None:
    """The name in "mera naam Ramesh Kumar hai", "main Sunil bol raha hoon", "this is Anita speaking"."""
    return next((name for clause in CLAUSE.split(text) if (name := _name_of(clause)) is not None), None)


def says_name(clause: str) -> bool:
    """Whether a clause says what somebody is called, and no more."""
    return _name_of(clause) is not None


def _name_of(clause: str) -> str | None:
    """What stands between the words that lead up to a name and those that end it."""
    by_name, by_self = words.placed(clause, "own_name"), words.placed(clause, "speaks_as")
    ends = words.placed(clause, "name_ends")
    if by_name is not None:
        named = clause[by_name[1] : ends[0] if ends and ends[0] >= by_name[1] else None]
        is_own = not clause[: by_name[0]].split()
    elif by_self is not None and ends is not None and ends[0] > by_self[1]:
        named, is_own = clause[by_self[1] : ends[0]], _only_greets(clause[: by_self[0]])
    else:
        return None
    told = named.split()
    is_name = 0 < len(told) <= MOST_OF_A_NAME and all(_may_be_called(word) for word in told)
    return " ".join(told) if is_own and is_name else None


def _only_greets(before: str) -> bool:
    """Whether nothing but a greeting stands before who speaks: the *mein* of "printer mein" is no *main*."""
    return all(words.is_of(word, "greeting") for word in before.split())


def _may_be_called(word: str) -> bool:
    signs = word.replace(".", "").replace("'", "")
    is_word = bool(signs) and not any(sign.isdecimal() for sign in signs)
    return (
        is_word and words.machine_in(word) is None and not any(words.says(word, each) for each in NOT_A_NAME)
    )
