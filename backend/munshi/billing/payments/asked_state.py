"""Whether a payment of theirs came, or is written: answered with the state of the last one, or of that of a sum.

A question writes nothing and changes no claim: *mera 200 likha kya*, *550 nahi dekhe kya abhi tak*.
"""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard
from munshi.asking.reading import Asked, Reading
from munshi.asking.sums import figures
from munshi.billing.payments import of_late
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF
from munshi.word_lists import WordLists, plain

REPORT = "report_payment"
LISTS = WordLists(__file__, "asked_state.yml")
MOST_WORDS = 10


def told(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The state of what is asked after; None where the words ask for something else, or give a bank's reference."""
    text, said = reading.text or "", plain(reading.text)
    if reading.is_tap or len(said.split()) > MOST_WORDS or not LISTS.has(said, "asks"):
        return None
    if LISTS.has(said, "of_else") or reading.first("reference") or caller.may_act_as(*STAFF):
        return None
    sums = set(figures(text))
    if len(sums) > 1 or any(
        each.value.get("name") and each.value.get("unit") for each in reading.all("order_line")
    ):
        return None
    paise = sums.pop() if sums else None
    found = of_late.of_late(session, caller, paise)
    if found is not None:
        return Heard(REPORT, of_late.standing(session, found))
    if paise is None or reading.wants(REPORT):
        return None  # who says that they have paid, and asks whether it came, reports it
    return Heard(REPORT, Outcome[str](outcome="none_like_it", facts={"pay_paise": paise}))
