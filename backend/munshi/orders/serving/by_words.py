"""Open orders that words name: whose they are, where they go, what is in them, or the end of their number.

"Munna wala", "सनेह नगर वाला", "vikram's order", "11 wala": the words before what says so, as they sound in either
script. Those that have the most of the words are meant; there may be several.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from munshi.asking.clauses import clause_at, pieces
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.orders.models import Order
from munshi.orders.serving import bearers
from munshi.orders.serving.bearers import WORD as WORD
from munshi.orders.shelf import StockedShelf
from munshi.orders.statuses import OPEN
from munshi.people.models import Person
from munshi.people.names import meant
from munshi.undoing.wording import is_by_somebody
from munshi.word_lists import WordLists, plain
from spelling import key

NAMED_BY, ORDERS, STEPS, TELLS = "named_by", "names_orders", "step_of_order", "tells_customer"
OF_A_LINE = ("takes_line_out", "ran_out")
BESIDE = (
    *OF_A_LINE,
    STEPS,
    NAMED_BY,
    ORDERS,
    "asks_of_orders",
    "asks_whether",
    "of_money",
    "names_nothing",
    "of_customer",
    "every_order",
    "likewise",
    "joins_clauses",
    TELLS,
    "told_behind",
    "cancel_reason",
)
LEAST, SHORTEST_END = 3, 2  # letters of a word, figures of the end of a number
MOST = 200  # orders that are looked at
HOUSE = re.compile(r"(?<!\S)(\d{1,4}[A-Za-z]?)[\s,]*$")  # right before a place
OWNS = re.compile(r"['’]s$", re.IGNORECASE)


class Called(NamedTuple):
    """The orders that may be meant, and where the words stand that say so; `sure` where nothing else is said there."""

    orders: Sequence[Order]
    start: int
    end: int
    sure: bool


LISTS = WordLists(__file__, "by_words.yml")
NONE = Called((), 0, 0, sure=False)
Word = tuple[int, int, str]


def may_name(reading: Reading) -> bool:
    """Whether words may name an order so: what marks it stands beside a step, words for its customer, or a line's end.

    Not where somebody is said to have made it: "munna ne de diya".
    """
    marked = reading.sides(NAMED_BY) or reading.sides(ORDERS)
    said = any(map(reading.sides, (STEPS, TELLS, *OF_A_LINE)))
    return bool(marked and said) and not is_by_somebody(reading.text)


def called(session: Session, caller: Caller, reading: Reading, beside: Sequence[int] = ()) -> Called:
    """The orders that have the most of the words; none where no word is of any.

    `beside`: where other orders are named, in whose pieces no word is of another one.
    """
    words = _without_goods(reading, _words(reading, beside)) if may_name(reading) else []
    if not words:
        return NONE
    orders = _open(session, caller)
    people = _people(session, orders)
    has = {
        order.id: {at for at, _, word in words if _is_of(order, people.get(order.person_id, ""), word)}
        for order in orders
    }
    most = max((len(places) for places in has.values()), default=0)
    if not most:
        return NONE
    found = [order for order in orders if len(has[order.id]) == most]
    ends = [end for at, end, _ in words if at in has[found[0].id]]
    begins = _with_its_house(reading.text or "", min(has[found[0].id]), found[0])
    by_name = len(found) == 1 and _has_whole_name(people.get(found[0].person_id, ""), words)
    no_names = bearers.places(session, caller, reading.text or "") | _behind_steps(reading)
    no_names |= _of_goods(
        session, caller, reading, [word for word in words if word[0] not in has[found[0].id]]
    )
    of_one = [at for at, _, _ in words if at in has[found[0].id] or at not in no_names]
    return Called(found, begins, max(ends), sure=most == len(of_one) or by_name)


def _behind_steps(reading: Reading) -> set[int]:
    """Where words stand right behind a step that only go with its verb: *taiyar ho gaya*, *accept kar do*."""
    text, found = reading.text or "", set[int]()
    for step in reading.placed(STEPS):
        for word in WORD.finditer(text, step.end):
            if not LISTS.has(plain(word.group()), "with_verbs"):
                break
            found.add(word.start())
    return found


def _has_whole_name(name: str, words: Sequence[Word]) -> bool:
    """Whether every word of a customer's name is said, which has several."""
    said = {key(word) for _, _, word in words}
    parts = {key(part) for part in name.split()}
    return len(parts) > 1 and parts <= said


