"""What a message says of who does what in the shop: a duty that is given or taken, whose it is, or who has it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy.orm import Session

from munshi.asking.clauses import parts
from munshi.asking.reading import Reading
from munshi.business.models import Business
from munshi.people import names
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import STAFF
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "duties.yml")
AWAY, LEAVE = "somebody_away", "leave"
OF_TIME = ("period", "time", "duration")
MOST_WORDS = 3  # of a name that nobody has


class Duty(StrEnum):
    """What somebody who is not in charge may be let do: see to orders, or keep the stock and its prices."""

    ORDERS = "orders"
    STOCK = "stock"


class Does(StrEnum):
    """What a message does about duties."""

    GIVES = "gives"
    TAKES = "takes"
    ASKS = "asks"


CHANGES = (Does.GIVES, Does.TAKES)


@dataclass(frozen=True)
class Named:
    """Who works here and is named; `several` share a name; `unknown` is a name of nobody who works here."""

    people: Sequence[Person] = ()
    several: Sequence[Person] = ()
    unknown: str | None = None


@dataclass(frozen=True)
class Wish:
    """Which duties are given to whom, or taken; none where only money or a post is spoken of."""

    does: Does | None
    duties: Sequence[Duty] = ()
    named: Named = field(default_factory=Named)
    of_self: bool = False


def wishes(session: Session, business: Business, reading: Reading) -> Sequence[Wish]:
    """What the message says of duties; nothing where it is of something else, or of coming to work.

    Of two people with a verb each, each has their own.
    """
    whole = plain(reading.text)
    if reading.is_tap or not _is_of_duties(whole) or _is_of_work(business, reading, whole):
        return ()
    staff = people.holders(session, business, STAFF)
    apart = [wish for part in parts(reading) if (wish := _wish(staff, part.text or "", whole)).named.people]
    if len(apart) > 1 and all(wish.does in CHANGES for wish in apart):
        return apart
    return [_wish(staff, reading.text or "", whole)]


def without_orders(reading: Reading) -> tuple[Reading, str | None]:
    """The clauses that have no figure, and those that have one beside a duty: an order is heard by itself next."""
    apart = parts(reading)
    figured = [part for part in apart if any(sign.isdigit() for sign in part.text or "")]
    of_duty = [part for part in apart if part not in figured]
    if reading.is_tap or len(of_duty) != 1 or not figured or not _is_of_duties(plain(of_duty[0].text)):
        return reading, None
    return of_duty[0], ", ".join((part.text or "").strip() for part in figured)


def _wish(staff: Sequence[Person], text: str, whole: str) -> Wish:
    """What a text says of a duty, which may be named elsewhere in the message."""
    said = plain(text)
    return Wish(_does(said), _duties(said) or _duties(whole), named(staff, text), LISTS.has(said, "self"))


def named(staff: Sequence[Person], text: str) -> Named:
    """Whom of who works here the words name, each by a word that is surely of the name."""
    said = _names_in(text)
    called: dict[str, list[Person]] = {}
    for person in staff:
        called.setdefault(person.called or "", []).append(person)
    groups = [group for word in said if (group := _of_word(word, called))]
    sure = {next(iter(group)): group for group in groups if len(group) == 1}
    several = [group for group in groups if len(group) > 1 and not any(one in group for one in sure)]
    known = [person for group in sure.values() for person in group.values()]
    shared = [person for group in several[:1] for person in group.values()]
    unknown = " ".join(said) if said and not groups and len(said) <= MOST_WORDS else None
    return Named(known, shared, unknown)


def _of_word(word: str, called: Mapping[str, Sequence[Person]]) -> dict[int, Person]:
    meant = names.meant(word, list(called))
    if not meant.sure:
        return {}
    return {person.id: person for name in sorted(meant.names) for person in called[name]}


def _names_in(text: str) -> list[str]:
    """The words that say nothing of a duty: those of names."""
    left = LISTS.besides(text, [name for name in LISTS.lists if name != "away"]).split()
    return [word for word in left if not any(sign.isdigit() for sign in word)]


def _is_of_duties(said: str) -> bool:
    right = LISTS.has(said, "right") and any(LISTS.has(said, each) for each in ("stock", "orders", "money"))
    post = LISTS.has(said, "in_charge") and LISTS.has(said, "makes")
    return right or post or LISTS.has(said, "keeper") or LISTS.has(said, "duty")


def _is_of_work(business: Business, reading: Reading, said: str) -> bool:
    """Whether it is of who comes to work, of a shift, or of a job or an order by its number."""
    if reading.sides(AWAY) or LISTS.has(said, "away") or reading.first("reference"):
        return True
    if any(sign.isdigit() for sign in said):
        return True
    of_books = LISTS.has(said, "keeper") or _of_what(said)
    timed = any(reading.first(each) for each in OF_TIME)
    asks = _does(said) is Does.ASKS or LISTS.has(said, "self")
    return LEAVE in business.skills and not of_books and (timed or asks)


def _of_what(said: str) -> bool:
    return any(LISTS.has(said, each) for each in ("stock", "orders"))


def _does(said: str) -> Does | None:
    """Whether it is given, taken or asked; a name beside a duty, and nothing else, gives it."""
    if LISTS.has(said, "who"):
        return Does.ASKS
    if LISTS.has(said, "takes"):
        return Does.TAKES
    if LISTS.has(said, "whether") and not LISTS.has(said, "gives"):
        return Does.ASKS
    return Does.GIVES if LISTS.has(said, "gives") or _is_of_duties(said) else None


def _duties(said: str) -> Sequence[Duty]:
    """Which are spoken of; a duty alone is that of the orders."""
    keeps, rest = LISTS.has(said, "keeper"), _without_keeper(said)
    office = LISTS.has(rest, "duty") or LISTS.has(rest, "right")
    stock = keeps or (office and LISTS.has(rest, "stock"))
    alone = LISTS.has(rest, "duty") and not stock and not LISTS.has(rest, "money")
    orders = office and (LISTS.has(rest, "orders") or alone)
    return [duty for duty, spoken in ((Duty.ORDERS, orders), (Duty.STOCK, stock)) if spoken]


def _without_keeper(said: str) -> str:
    while found := LISTS.found(said, "keeper"):
        said = " ".join(said.replace(found, " ", 1).split())
    return said
