"""A machine that is bought, or whose price or stock is asked, is of the shelf: nobody comes for it."""

from dataclasses import replace
from decimal import Decimal

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders import goods_asked, passing_on, service
from munshi.orders.asked_beside import ORDER, PRICE, SHELF
from munshi.orders.desk import SKILL as ORDERS
from munshi.orders.desk import Desk
from munshi.orders.goods_in_text import FOR_IT, OF_IT, goods_in, head_of, without_names
from munshi.orders.items import Item
from munshi.orders.messages import Message, Said
from munshi.orders.said import message_of
from munshi.orders.wishes import Op
from munshi.people.rules import STAFF
from munshi.service.amc import selling
from munshi.service.parts.looking import all_parts
from munshi.service.tickets.words import is_of_touching
from munshi.service.visits import second, wished, words
from munshi.service.visits.wishes import says_when
from munshi.turns import decide

WORKS_BY_ITSELF = (ORDER, "modify_order")  # of which nobody at the desk hears

REGISTERING = "register_warranty"  # of what was bought already


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The price, whether it is there, or the order; a price that is to be less, or its fitting, the shop hears."""
    text = reading.text or ""
    works_by_itself = reading.wants(*WORKS_BY_ITSELF) and not wished.buys(text)
    if asked.waits or works_by_itself or reading.wants(REGISTERING):
        return None
    goods = [] if words.says(text, "guarantee") else meant(session, caller, reading)
    if not goods or words.of_care(text) or selling.plan_named(session, caller, text) is not None:
        return None
    if words.says(text, "price_less"):
        return heard(session, caller, passing_on.PAGE, lambda here, by: passing_on.pass_on(here, by, text))
    message, priced = _message(reading, goods), words.says(text, "part_price")
    if not only_asks(text):
        return heard(session, caller, ORDER, lambda here, by: service.tell(here, by, message))
    is_there = wished.asks_whether_there(text) and not priced
    answers = goods_asked.availability if is_there else goods_asked.price
    answer = decide(session, caller, lambda here, by: answers(here, by, message))
    answer.facts["only_shop"] = _of_fitting(text)
    return Heard(SHELF if is_there else PRICE, answer)


def only_asks(text: str) -> bool:
    """Whether it asks about goods and buys none."""
    return words.asks(text) or words.says(text, "part_price")


def meant(session: Session, caller: Caller, reading: Reading) -> list[Item]:
    """The goods of the shelf that a text names in words of buying; a part has a desk of its own.

    Work on a machine is none, unless it is sold under that name: "AC gas refill"; nor is what may be touched, or what
    was handed in.
    """
    text = reading.text or ""
    if reading.is_tap or words.machine_in(text) is None or not wished.of_shelf(text) or is_of_touching(text):
        return []
    if caller.may_act_as(*STAFF) or ORDERS not in caller.business.skills:
        return []
    if words.says(text, "left_at_the_counter"):
        return []
    parts = {found.part.sku for found in all_parts(session, caller.business_id)}
    bare = " ".join(word for word in text.split() if not words.is_of(word, "of_goods_new"))
    goods = [each for each in goods_in(Desk(session, caller), bare) if each.key not in parts]
    if not _are_named(reading, goods):
        return []
    beside = without_names(text, goods)
    works = any(words.says(beside, each) for each in ("work", "work_wished", "replacing"))
    is_fitted = words.says(text, "whether_installed") or wished.buys(text)
    is_work = any(words.says(name, "work") for each in goods for name in each.name.values())
    comes = says_when(reading) and (is_work or words.says(beside, "coming_to_see"))
    comes = comes and not words.says(text, "nobody_comes")
    return [] if comes or (works and not is_fitted) else goods


def _are_named(reading: Reading, goods: list[Item]) -> bool:
    """Whether goods are named by what is wanted, and not by a thing of which or for which it is: "fridge ka gasket"."""
    if not (OF_IT.search(reading.text or "") or FOR_IT.search(reading.text or "")):
        return True
    heads = [head_of(line.name) for line in message_of(reading).lines if line.name]
    names = " ".join(name for item in goods for name in (*item.name.values(), *item.aliases))
    return not heads or any(not set(words.sounds(head)).isdisjoint(words.sounds(names)) for head in heads)


def _message(reading: Reading, goods: list[Item]) -> Message:
    """The goods by their names, with the amounts that were read beside them."""
    message = message_of(reading)
    names = [each.name["en"] for each in goods]
    lines = [line for line in message.lines if line.name and words.machine_in(line.name)]
    counted = [line.quantity for line in lines if not line.unit]
    amounts = counted if len(counted) == len(names) and all(counted) else [Decimal(1)] * len(names)
    said = [Said(name, amount, op=Op.SET) for name, amount in zip(names, amounts, strict=True)]
    return replace(message, lines=said, text=None, said=", ".join(names), telling=())


def _of_fitting(text: str) -> str | None:
    """The clause that asks whether it is fitted."""
    clauses = [each.group().strip() for each in second.CLAUSE.finditer(text)]
    return next((each for each in clauses if words.says(each, "whether_installed")), None)
