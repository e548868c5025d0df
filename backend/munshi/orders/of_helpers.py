"""What who works here and is not in charge tells of somebody's order or khata: who sees to it hears the words.

*ORD-1007 de aaya*, *Saxena ji ke khate me 250 likh do*; nothing moves by it, and nothing is written. They are told so,
who has heard it, and what would let them do it themselves.
"""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from munshi.asking.clauses import whether
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Asked, Reading, SumRole
from munshi.asking.sums import figures
from munshi.billing.accounts import whom
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.accounts.offer import IN_CHARGE
from munshi.billing.payments.numbered import order_named
from munshi.callers import Caller
from munshi.orders.counter.said import tells_of_selling
from munshi.orders.desk import SKILL
from munshi.orders.looking import normalised, open_orders, reference_in
from munshi.orders.models import Order
from munshi.orders.moving import find
from munshi.orders.passing_on import PAGE, pass_on, pass_to_owners
from munshi.orders.serving.asked_for import WAYS, rest_of
from munshi.orders.serving.duty import line, may_keep_stock, may_serve
from munshi.orders.serving.tables import asks_of_tables
from munshi.orders.statuses import Status
from munshi.orders.told_entries import telling as told_entries
from munshi.orders.told_entries.models import CREDIT
from munshi.orders.told_entries.models import SALE as SALE_TOLD
from munshi.outcomes import Outcome
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import STAFF, Role

TELLS = "tells_customer"  # of every message
TRACK = "track_order"
OF_MONEY, STOCK = ("record_payment", "record_credit"), "update_stock"
OF_GOODS = ("place_order", "modify_order", "track_order", FALLBACK)  # what they may sound like
DELIVERY = "delivery"
SALES, SALE, CREDIT_PAGE = "ask_sales_summary", "record_sale", "record_credit"
CLAIM, EXPENSES = "claim_reimbursement", "expenses"
STEP, NAMES, TO_DO, ASKS, OWN = (
    "step_of_order",
    "names_orders",
    "still_to_do",
    "asks_of_orders",
    "ones_own",
)  # of every message


