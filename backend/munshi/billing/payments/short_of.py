"""A payment that falls short of the one order or bill it is for: whether the rest stays due is asked, and not guessed.

On a khata any sum is a part of a running account, and nothing is asked.
"""

from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.asking.sums import figures, sums_in
from munshi.billing import pieces
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.payments import claims, drafts
from munshi.billing.payments.drafts import Told
from munshi.billing.payments.facts import Facts
from munshi.billing.payments.models import Payment
from munshi.billing.payments.owed import Due, due_of, item_of
from munshi.billing.payments.said import holds, is_missing
from munshi.callers import Caller
from munshi.orders.kept import Payment as Way
from munshi.orders.models import Order
from munshi.outcomes import Outcome
from munshi.people.models import Person
from munshi.people.rules import Role

PARTS = ("half", "part")  # words of `words.yml` that call it one
OF_A_PART = (
    "rest",
    "advance",
    "will_pay",
    "some_day",
)  # words of `pieces.yml` that leave something for later


def asked(session: Session, payer: Person, told: Told, of: str | None = None) -> Facts | None:
    """By how much a payment is less than what is left of its order or bill; None where it is not, or called a part.

    `of` is the order that it is known to be for. What was told of already for the same is paid for no second time.
    """
    if told.paise is None or told.is_part or told.let_off or told.instead or is_called_part(told.words):
        return None
    due = due_of(session, payer.business_id, payer.id)
    item = item_of(session, payer.business_id, of or told.named) or _one_of(session, payer, told, due)
    left = _left(session, payer, due, item) if item else 0
    return _facts(item, told.paise, left) if item and told.paise < left else None


def ask(session: Session, caller: Caller, payer: Person, told: Told) -> Outcome[Any] | None:
    """Whether what is missing stays due, of a payment that is written down; that it is let off only the owner says."""
    short = asked(session, payer, told)
    if short is None:
        return None
    outcome = "ask_let_off" if caller.may_act_as(Role.OWNER) else "ask_part"
    drafts.keep(session, caller, replace(told, is_sum=True, named=told.named or short["pay_named"]), outcome)
    return Outcome[str](outcome=outcome, facts={"pay_payer": payer.called, **short})


def of_claim(session: Session, claim: Payment) -> Facts:
    """The same of a claim that waits, for who decides about it; nothing where it is not short."""
    payer = session.get_one(Person, (claim.business_id, claim.person_id))
    item = item_of(session, claim.business_id, claim.named)
    if not item:
        return {}
    left = _left(session, payer, due_of(session, payer.business_id, payer.id), item, claim)
    return _facts(item, claim.paise, left) if claim.paise < left else {}


def _facts(item: str, paise: int, left: int) -> Facts:
    return {"pay_named": item, "pay_paise": paise, "pay_whole_paise": left, "pay_short_paise": left - paise}


def is_called_part(words: str | None) -> bool:
    """Whether words plainly leave something for later: *baaki kal*, *advance 200*, *half paid*."""
    text = words or ""
    misses = any(is_missing(text, end) for _, end, _ in sums_in(text))
    return (
        misses
        or any(pieces.holds(text, each) for each in OF_A_PART)
        or any(holds(text, each) for each in PARTS)
    )


def _left(session: Session, payer: Person, due: Due, item: str, but: Payment | None = None) -> int:
    """What nobody has paid of it, or told of as paid."""
    of_it = [each for each in claims.of(session, payer) if each.named == item and each is not but]
    return due.of(item) - sum(each.paise for each in of_it)


def _one_of(session: Session, payer: Person, told: Told, due: Due) -> str | None:
    """What a payment is for that names nothing: what just comes to a sum that is said, else the only thing that is due
    and on no khata.
    """
    words, due_items = told.words or "", [each for each in due.items if each.reference]
    if told.of_khata or names_a_khata(words) or holds(words, "old"):
        return None
    said = set(figures(words)) - {told.paise}
    of_sum = [each.reference for each in due_items if each.paise in said]
    if len(of_sum) == 1:
        return of_sum[0]
    only = due_items[0].reference if len(due_items) == len(due.items) == 1 else None
    return only if only and not _is_on_khata(session, payer, only) else None


def _is_on_khata(session: Session, payer: Person, reference: str) -> bool:
    query = select(Order.payment).where(Order.business_id == payer.business_id, Order.reference == reference)
    return session.scalar(query) == Way.KHATA
