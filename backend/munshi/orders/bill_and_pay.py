"""Who asks for the bill and pays at once has both: *bill bhej do, upi se abhi paisa kar deta hu*."""

from dataclasses import replace

from sqlalchemy.orm import Session

from munshi.asking.clauses import SIGNS
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.billing.bills import looking as bills
from munshi.billing.bills.terms import makes_bills
from munshi.callers import Caller

BILL, PAYS = "request_invoice", ("pay_bill", "report_payment")
ASKS, MONEY = "asks_for_bill", "of_money"  # facets


def told(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """The bill, or when it comes; how they pay is heard next."""
    asked, text = next(iter(reading.placed(ASKS)), None), reading.text or ""
    if asked is None or not reading.wants(*PAYS) or not makes_bills(caller.business):
        return None
    paying = [each for each in reading.placed(MONEY) if not asked.start <= each.start < asked.end]
    rest = f"{text[: asked.start]} {text[asked.end :]}".strip(f"{SIGNS} ")
    if not paying or not rest:
        return None
    bare = replace(reading, text=text[asked.start : asked.end], values=[], facets=[])
    return heard(session, caller, BILL, lambda here, by: bills.request(here, by, bare), rest)
