"""A customer says that they are paying what they owe at this moment: no payment yet, no promise and no quarrel.

They are shown how, with the sum that they name; once it is sent they report it.
"""

from sqlalchemy.orm import Session

from munshi.asking.clauses import whether
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.payments import for_others, looking
from munshi.billing.payments.owed import due_of
from munshi.billing.payments.rules import Way
from munshi.billing.payments.said import spoken_ways
from munshi.billing.pieces import REFERENCE, holds, without
from munshi.callers import Caller
from munshi.orders.looking import has_cart
from munshi.undoing.wording import asks_why, did_not_pay, disputes, tells_of_paying

PAY, DUES, REPORT = "pay_bill", "check_dues", "report_payment"
NOTHING_ELSE = ("will_pay", "either", "denies", "rest")  # words beside which more is said than that


def told(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """One sum that is being paid now, of what is owed and not in cash, is shown with the way to pay it."""
    text, sums = reading.text or "", {each.paise for each in reading.sums}
    if reading.is_tap or reading.attachment or asked.waits or len(sums) != 1 or not _is_paying(text):
        return None
    of_money = names_a_khata(text) or spoken_ways(text) or reading.wants(PAY, DUES, REPORT)
    if not of_money or Way.CASH in spoken_ways(text) or "?" in text or whether(reading):
        return None
    if reading.first("order_line") or reading.first("period") or has_cart(session, caller):
        return None
    paise, due = sums.pop(), due_of(session, caller.business_id, caller.person.id).paise
    if not 0 < paise <= due or for_others.another_named(session, caller, reading) is not None:
        return None
    return heard(session, caller, PAY, lambda here, by: looking.pay(here, by, None, paise))


def _is_paying(text: str) -> bool:
    """Whether words say that money is on its way this moment, and nothing of what went, is missing or will come."""
    went = tells_of_paying(without(text, "pays_now")) or REFERENCE.search(text) or did_not_pay(text)
    otherwise = disputes(text) or asks_why(text) or any(holds(text, each) for each in NOTHING_ELSE)
    return holds(text, "pays_now") and not (went or otherwise)
