"""What who runs the shop says of all deliveries: nothing of that is done by message, which is told; no hours change."""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard
from munshi.asking.reading import Asked, Reading
from munshi.asking.sums import figures
from munshi.callers import Caller
from munshi.orders.desk import SKILL
from munshi.orders.serving.mentions import OF_A_TIME, STEPS, mentioned
from munshi.orders.serving.steps_said import asked_in
from munshi.outcomes import Outcome
from munshi.people.rules import Role
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "deliveries.yml")
PAGE, WAYS, DELIVERY = "shop_hours", "way_of_orders", "delivery"
ASKS = frozenset({"who", "question"})


def overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """That none go out on a day, or that they cost another sum; none of an order, of a customer or of goods."""
    text = reading.text or ""
    may_tell = caller.may_act_as(Role.OWNER, Role.MANAGER) and SKILL in caller.business.skills
    if reading.is_tap or not may_tell or DELIVERY not in reading.sides(WAYS) or asked_in(reading, ASKS):
        return None
    if reading.sides(STEPS) or reading.first("person") or reading.first("order_line"):
        return None
    said = plain(text)
    charges = LISTS.has(said, "charge") and bool(figures(text)) and LISTS.has(said, "sets")
    timed = any(reading.first(each) for each in OF_A_TIME) or LISTS.has(said, "pickup")
    stops = LISTS.has(said, "stops") and (timed or LISTS.has(said, "closes"))
    if not (charges or stops) or mentioned(session, caller, reading):
        return None
    return Heard(PAGE, Outcome[str](outcome="delivery_charge_stays" if charges else "delivery_goes_on"))