def told(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The words with the order that they name, which is not the caller's own; a sum beside it is for the payments."""
    text = reading.text or ""
    if reading.is_tap or SKILL not in caller.business.skills or not caller.may_act_as(*STAFF):
        return None
    if may_serve(session, caller):
        return None
    if (
        _asks_of_work(reading)
        or asks_of_tables(reading)
        or (_asks_for_orders(reading) and not open_orders(session, caller))
    ):
        return heard(session, caller, PAGE, lambda here, by: _to_owners(here, by, text, "helper_asks"))
    named, order = reference_in(text), _named(session, caller, reading)
    beside = figures(text.replace(named.group(), " ")) if named else len(set(figures(text))) > 1
    if order is None or beside or order.person_id == caller.person.id:
        return None
    return heard(session, caller, PAGE, lambda here, by: of_order(here, by, order, text))


def of_order(session: Session, caller: Caller, order: Order, text: str) -> Outcome[str]:
    """Who sees to the order hears what was told of it, and by whom; it stays where it stands."""
    pass_on(session, caller, f"{caller.person.called}: {text}", order)
    groups = line(session, caller.business)
    return _told(caller, text, "helper_orders", groups[0] if groups else ())


def _to_owners(session: Session, caller: Caller, text: str, outcome: str) -> Outcome[str]:
    """The owners hear the words; who wrote them is told what they may not do here."""
    pass_to_owners(session, caller, text)
    return _told(caller, text, outcome, people.holders(session, caller.business, {Role.OWNER}))


def _with_tap(
    session: Session, caller: Caller, reading: Reading, kind: str | None, outcome: str
) -> Outcome[str]:
    """The owners hear it with a tap that writes it, where one can; else the words."""
    if kind is None or not told_entries.tell(session, caller, kind, reading):
        return _to_owners(session, caller, reading.text or "", outcome)
    owners = people.holders(session, caller.business, {Role.OWNER})
    return _told(caller, reading.text or "", outcome, owners)


def _told(caller: Caller, text: str, outcome: str, whom: Iterable[Person]) -> Outcome[str]:
    """Who has heard it, by their names."""
    names = [person.called for person in whom if person.called and person.id != caller.person.id]
    return Outcome[str](outcome=outcome, facts={"order_words": text, "names": names})


def _named(session: Session, caller: Caller, reading: Reading) -> Order | None:
    """The order that is named by its reference, or by its number beside a step that is told of it."""
    text = reading.text or ""
    if (named := reference_in(text)) is None and not (reading.sides(STEP) and reading.sides(NAMES)):
        return None
    reference = normalised(named.group()) if named else order_named(session, caller.business_id, text)
    return find(session, caller.business_id, reference) if reference else None


def _asks_of_work(reading: Reading) -> bool:
    """Whether it is asked which orders are still to be done, and not of one's own."""
    asks = reading.sides(ASKS) and reading.sides(TO_DO) and reading.sides(NAMES)
    return bool(asks or _asks_of_deliveries(reading)) and not (reading.sides(OWN) or figures(reading.text))


def _asks_of_deliveries(reading: Reading) -> bool:
    """Whether it is asked what is brought, on a day or still: *aaj kahan kahan delivery jaani hai*."""
    timed = reading.first("period") is not None or bool(reading.sides(TO_DO))
    asks = reading.sides(ASKS) or not rest_of(reading)
    return timed and bool(asks) and DELIVERY in reading.sides(WAYS) and reading.first("order_line") is None


def _asks_for_orders(reading: Reading) -> bool:
    """Whether orders are asked for and none is named, nor one's own: *aaj ke order*."""
    names = reading.wants(TRACK) and reading.sides(NAMES) and not reading.sides(STEP)
    return bool(names) and not (reading.sides(OWN) or figures(reading.text) or reading.first("reference"))


def of_books(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What is told of money or of the stock, which only who is in charge writes: the owners hear the words."""
    if reading.is_tap or not caller.may_act_as(*STAFF) or caller.may_act_as(*IN_CHARGE):
        return None
    writes = (
        reading.wants(*OF_MONEY)
        or reading.wants(SALE)
        or _tells_of_selling(reading)
        or (reading.wants(STOCK) and not may_keep_stock(session, caller))
        or _tells_of_a_sale(reading)
        or (reading.wants(CLAIM) and EXPENSES not in caller.business.skills)
        or _tells_of_another(session, caller, reading)
    )
    asks = reading.sides(ASKS) and not reading.sides(TELLS)  # who has it told asks nothing
    waits = asked.waits and not _tells_of_selling(reading)
    if not writes or waits or asks or whether(reading):
        return None
    outcome, kind = _kind(reading), _entry_of(reading)
    return heard(session, caller, PAGE, lambda here, by: _with_tap(here, by, reading, kind, outcome))


def _kind(reading: Reading) -> str:
    """What the words are of: the stock, a step of an order, or money."""
    if reading.wants(STOCK):
        return "helper_stock"
    return "helper_orders" if reading.sides(STEP) and not reading.sides("of_money") else "helper_money"


def _entry_of(reading: Reading) -> str | None:
    """What who may write it would write: an entry of a khata, or a sale of goods; nothing of other money."""
    if reading.wants(CREDIT_PAGE):
        return CREDIT
    is_sale = reading.wants(SALE) or _tells_of_selling(reading) or _tells_of_a_sale(reading)
    went = Status.DELIVERED in reading.sides(STEP) and reading.wants(*OF_GOODS)
    return SALE_TOLD if reading.first("order_line") and (is_sale or went) else None


def _tells_of_a_sale(reading: Reading) -> bool:
    """Whether what sounds like the figures of the shop counts something, and names no day: *counter sale 3 brush*."""
    counts = any(sign.isdecimal() for sign in reading.text or "")
    return reading.wants(SALES) and counts and reading.first("period") is None


def _tells_of_selling(reading: Reading) -> bool:
    """Whether goods were sold by the words, and are ordered by nobody: *counter pe 3 darjan ande bike, cash*."""
    return reading.wants(*OF_GOODS, SALE, SALES) and tells_of_selling(reading)


def _tells_of_another(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether a customer who is named took goods or gave money, which is no order: *lakshmi bai 2 gloves le gayi*."""
    tells = Status.DELIVERED in reading.sides(STEP) or bool(reading.sums_of(SumRole.PAID))
    if not tells or not reading.wants(*OF_GOODS):
        return False
    named = whom.named_in(session, caller.business_id, reading.text or "")
    return any(each.id != caller.person.id for each in named)


def of_khata(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What shall be written on the khata of a customer who is named: the owners hear it, who write khatas."""
    text = reading.text or ""
    if reading.is_tap or not caller.may_act_as(*STAFF) or caller.may_act_as(*IN_CHARGE):
        return None
    if not (names_a_khata(text) and figures(text)) or text.rstrip().endswith("?"):
        return None
    named = whom.named_in(session, caller.business_id, text)
    if not any(each.id != caller.person.id for each in named):
        return None
    return heard(session, caller, PAGE, lambda here, by: _with_tap(here, by, reading, CREDIT, "helper_money"))
