"""An order with a question in it: the goods are heard, and then the question; one about the shop is answered first.

A question that only the shop can answer is passed on when its turn comes, and none is a note of the order.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders import service, store_info
from munshi.orders.asked_beside import CARE, ORDER, STORE, asked_in, asks_whether_there, of_what_was_asked
from munshi.orders.asked_notes import CLAUSE
from munshi.orders.clauses import without
from munshi.orders.counted import counted_in
from munshi.orders.desk import SKILL, Desk
from munshi.orders.for_shop import surely_asks
from munshi.orders.looking import has_cart, open_orders
from munshi.orders.messages import Message, Said
from munshi.orders.said import message_of
from munshi.orders.serving.duty import may_serve
from munshi.orders.shelf import StockedShelf
from munshi.word_lists import WordLists

LISTS = WordLists(__file__, "asked_within.yml")
SUM = re.compile(
    rf"(?:^|[\s,.;।])(?:(?:{LISTS.any_of('joining')})\s+)?((?:{LISTS.any_of('sum_asked')})[\s?।.]*)$",
    re.IGNORECASE,
)
JOINING = re.compile(rf"\s(?:{LISTS.any_of('joining')})$", re.IGNORECASE)
CART = "view_cart"
OF_THE_SHOP = ("is_in", CARE)  # the kinds of such questions
FEWEST = 3  # words of a question
OF_AN_ORDER = ("orders", "way_of_orders")  # facets of the order itself


def told(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Taken where nothing is asked and goods are counted; an amount alone is of what the question is about."""
    if asked.question or reading.is_tap or SKILL not in caller.business.skills:
        return None
    if reading.wants(STORE):
        return _beside_goods(session, caller, reading) or _beside_whether(session, caller, reading)
    if not reading.wants(ORDER):
        return None
    text = reading.text or ""
    whole = _asked_sum(text)
    clause = asked_in(text, only=OF_THE_SHOP) or _question(reading) or whole
    if clause is None or may_serve(session, caller):
        return None
    message = _about(Desk(session, caller), message_of(without(reading, clause)), clause)
    if not _counts(message.lines):
        message = message_of(reading)
    if not _counts(message.lines):
        return None
    if clause == whole and not has_cart(session, caller) and open_orders(session, caller):
        goods = text[: text.rindex(clause)].strip()  # first what was ordered before comes to
        return heard(session, caller, CART, service.show, JOINING.sub("", goods))
    return heard(session, caller, ORDER, lambda here, by: service.tell(here, by, message), clause)


def _asked_sum(text: str) -> str | None:
    """What it all comes to, asked behind the goods: "ek bottle pani bhi aur bill kitna hua"."""
    found = SUM.search(text)
    return found[1].strip() if found and text[: found.start()].strip() else None


def _beside_goods(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What the shop says of itself, beside goods that are counted in other clauses: these are heard next."""
    topics = reading.placed("topic")
    clauses = list(CLAUSE.finditer(reading.text or ""))
    others = [each for each in clauses if not any(_stands_in(each, topic.start) for topic in topics)]
    goods = "".join(each.group() for each in others).strip()
    if not (topics and goods) or len(others) == len(clauses) or surely_asks(goods):
        return None
    if may_serve(session, caller) or not counted_in(StockedShelf(session, caller.business_id), [goods]):
        return None
    about = [topic.value for topic in topics]
    return heard(session, caller, STORE, lambda here, by: store_info.tell(by, about, None, None, None), goods)


def _beside_whether(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What the shop says of itself, beside a clause that asks whether goods are there, which is heard next."""
    pincode = next(reading.all("pincode"), None)
    places = [topic.start for topic in reading.placed("topic")] + ([pincode.start] if pincode else [])
    clauses = list(CLAUSE.finditer(reading.text or ""))
    others = [each for each in clauses if not any(_stands_in(each, start) for start in places)]
    there = next((each.group().strip() for each in others if asks_whether_there(each.group())), None)
    is_told = bool(places) and reading.first("period") is None and reading.first("time") is None
    if there is None or not is_told or may_serve(session, caller):
        return None
    about = [topic.value for topic in reading.placed("topic")]
    where = str(pincode.value) if pincode else None
    return heard(
        session, caller, STORE, lambda here, by: store_info.tell(by, about, None, None, where), there
    )


def _question(reading: Reading) -> str | None:
    """A clause that surely asks something, counts nothing, and says nothing of how, when or where the goods come.

    One that asks whether goods are there orders none of them, whatever it counts: "aata 10 kilo hai kya? aur chini …".
    """
    clauses = list(CLAUSE.finditer(reading.text or ""))
    asking = (each for each in clauses if surely_asks(each.group()) and len(each.group().split()) >= FEWEST)
    found = next(
        (each for each in asking if asks_whether_there(each.group()) or not any(_of_order(reading, each))),
        None,
    )
    return found.group().strip() if found and len(clauses) > 1 else None


def _of_order(reading: Reading, clause: re.Match[str]) -> Iterator[bool]:
    """Whether a clause has a figure, a value or a wish of the order."""
    yield any(map(str.isdecimal, clause.group()))
    yield any(_stands_in(clause, each.start) for each in reading.values if each.entity != "language")
    yield any(
        _stands_in(clause, each["start"])
        for each in reading.left_over
        if each["kind"] != "note" or each.get("value")
    )
    yield any(_stands_in(clause, side.start) for facet in OF_AN_ORDER for side in reading.placed(facet))


def _stands_in(clause: re.Match[str], start: int) -> bool:
    return clause.start() <= start < clause.end()


def _about(desk: Desk, message: Message, question: str) -> Message:
    return replace(message, lines=of_what_was_asked(desk, message.lines, question))


def _counts(lines: Sequence[Said]) -> bool:
    return any(line.name and line.quantity is not None for line in lines)
