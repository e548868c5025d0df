"""What a customer says that they are called is kept, where the business has no name of its own for them."""

import re
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import CLAUSE
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Named, Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people import names
from munshi.people.named import all_named_in
from munshi.people.rules import STAFF
from munshi.service.tickets.words import brands_in, only_names_maker
from munshi.service.visits import looking, words
from munshi.service.visits.assigning import all_technicians
from munshi.service.visits.references import VISIT

LEADS = ("own_name", "speaks_as")
SIGNS = " ,.:;-–—"
# What stands around a name that is a piece of its own; a pincode, a phone or an address does as well.
BEFORE = re.compile(r"(?:^|[,;:.।\n()@/–—-]|\d{6,})\s*$")
BEHIND = re.compile(r"\s*(?:$|[,;:.।!\n()@/–—-]|\+?\d{6,})")
SAID = "called"  # in the work of a visit: what the customer said that they are called
PAGE, MOST_BESIDE = "change_visit", 4  # words beside a name that only say that it is to be written
MOST_BEHIND = 2  # words behind a name that is all that is said: "Ramesh hi hai"
NEAR = 4  # words before a name that may say whose somebody is
DENYING = words.words_in("not_then") | words.words_in("not_this")


def take(
    session: Session, caller: Caller, reading: Reading, before: str | None = None
) -> tuple[Reading, str | None, str | None]:
    """Keeps the name in a message; what is left of it, the name, and what to note where the business calls them else.

    What the business calls somebody stays; what they said `before` is put right.
    """
    name = own_name(session, caller, reading)
    if name is None or caller.may_act_as(*STAFF):
        return reading, None, None
    rest = without_names(reading)
    if not _beside(caller.person.name, rest.text or "").strip(SIGNS):
        rest = replace(rest, text="")
    if caller.person.name in (None, before) or is_maker(caller.person.name):
        caller.person.name = name
        session.flush()
    is_known = names.meant(name, [caller.person.name or ""]).sure
    return rest, name, None if is_known else name


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """ "VIS-11 mein naam Sunanda likho", "mera naam Amit nahi Anil hai": nothing but what somebody is called."""
    text = VISIT.sub(" ", reading.text or "")
    names_self = not asked.question and reading.says_for_whom and words.says(text, "own_name")
    if not names_self or caller.may_act_as(*STAFF):
        return None
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    before = next((each.work[SAID] for each in visits if each.work.get(SAID)), None)
    if caller.person.name not in (None, before) and not is_maker(caller.person.name):
        return None
    rest = _beside(caller.person.name, VISIT.sub(" ", without_names(reading).text or ""))
    if len(rest.strip(SIGNS).split()) > MOST_BESIDE or words.says(text, "questioning"):
        return None

    def work(here: Session, by: Caller) -> Outcome[Any]:
        _, name, _ = take(here, by, reading, before)
        for visit in looking.live_of(here, by.business_id, by.person.id):
            visit.work = {**visit.work, SAID: name}
        return Outcome[str](outcome="called", facts={"customer_name": name})

    return heard(session, caller, PAGE, work)


def _beside(before: str | None, text: str) -> str:
    """What is said beside that they are not called what they said before: "not Fernandes", "Farhan nahi"."""
    denied = {*words.sounds(before or ""), *DENYING} if before else set[str]()
    return " ".join(word for word in text.split() if not set(words.sounds(word)) <= denied)


def own_name(session: Session, caller: Caller, reading: Reading) -> str | None:
    """The last of the names for whom a message is, but those of technicians."""
    said = names_for(session, caller, reading)
    return name_of(reading, said[-1]) if said else None


def names_for(session: Session, caller: Caller, reading: Reading) -> list[Named]:
    """Where those stand who a message is for, but technicians and who is somebody of theirs."""
    said = [each for each in reading.people if not _is_another(reading, each)]
    crew = all_technicians(session, caller) if said else ()
    return [each for each in said if not all_named_in(name_of(reading, each), crew)]


def is_of_theirs(reading: Reading, named: Named) -> bool:
    """Whether somebody of the customer's is named, as who is there: "my mother Lakshmi", "behen ka naam Pooja"; or what
    is to be used: "use stairs".
    """
    before = CLAUSE.split((reading.text or "")[: named.start])[-1].split()
    return words.says(" ".join(before[-NEAR:]), "relatives") or words.says(" ".join(before[-1:]), "to_use")


def _is_another(reading: Reading, named: Named) -> bool:
    """Whether a name is not clearly of whom the message is for: of somebody else, or of who makes a machine."""
    alone = _led_to(reading.text or "", named) == (named.start, named.end)
    of_maker = alone and is_maker(name_of(reading, named))
    if not any(sign.isalpha() for sign in name_of(reading, named)):
        return True  # "5:30"
    return named.other or is_of_theirs(reading, named) or of_maker or not _is_said(reading, named)


def _is_said(reading: Reading, named: Named) -> bool:
    """Whether a name is surely said as one: led to, or a piece of its own; no word of the desk is anybody's name."""
    text, (start, end) = reading.text or "", _led_to(reading.text or "", named)
    if start != named.start:
        return True
    if words.is_of_desk(name_of(reading, named)):
        return False
    if not text[:start].strip(SIGNS) and len(text[end:].split()) <= MOST_BEHIND:
        return True
    behind_place = (
        text[:start].rstrip(SIGNS).endswith(tuple(reading.addresses)) if reading.addresses else False
    )
    before_place = (
        text[end:].lstrip(SIGNS).startswith(tuple(reading.addresses)) if reading.addresses else False
    )
    if behind_place or re.search(r"\d{6}\W*$", text[:start]):
        return True
    return BEFORE.search(text[:start]) is not None and (before_place or BEHIND.match(text[end:]) is not None)


def is_maker(name: str) -> bool:
    """Whether a name is that of a maker and no more, as nobody is called: "HP", and no "Rahul Bajaj"."""
    return all(brands_in(word) for word in name.split()) or only_names_maker(name)


def name_of(reading: Reading, named: Named) -> str:
    """A name in the words of its message."""
    return (reading.text or "")[named.start : named.end]


def without_names(reading: Reading) -> Reading:
    """The message without the names for whom it is and what leads to them; all else stays where it stands."""
    text = reading.text or ""
    for named in reading.people:
        if not _is_another(reading, named):
            start, end = _led_to(text, named)
            text = text[:start] + ",".ljust(end - start) + text[end:]
    left = [each for each in reading.people if _is_another(reading, each)]
    return replace(reading, text=text, people=left)


def _led_to(text: str, named: Named) -> tuple[int, int]:
    """From the words that lead to a name to those that end it: "mera naam Anil hai", "main Anil bol raha hoon"."""
    start, end = named.start, named.end
    for lead in LEADS:
        before = words.placed_last(text[:start], lead)
        if before is not None and not text[before[1] : start].strip(SIGNS):
            start = before[0]
    while (behind := words.placed(text[end:], "name_ends")) is not None and not text[end:][
        : behind[0]
    ].strip():
        end += behind[1]
    return start, end
