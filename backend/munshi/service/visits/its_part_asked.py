"""What a part costs is asked by who waits for one visit: of several of that name it is that of the machine."""

from decimal import Decimal

from sqlalchemy.orm import Session

from munshi.asking.clauses import parts
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.callers import Caller
from munshi.orders import goods_asked
from munshi.orders.asked_beside import PRICE
from munshi.orders.desk import SKILL as ORDERS
from munshi.orders.items import Item
from munshi.orders.messages import Message, Said
from munshi.orders.shelf import StockedShelf
from munshi.people.rules import STAFF
from munshi.service.visits import looking, words

BESIDE = ("choose_new_slot", "confirm_move_visit", "take_shown")  # questions


def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The price of that part, whether nothing is asked or an hour; what is said beside the question comes next."""
    text = reading.text or ""
    if reading.is_tap or caller.may_act_as(*STAFF) or ORDERS not in caller.business.skills:
        return None
    if (asked.question and asked.question not in BESIDE) or not words.says(text, "part_price"):
        return None
    part = _part_of_machine(session, caller, reading)
    if part is None:
        return None
    name = part.name["en"]
    message = Message([Said(name, Decimal(1))], said=name)
    clauses = [each.text or "" for each in parts(reading)]
    rest = ", ".join(each for each in clauses if not words.says(each, "part_price")) or None
    return heard(session, caller, PRICE, lambda here, by: goods_asked.price(here, by, message), rest)


def _part_of_machine(session: Session, caller: Caller, reading: Reading) -> Item | None:
    """The one thing of the shelf for the machine of the visit, where the name that is asked about means several."""
    visits = looking.live_of(session, caller.business_id, caller.person.id)
    if len(visits) != 1:
        return None
    shelf = StockedShelf(session, caller.business_id)
    names = [str(name) for each in reading.all("order_line") if (name := each.value.get("name"))]
    found = [each for name in names for each in shelf.meant(name).items]
    of_it = {each.key: each for each in found if words.machine_in(each.name["en"]) == visits[0].machine}
    return next(iter(of_it.values())) if len(of_it) == 1 < len(found) else None
