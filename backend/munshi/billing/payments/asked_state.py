"""Whether a payment of theirs came, or is written: answered with the state of the last one, or of that of a sum.

A question writes nothing and changes no claim: *mera 200 likha kya*, *550 nahi dekhe kya abhi tak*.
"""

from datetime import timedelta

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard
from munshi.asking.reading import Asked, Reading
from munshi.asking.sums import figures
from munshi.billing.payments import of_late
from munshi.billing.payments.facts import payment_facts
from munshi.billing.payments.rules import Way
from munshi.billing.payments.said import spoken_ways
from munshi.billing.payments.statuses import Status
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF
from munshi.word_lists import WordLists, plain

REPORT = "report_payment"
LISTS = WordLists(__file__, "asked_state.yml")
MOST_WORDS = 10
MOST = 10  # payments of a list
LONG_AGO = timedelta(days=62)


def told(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The state of what is asked after; None where the words ask for something else, or give a bank's reference."""
    text, said = reading.text or "", plain(reading.text)
    if reading.is_tap or len(said.split()) > MOST_WORDS or caller.may_act_as(*STAFF):
        return None
    if LISTS.has(said, "when") or LISTS.has(said, "every"):
        return _paid(session, caller, 1 if LISTS.has(said, "when") else MOST)
    came = text.rstrip().endswith("?") and LISTS.has(said, "came") and bool(reading.first("money"))
    if not (came or LISTS.has(said, "asks")) or LISTS.has(said, "of_else") or reading.first("reference"):
        return None
    sums = set(figures(text))
    if len(sums) > 1 or any(
        each.value.get("name") and each.value.get("unit") for each in reading.all("order_line")
    ):
        return None
    paise = sums.pop() if sums else None
    way = Way.CHEQUE if Way.CHEQUE in spoken_ways(text) else None
    found = of_late.of_late(session, caller, paise, LONG_AGO if paise or way else of_late.SAME_WITHIN, way)
    if found is not None:
        return Heard(REPORT, of_late.standing(session, found))
    if paise is None or (reading.wants(REPORT) and not came):
        return None  # who says that they have paid, and asks whether it came, reports it
    return Heard(REPORT, Outcome[str](outcome="none_like_it", facts={"pay_paise": paise}))


def _paid(session: Session, caller: Caller, most: int) -> Heard:
    """Their last payments, each with its day, its way and where it stands, and how much of them has come."""
    found = of_late.lately(session, caller, most)
    if not found:
        return Heard(REPORT, Outcome[str](outcome="none_paid"))
    return Heard(
        REPORT,
        Outcome[str](
            outcome="paid_list",
            facts={
                "pay_list": [payment_facts(session, each) for each in found],
                "pay_own": True,
                "pay_received_paise": sum(each.paise for each in found if each.status == Status.CONFIRMED),
            },
        ),
    )
