"""Words that take money back or correct it write nothing: what they are about is shown, and a yes does it."""

from collections.abc import Iterable, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from munshi.billing.accounts import filing, whom
from munshi.billing.accounts.drafts import Row
from munshi.billing.accounts.models import AccountEntry
from munshi.billing.payments import drafts, numbered, recording
from munshi.billing.payments.drafts import Told
from munshi.billing.payments.models import Payment
from munshi.billing.payments.service import find
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.undoing import acts, service
from munshi.undoing.models import Act
from munshi.undoing.rules import Kind
from munshi.undoing.wording import Back, figures, is_a_slip, of_money

CORRECT = "correct"
WRITTEN = (Kind.CREDIT_WRITTEN, Kind.PAYMENT_RECORDED)


def show(
    session: Session, caller: Caller, back: Back, names: Sequence[str], sums: Sequence[int], text: str | None
) -> Outcome[Any]:
    """What was written a moment ago and the words may be about: one, or several, of the customer who is named."""
    filing.refuse_others(caller)
    drafts.drop(session, caller)
    if back in (Back.REFUNDED, Back.CREDITED):
        raise Refusal("no_refund")
    found = _about(session, caller, names, text)
    said = [*sums, *figures(text)]
    meant = [act for act in found if _paise(session, act) in said]
    if len(meant) == 1 and meant[0].kind in WRITTEN:
        others = dict.fromkeys(each for each in said if each != _paise(session, meant[0]))
        if len(others) == 1:
            return _shown(session, caller, meant[0], next(iter(others)))
    found = meant if len(meant) == 1 else found
    tokens = [f"{service.ACT}|{act.id}" for act in found] or disputed(session, caller, names, said)
    if not tokens:
        raise Refusal("nothing_written")
    if len(tokens) == 1:
        return service.ask(session, caller, tokens[0])
    return service.choose(session, caller, tokens)


def disputed(session: Session, caller: Caller, names: Sequence[str], said: Sequence[int]) -> list[str]:
    """The entries that their customers call wrong: of who is named and of the sum that is said, where one is."""
    found = [each for each in service.meant(session, caller) if each.thing in service.OF_MONEY]
    named = {person.id for said in names for person in whom.meant(session, caller.business_id, said).people}
    found = [each for each in found if not names or named & {row["account"] for row in each.facts["entries"]}]
    same = [each for each in found if each.facts["amount_paise"] in said]
    return [service.summary_of(each) for each in (same if said else found)]


def show_of_last(
    session: Session, caller: Caller, names: Sequence[str], text: str | None, *, only_named: bool
) -> Outcome[Any] | None:
    """Words right behind an entry: they give it another sum, or take it back; None where they do neither.

    Of two sums one is that of the entry, and the other is right; of one that is said as a slip, it is right, but where
    `only_named` must be said.
    """
    act = next(iter(acts.recent(session, caller, *WRITTEN, Kind.PAYMENT_DECIDED)), None)
    gives = of_money(text) in (Back.REFUNDED, Back.CREDITED)
    if act is None or gives or not _may_be_about(session, caller, act, names):
        return None
    wrong, said = _paise(session, act), _sums(session, caller, text)
    others = [each for each in said if each != wrong]
    corrects = wrong in said or (is_a_slip(text) and not only_named)
    if act.kind in WRITTEN and wrong is not None and len(others) == 1 and corrects:
        return _shown(session, caller, act, others[0])
    takes_it = of_money(text) is Back.TAKEN and not others
    return service.ask(session, caller, f"{service.ACT}|{act.id}") if takes_it else None


def _sums(session: Session, caller: Caller, text: str | None) -> list[int]:
    """The sums that words say; the number of an order of late is none."""
    said = dict.fromkeys(figures(text))
    return [each for each in said if not numbered.called(session, caller.business_id, each)]


