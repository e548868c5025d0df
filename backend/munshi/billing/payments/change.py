"""Change given back for a note: *500 ka note diya, 120 wapas diye* is a payment of 380, shown before it is written."""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import whether
from munshi.asking.reading import Reading
from munshi.asking.sums import sums_in
from munshi.billing.accounts import whom
from munshi.billing.payments import claims, numbered
from munshi.billing.payments.drafts import Told
from munshi.billing.payments.facts import Facts
from munshi.billing.payments.models import Payment
from munshi.billing.payments.said import holds, told_of
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.models import Person
from munshi.undoing.wording import admits_a_slip

TWO = 2
OF_SUMS = ("record_payment", "report_payment", "record_sale", "cancel_flow", "update_stock", "nlu_fallback")
_WORD = re.compile(r"\S+")
Sums = tuple[int, int]


def told(session: Session, caller: Caller, reading: Reading) -> Told | None:
    """The payment of what was kept, with what went back of it; None where nothing is told of change.

    Of a sum that a customer has reported the report is confirmed, and what went back is a refund.
    """
    text = reading.text or ""
    found = _given_and_back(session, caller.business_id, reading)
    if found is None or not reading.wants(*OF_SUMS) or admits_a_slip(text) or whether(reading):
        return None
    if len(whom.named_apart(session, caller.business_id, text)) > 1:
        return None
    given, back = found
    if claims.waiting(session, caller.business_id, Payment.paise == given):
        return None
    said = told_of(reading, "record")
    order = numbered.order_named(session, caller.business_id, text)
    return Told(
        "record",
        given - back,
        said.way,
        named=said.named or order,
        who=said.who,
        name=said.name,
        back=(back,),
        words=said.words,
        on=said.on,
        is_sum=True,
    )


def _given_and_back(session: Session, business_id: str, reading: Reading) -> Sums | None:
    """The sum that was given and the smaller one of it that went back; beside them only what was kept may stand."""
    text = reading.text or ""
    if reading.is_tap or not holds(text, "gave_change"):
        return None
    said = [each for each in sums_in(text) if not numbered.called(session, business_id, each[2])]
    if _counts_goods(reading, [start for start, _, _ in said]):
        return None
    if len({paise for _, _, paise in said}) < TWO:
        return None
    given = max(said, key=lambda each: each[2])
    less = sorted((each for each in said if each[2] < given[2]), key=lambda each: _from_change(text, each[0]))
    back = less[0]
    kept = given[2] - back[2]
    others = {paise for _, _, paise in said} - {given[2], back[2], kept}
    if others or _from_change(text, given[0]) < _from_change(text, back[0]):
        return None
    return given[2], back[2]


def _counts_goods(reading: Reading, sums: Sequence[int]) -> bool:
    """Whether goods are named by something else than one of the sums: *a note of 500* is none."""
    lines = (each for each in reading.all("order_line") if each.value.get("name"))
    return any(not any(each.start <= at < each.end for at in sums) for each in lines)


def _from_change(text: str, place: int) -> int:
    """How many words a sum is away from the next that says that something went back."""
    words = list(_WORD.finditer(text))
    own = next((at for at, word in enumerate(words) if word.end() > place), len(words))
    far = [abs(at - own) for at, word in enumerate(words) if holds(word.group().strip(",.;!।"), "change")]
    return min(far, default=len(words))


def shown(person: Person, told: Told) -> Outcome[Any]:
    """What was given, what went back, and what would be written, with the token of exactly that payment."""
    assert told.paise is not None
    kept = ":".join(str(each or "") for each in (told.paise, told.way, person.id, told.named, None))
    facts: Facts = {
        "pay_payer": person.called,
        "pay_paise": told.paise,
        "pay_given_paise": told.paise + sum(told.back),
        "pay_back_paise": sum(told.back),
        "summary": kept,
    }
    return Outcome[str](outcome="confirm_change", facts=facts)
