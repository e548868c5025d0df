"""More was paid than is owed, or should come back: a report with the customer's words, or a wish that the owners hear.

*500 bhej diye galti se, 295 wapas karo*, *to 295 kab wapas milega?*; nothing of it is written as given back.
"""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Reading
from munshi.asking.sums import sums_in
from munshi.billing.accounts import disputing
from munshi.billing.payments import giving_back, reporting
from munshi.billing.payments.drafts import Told
from munshi.billing.payments.owed import due_of
from munshi.billing.payments.said import told_of
from munshi.billing.pieces import beside_to_come, is_no_payment, to_come
from munshi.callers import Caller
from munshi.undoing.wording import wants_back

REPORT, DUES = "report_payment", "check_dues"
# What words that want money back may seem to want besides.
MAY_WANT = (
    FALLBACK, REPORT, "record_payment", "pay_bill", DUES, "cancel_flow", "talk_to_human", "track_order", "modify_order",
)  # fmt: skip
BACK = "back_passed_on"  # the outcome
BOTH = 2  # what was owed, and what was paid
LEAST_SUM = 1000  # in paise; less is a count


def paid(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """One sum that was paid, beside one that was too much or shall come back: a report, whatever is asked."""
    text = reading.text or ""
    every = [(start, paise) for start, _, paise in sums_in(text) if paise >= LEAST_SUM]
    came = list(dict.fromkeys(paise for start, paise in every if not is_no_payment(text, start)))
    back = {paise for _, paise in every}.difference(came)
    if len(came) == BOTH and max(came) - min(came) in back:
        came = [max(came)]  # the other is what was owed
    if reading.is_tap or len(every) < 2 or len(came) != 1 or to_come(text) or not beside_to_come(text):
        return None
    read = told_of(reading, "report")
    known = reporting.waiting(session, caller)
    if known is not None and known.paise == came[0] and read.utr in (None, known.utr):
        return heard(session, caller, REPORT, lambda here, by: reporting.pass_on(here, by, text, None, BACK))
    told = Told(
        "report", came[0], read.way, read.utr, read.named, read.screenshot, words=read.words, is_sum=True
    )
    return heard(session, caller, REPORT, lambda here, by: reporting.tell(here, by, told))


def wanted(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """A sum that shall come back: of what is paid ahead or of the claim that waits, else in the customer's words."""
    text = reading.text or ""
    sums = [paise for _, _, paise in sums_in(text) if paise >= LEAST_SUM]
    if not sums or not wants_back(text) or not reading.wants(*MAY_WANT):
        return None
    if due_of(session, caller.business_id, caller.person.id).ahead_paise >= min(sums):
        return heard(session, caller, DUES, giving_back.wanted)
    if reporting.waiting(session, caller) is not None:
        return heard(session, caller, REPORT, lambda here, by: reporting.pass_on(here, by, text, None, BACK))
    return heard(session, caller, DUES, lambda here, by: disputing.want_back(here, by, text))
