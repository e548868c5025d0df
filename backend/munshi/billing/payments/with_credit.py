"""What an owner tells in one message of what somebody took on credit and of what somebody else has paid.

Neither is taken for the other: the credit is shown first, and the payment is heard next.
"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from munshi.asking.clauses import CLAUSE, SIGNS, clause_at, clause_of, whether
from munshi.asking.heard import Heard
from munshi.asking.reading import Reading
from munshi.billing.accounts import filing
from munshi.billing.accounts.drafts import Row
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.payments import several
from munshi.billing.payments.said import was_taken
from munshi.callers import Caller
from munshi.people.rules import Role
from munshi.turns import decide
from munshi.undoing.wording import is_a_slip, tells_of_paying

CREDIT, TWO = "record_credit", 2


def told(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """The credit is shown for a yes, and the payment is heard next; None where not each names its customer."""
    text = reading.text or ""
    sums = list(reading.all("money"))
    if reading.is_tap or len(sums) < TWO or not caller.may_act_as(Role.OWNER, Role.MANAGER):
        return None
    if is_a_slip(text) or whether(reading) or "?" in text:
        return None
    clauses = [each.strip() for each in CLAUSE.split(text)]
    numbers = sorted({clause_at(text, each.start) for each in sums})
    owed = {each for each in numbers if _is_owed(reading, clauses[each])}
    paid = {each for each in numbers if each not in owed and _was_paid(clauses[each])}
    if not owed or not paid or owed | paid != set(numbers):
        return None
    holders = several.holders(session, caller, reading)
    if not paid <= {clause_at(text, start) for start, *_ in holders}:
        return None
    owing = [each for each in sums if clause_at(text, each.start) in owed]
    rows = [_row(text, int(each.value["paise"]), each.start, holders) for each in owing]
    if any(row.person is None for row in rows):
        return None
    rest = ", ".join(clauses[each].strip(SIGNS) for each in sorted(paid))
    return Heard(
        CREDIT, decide(session, caller, lambda here, by: filing.tell_rows(here, by, rows, plain=False)), rest
    )


def _is_owed(reading: Reading, clause: str) -> bool:
    """Whether it is credit: a khata is named, or the whole message seems to be of credit, and nobody pays there."""
    return not tells_of_paying(clause) and (names_a_khata(clause) or reading.wants(CREDIT))


def _was_paid(clause: str) -> bool:
    return was_taken(clause) or tells_of_paying(clause)


def _row(text: str, paise: int, at: int, holders: Sequence[several.Holder]) -> Row:
    """The credit of who was named last before the sum, with the words of the clause that names them as its note."""
    before = [(start, person) for start, person, order in holders if start < at and order is None]
    if not before:
        return Row(paise=paise)
    start, person = before[-1]
    apart = clause_at(text, start) != clause_at(text, at)
    return Row(
        person=person, paise=paise, note=clause_of(text, clause_at(text, start))[:200] if apart else None
    )