def _with_its_house(text: str, place: int, order: Order) -> int:
    """Where a place begins that words name: with the number of its house, "22 jawahar marg wala"."""
    house = HOUSE.search(text[:place])
    return house.start(1) if house and house[1] in WORD.findall(order.address or "") else place


def names_another(reading: Reading, step: int, beside: Sequence[int]) -> bool:
    """Whether a step stands in a piece that marks an order, and names none of those at these places."""
    start, end = next((piece for piece in pieces(reading) if piece[0] <= step < piece[1]), (0, 0))
    marks = [each.start for each in (*reading.placed(NAMED_BY), *reading.placed(ORDERS))]
    return any(start <= at < end for at in marks) and not any(start <= at < end for at in beside)


def _words(reading: Reading, others: Sequence[int]) -> list[Word]:
    """The words before what marks a name, in its clause; behind *order* too: "order of vikram"."""
    text = reading.text or ""
    taken = [piece for piece in pieces(reading) if any(piece[0] <= at < piece[1] for at in others)]
    beside = [(each.start, each.end) for facet in BESIDE for each in reading.placed(facet)]
    return [
        (found.start(), found.end(), OWNS.sub("", found.group()))
        for found in WORD.finditer(text)
        if _is_marked(reading, found.start())
        and not any(start <= found.start() < end for start, end in taken)
        and not any(start <= found.start() < end for start, end in beside)
        and (_is_an_end(reading, found) or _may_be_of_one(found.group()))
    ]


def _without_goods(reading: Reading, words: list[Word]) -> list[Word]:
    """The words that are not of the line which ends, where others name the order: *chini hata do pooja ke order se*."""
    if not any(map(reading.sides, OF_A_LINE)):
        return words
    goods = [(each.start, each.end) for each in reading.all("order_line")]
    others = [word for word in words if not any(start <= word[0] < end for start, end in goods)]
    return others or words


def _of_goods(session: Session, caller: Caller, reading: Reading, words: Sequence[Word]) -> set[int]:
    """Where words are of goods, by another name than a line has: *pooja ke order me tamatar khatam*."""
    if not words or not any(map(reading.sides, OF_A_LINE)):
        return set()
    shelf = StockedShelf(session, caller.business_id)
    return {at for at, _, word in words if shelf.is_name(word)}


def _may_be_of_one(word: str) -> bool:
    return len(word) >= LEAST and not any(sign.isdigit() for sign in word)


def _is_marked(reading: Reading, place: int) -> bool:
    text = reading.text or ""
    clause = clause_at(text, place)
    before = [
        each.start for each in (*reading.placed(NAMED_BY), *reading.placed(ORDERS)) if each.start > place
    ]
    behind = [each.end for each in reading.placed(ORDERS) if each.end <= place]
    return any(clause_at(text, each) == clause for each in (*before, *behind))


def _is_an_end(reading: Reading, word: re.Match[str]) -> bool:
    """Whether figures stand right before *wala*, as the end of an order's number."""
    text, figures = reading.text or "", word.group()
    marks = (each.start for each in reading.placed(NAMED_BY) if each.start >= word.end())
    is_marked = any(not text[word.end() : start].strip() for start in marks)
    return figures.isdecimal() and len(figures) >= SHORTEST_END and is_marked


def _open(session: Session, caller: Caller) -> Sequence[Order]:
    query = select(Order).where(
        Order.business_id == caller.business_id,
        Order.status.in_(OPEN),
        Order.person_id != caller.person.id,
    )
    query = query.order_by(Order.placed_at, Order.id).limit(MOST).options(selectinload(Order.lines))
    return session.scalars(query).all()


def _people(session: Session, orders: Sequence[Order]) -> dict[int, str]:
    """What who ordered is called."""
    if not orders:
        return {}
    query = select(Person).where(
        Person.business_id == orders[0].business_id, Person.id.in_({order.person_id for order in orders})
    )
    return {person.id: person.called or "" for person in session.scalars(query)}


def _is_of(order: Order, name: str, word: str) -> bool:
    """Whether a word is of whose it is, of its address or of its goods, or the end of its number."""
    if word.isdecimal():
        return order.reference.endswith(str(int(word)))
    if name and meant(word, [name]).sure:
        return True
    lines = [each for line in order.lines for each in (*line.name.values(), *(line.variant or {}).values())]
    return key(word) in {said for each in (order.address or "", *lines) for said in key(each).split()}