def _may_be_about(session: Session, caller: Caller, act: Act, names: Sequence[str]) -> bool:
    """Whether nobody is named, or whom the act is about."""
    named = {person.id for said in names for person in whom.meant(session, caller.business_id, said).people}
    return not names or bool(named & _people(session, act))


def ask_again(session: Session, caller: Caller, summary: str | None) -> Outcome[Any]:
    """The same question once more."""
    act, right = _of(session, caller, summary)
    return _shown(session, caller, act, right)


def show_with(session: Session, caller: Caller, summary: str | None, right: int) -> Outcome[Any]:
    """The same with another sum, which a yes brought."""
    act, _ = _of(session, caller, summary)
    return _shown(session, caller, act, right)


def right_of(summary: str | None) -> int:
    """The sum that a token would write."""
    return int((summary or "").rpartition("|")[2])


def carry_out(session: Session, caller: Caller, summary: str | None) -> Outcome[Any]:
    """Takes back what was wrong, and writes what is right in its place."""
    act, right = _of(session, caller, summary)
    wrong = service.facts_of(session, caller, act)
    new = _again(session, caller, act, right)
    service.undo(session, caller, act.id)
    answer = new()
    if answer.outcome not in ("written", "recorded"):
        raise Refusal("changed")
    facts = {**wrong, "right_paise": right, "act": answer.facts["act"]}
    return Outcome[str](outcome="corrected", facts=facts)


def _again(session: Session, caller: Caller, act: Act, paise: int) -> Any:
    """What writes the same with another sum."""
    if act.kind == Kind.CREDIT_WRITTEN:
        entry = _entries(session, act)[0]
        on = entry.at.astimezone(ZoneInfo(caller.business.timezone)).date()
        row = Row(person=entry.person_id, paise=paise, note=entry.note, on=on)
        return lambda: filing.write(session, caller, [row])
    payment = _payment(session, act)
    told = Told(
        "record", paise, payment.way, payment.utr, payment.named, payer=payment.person_id, once_more=True
    )
    return lambda: recording.tell(session, caller, told)


def _shown(session: Session, caller: Caller, act: Act, right: int) -> Outcome[Any]:
    facts = service.facts_of(session, caller, act)
    token = f"{CORRECT}|{act.id}|{right}"
    return Outcome[str](outcome="confirm_correct", facts={**facts, "right_paise": right, "summary": token})


def _of(session: Session, caller: Caller, summary: str | None) -> tuple[Act, int]:
    """The act and the right sum of a token, while it can still be taken back."""
    _, number, right = (summary or "").split("|")
    act = next((each for each in acts.recent(session, caller, *WRITTEN) if each.id == int(number)), None)
    if act is None:
        raise Refusal("changed")
    return act, int(right)


def _about(session: Session, caller: Caller, names: Iterable[str], text: str | None) -> list[Act]:
    """What the caller wrote of money a moment ago; of who is named where somebody is."""
    named: set[int] = set()
    for said in [*names] or [text or ""]:
        named |= {person.id for person in whom.meant(session, caller.business_id, said).people}
    found = acts.recent(session, caller, *WRITTEN, Kind.PAYMENT_DECIDED)
    whose = [act for act in found if named & _people(session, act)]
    return whose if named else list(found)


def _people(session: Session, act: Act) -> set[int]:
    if act.kind == Kind.CREDIT_WRITTEN:
        return {entry.person_id for entry in _entries(session, act)}
    return {_payment(session, act).person_id}


def _paise(session: Session, act: Act) -> int | None:
    """What was written; None where it was several sums."""
    if act.kind != Kind.CREDIT_WRITTEN:
        return _payment(session, act).paise
    entries = _entries(session, act)
    return entries[0].paise if len(entries) == 1 else None


def _entries(session: Session, act: Act) -> list[AccountEntry]:
    return [session.get_one(AccountEntry, (act.business_id, int(number))) for number in act.references]


def _payment(session: Session, act: Act) -> Payment:
    payment = find(session, act.business_id, act.references[0])
    assert payment is not None
    return payment
