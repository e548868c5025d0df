"""More was paid than is owed, or should come back: a report with the customer's words, or a wish that the owners hear.

*500 bhej diye galti se, 295 wapas karo*, *to 295 kab wapas milega?*; nothing of it is written as given back.
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from munshi.asking.clauses import CLAUSE
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Reading, SumRole
from munshi.billing import pieces
from munshi.billing.accounts import disputing
from munshi.billing.payments import giving_back, of_late, reporting
from munshi.billing.payments.drafts import Told
from munshi.billing.payments.owed import due_of
from munshi.billing.payments.said import holds, spoken_ways, told_of
from munshi.billing.payments.statuses import Status
from munshi.callers import Caller
from munshi.undoing.wording import asks_why, goes_back, tells_of_paying

REPORT, DUES = "report_payment", "check_dues"
# What words that want money back may seem to want besides.
MAY_WANT = (
    FALLBACK, REPORT, "record_payment", "pay_bill", DUES, "cancel_flow", "talk_to_human", "track_order", "modify_order",
)  # fmt: skip
BACK = "back_passed_on"  # the outcome
BOTH = 2  # the sum that was paid, and another
WANTED, BACK_WANTED = "wanted", "back"  # a side of a wish for dues
LEAST_SUM = 1000  # in paise; less is a count
OF_ELSE = (SumRole.PAID, SumRole.TO_PAY, SumRole.WORTH)  # what a sum is that does not come back
FEW_WORDS = 8  # of a question that asks nothing else
ASKED_WITHIN = timedelta(days=1)  # of a claim


def paid(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """One sum that was paid, beside others that were not: a report, whatever is asked."""
    went = pieces.paid_sums(reading)
    alone = len(reading.sums) < BOTH or reading.sums_of(SumRole.DENIED)
    if (
        reading.is_tap
        or alone
        or _is_by_two_ways(reading)
        or asks_why(reading.text)
        or len(went) != 1
        or went[0] < LEAST_SUM
        or _is_of_more(reading)
    ):
        return None
    read = told_of(reading, "report")
    known = reporting.waiting(session, caller)
    if known is not None and known.paise == went[0] and read.utr in (None, known.utr):
        text = reading.text or ""
        return heard(session, caller, REPORT, lambda here, by: reporting.pass_on(here, by, text, None, BACK))
    told = Told(
        "report",
        went[0],
        read.way,
        read.utr,
        read.named,
        read.screenshot,
        back=read.back,
        words=read.words,
        is_sum=True,
    )
    return heard(session, caller, REPORT, lambda here, by: reporting.tell(here, by, told))


def twice(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """That what was told or came a while ago went two times: the owners read it, and no second payment is written."""
    text = reading.text or ""
    if reading.is_tap or not holds(text, "twice") or not (holds(text, "debited") or tells_of_paying(text)):
        return None
    if reading.first("order_line") is not None:
        return None
    sums = {each.paise for each in reading.sums}
    last = of_late.of_late(session, caller, next(iter(sums)) if len(sums) == 1 else None)
    if last is None:
        return None
    if last.status == Status.REPORTED:
        named = last.reference
        return heard(session, caller, REPORT, lambda here, by: reporting.pass_on(here, by, text, named, BACK))
    return heard(session, caller, DUES, lambda here, by: disputing.want_back(here, by, text))


def asked_when(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """When money comes back: the owners hear the question, with the claim that told of it, else with its sum."""
    text, sums = reading.text or "", {each.paise for each in reading.sums}
    asked = any(_asks_when_back(each) for each in CLAUSE.split(text))
    if reading.is_tap or not asked or len(sums) > 1 or reading.first("order_line") is not None:
        return None
    claim = reporting.waiting(session, caller, ASKED_WITHIN)
    if claim is not None and (sums == {claim.paise} or (claim.note and not sums)):
        named = claim.reference
        return heard(session, caller, REPORT, lambda here, by: reporting.pass_on(here, by, text, named, BACK))
    if not sums or reading.sums_of(*OF_ELSE):
        return None
    return _told(session, caller, text, list(sums))


def _asks_when_back(clause: str) -> bool:
    return holds(clause, "when") and goes_back(clause) and len(clause.split()) <= FEW_WORDS


def _is_by_two_ways(reading: Reading) -> bool:
    """Whether every sum was paid, the same each time by another way: *94 cash 94 upi*."""
    every = len(pieces.paid(reading)) == len(reading.sums)
    return every and len(spoken_ways(reading.text)) >= BOTH


def _is_of_more(reading: Reading) -> bool:
    """Whether something is to come as well, or goods are named: both are done one after the other."""
    return bool(pieces.to_come(reading)) or reading.first("order_line") is not None


def wanted(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """A sum that shall come back: of what is paid ahead or of the claim that waits, else in the customer's words."""
    text, sums = reading.text or "", reading.sums_of(SumRole.BACK)
    if not reading.sums and BACK_WANTED in reading.sides(WANTED):
        return _of_claim(session, caller, text)
    if not sums and _asks_when(session, caller, reading):
        return _told(session, caller, text, [each.paise for each in reading.sums])
    if not sums or pieces.paid(reading) or not reading.wants(*MAY_WANT):
        return None
    return _told(session, caller, text, [each.paise for each in sums])


def _asks_when(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether few words ask when a sum comes, of no order and no payment: it is one that shall come back."""
    text = reading.text or ""
    of_else = holds(text, "of_order") or reading.first("order_line") or reading.sums_of(*OF_ELSE)
    few = len(text.split()) <= FEW_WORDS and len(reading.sums) == 1 and not of_else
    asks = few and holds(text, "when") and holds(text, "comes")
    return asks and of_late.of_late(session, caller, reading.sums[0].paise) is None


def _told(session: Session, caller: Caller, text: str, sums: Sequence[int]) -> Heard:
    """What shall come back is of what is paid ahead, else of the claim that waits, else for the owners to read."""
    paise = sums[0] if len(sums) == 1 else None
    if due_of(session, caller.business_id, caller.person.id).ahead_paise >= min(sums):
        return heard(session, caller, DUES, lambda here, by: giving_back.wanted(here, by, paise))
    if reporting.waiting(session, caller) is not None:
        return heard(session, caller, REPORT, lambda here, by: reporting.pass_on(here, by, text, None, BACK))
    return heard(session, caller, DUES, lambda here, by: disputing.want_back(here, by, text))


def _of_claim(session: Session, caller: Caller, text: str) -> Heard | None:
    """What is wanted back without a sum, where nothing is paid ahead, is of the claim that waits."""
    ahead = due_of(session, caller.business_id, caller.person.id).ahead_paise
    if ahead > 0 or reporting.waiting(session, caller) is None:
        return None
    return heard(session, caller, REPORT, lambda here, by: reporting.pass_on(here, by, text, None, BACK))
