"""Words that take money back or correct it write nothing: what they are about is shown, and a yes does it."""

from collections.abc import Iterable, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from munshi.asking.sums import figures
from munshi.billing.accounts import filing, notices, whom
from munshi.billing.accounts import service as accounts
from munshi.billing.accounts.again import row_of
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.accounts.models import AccountEntry
from munshi.billing.accounts.notices import BY_HAND
from munshi.billing.accounts.undoing import named_with
from munshi.billing.payments import drafts, numbered, payers, recording
from munshi.billing.payments.drafts import Told
from munshi.billing.payments.models import Payment
from munshi.billing.payments.service import find
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.undoing import acts, service
from munshi.undoing.cancellable import Facts
from munshi.undoing.models import Act
from munshi.undoing.rules import Kind
from munshi.undoing.wording import (
    Back,
    gives_goods_back,
    is_a_slip,
    is_less,
    of_money,
    points_at_an_entry,
    refused_sum,
    tells_of_paying,
)
from spelling import key

CORRECT = "correct"
ENTRY = "e"  # before the id of an entry, where no act is meant
LEAST_SUM = 1000  # in paise; less is a count
PARTS = ("right", "less")  # that an entry is said to have
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
    meant = [act for act in found if paise_of(session, act) in said]
    meant = [act for act in meant if paise_of(session, act) == refused_sum(text)] or meant
    if len(meant) == 1 and meant[0].kind in WRITTEN:
        others = dict.fromkeys(each for each in said if each != paise_of(session, meant[0]))
        if len(others) == 1:
            return _shown(session, caller, meant[0], next(iter(others)))
    alone = len(meant) == 1 and set(said) == {paise_of(session, meant[0])}
    if not alone and (entry := of_entry(session, caller, names, text)):
        return entry
    found = meant or found
    tokens = [f"{service.ACT}|{act.id}" for act in found] or disputed(session, caller, names, said)
    if not tokens:
        raise Refusal("nothing_written")
    if len(tokens) == 1:
        return service.ask(session, caller, tokens[0])
    return service.choose(session, caller, tokens)


def of_entry(
    session: Session, caller: Caller, names: Sequence[str], text: str | None, *, surely: bool = False
) -> Outcome[Any] | None:
    """The entry, however old, of the one customer who is named, with what is right by the words; None where none is.

    It is `surely` one where its sum is said, or the khata.
    """
    people = _named(session, caller, names, text)
    if len(people) != 1 or (tells_of_paying(text) and not gives_goods_back(text)):
        return None
    said, person = _sums(session, caller, text), people.pop()
    if points_at_an_entry(text) and (named := _with_goods(session, caller, person, text)):
        return entry_shown(session, caller, named, 0)
    found = []
    for entry in by_hand(session, caller, person):
        right = _right(entry.paise, said, text)
        if right is not None and (not surely or entry.paise in said or names_a_khata(text)):
            found.append((entry, right))
    return _one_or_which(session, caller, found, said, text)


def _one_or_which(
    session: Session,
    caller: Caller,
    found: Sequence[tuple[AccountEntry, int]],
    said: Sequence[int],
    text: str | None,
) -> Outcome[Any] | None:
    """The last of them; where several have the sum that is named, and their goods do not tell them apart, which."""
    if not found:
        return None
    first, _ = found[0]
    alike = [each for each in found if each[0].paise == first.paise]
    noted = [each for each in alike if names_its_goods(session, caller, each[0], text)]
    alike = noted or alike
    if first.paise not in said or len(alike) == 1:
        return entry_shown(session, caller, *alike[0])
    return _which(
        {**entry_shown(session, caller, entry, right).facts, **_apart(caller, entry)}
        for entry, right in alike
    )


def _which(things: Iterable[Facts]) -> Outcome[Any]:
    """Which entry is meant; a tap shows what is right of it."""
    shown = list(things)[: service.SHOWN]
    rows = [{**each, "apart": {**each["apart"], "number": at}} for at, each in enumerate(shown, 1)]
    return Outcome[str](outcome="choose", facts={"things": rows})


def _apart(caller: Caller, entry: AccountEntry | Payment) -> Facts:
    """What tells it from another of the same sum: when it was written, and for what."""
    at = entry.at.astimezone(ZoneInfo(caller.business.timezone))
    return {"apart": {"at": at.isoformat(timespec="minutes"), "note": entry.note}}


def _with_goods(session: Session, caller: Caller, person: int, text: str | None) -> AccountEntry | None:
    """The last entry of which words name goods that its note has: *wo 4 dap wali entry*."""
    noted = by_hand(session, caller, person)
    return next((each for each in noted if names_its_goods(session, caller, each, text)), None)


def names_its_goods(session: Session, caller: Caller, entry: AccountEntry, text: str | None) -> bool:
    """Whether words name goods that the note of an entry has."""
    said = set(key(text or "").split()) - set(key(_called(session, caller, entry.person_id)).split())
    return any(not word.isdigit() for word in said & set(key(entry.note or "").split()))


def _called(session: Session, caller: Caller, person: int) -> str:
    return session.get_one(Person, (caller.business_id, person)).called or ""


def _right(paise: int, said: Sequence[int], text: str | None) -> int | None:
    """What an entry of so much should be: the other sum, nothing, or less by the only one; None where it is another's.

    *400 not 460, remove 60* says both what is right and what it is less by; less than a note of ten is a count.
    """
    others = [each for each in said if each != paise]
    if paise in said:
        if len(others) <= 1:
            return others[0] if others else 0
        return others[0] if len(others) == len(PARTS) and sum(others) == paise else None
    return paise - said[0] if is_less(text) and len(said) == 1 and LEAST_SUM <= said[0] < paise else None


def by_hand(session: Session, caller: Caller, person: int) -> Iterable[AccountEntry]:
    """What was written into a khata in words and stands, the last first."""
    written = reversed(accounts.entries(session, caller.business_id, person))
    return (
        each
        for each in written
        if each.kind in BY_HAND and each.paise > 0 and accounts.reversal_of(session, each) is None
    )


def entry_shown(session: Session, caller: Caller, entry: AccountEntry, right: int) -> Outcome[Any]:
    """An entry that would be taken out, or stand with what is `right` in its place."""
    filing.refuse_others(caller)
    facts = {
        **named_with(session, [entry]),
        "thing": Kind.CREDIT_WRITTEN,
        "right_paise": right,
        "summary": f"{CORRECT}|{ENTRY}{entry.id}|{right}",
    }
    return Outcome[str](outcome="confirm_correct" if right else "confirm_strike", facts=facts)


def _entry_of(session: Session, caller: Caller, summary: str | None) -> AccountEntry | None:
    """The entry of a token, while it stands; None where the token is of an act."""
    _, number, _ = (summary or "").split("|")
    if not number.startswith(ENTRY):
        return None
    entry = session.get(AccountEntry, (caller.business_id, int(number.removeprefix(ENTRY))))
    if entry is None or accounts.reversal_of(session, entry) is not None:
        raise Refusal("changed")
    return entry


def _entry_corrected(session: Session, caller: Caller, entry: AccountEntry, right: int) -> Outcome[Any]:
    """It is reversed, and what is right is written in its place; the customer hears both."""
    filing.refuse_others(caller)
    facts = {**named_with(session, [entry]), "thing": Kind.CREDIT_WRITTEN, "right_paise": right}
    row = row_of(session, caller, entry, right)
    accounts.reverse(session, entry, caller.person)
    person = session.get_one(Person, (entry.business_id, entry.person_id))
    notices.tell_of_striking(session, caller.business, person, entry)
    if not right:
        return Outcome[str](outcome="struck", facts=facts)
    answer = filing.write(session, caller, [row])
    return Outcome[str](outcome="corrected", facts={**facts, "act": answer.facts["act"]})


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

    Of two sums one is that of the entry, and the other is right; of one that is said as a slip, it is right, and of one
    that it is less by the rest is, but where `only_named` must be said.
    """
    recent = [
        act
        for act in acts.recent(session, caller, *WRITTEN, Kind.PAYMENT_DECIDED)
        if not _is_reversed(session, act)
    ]
    act = next(iter(recent), None)
    gives = of_money(text) in (Back.REFUNDED, Back.CREDITED)
    if act is None or gives or not _may_be_about(session, caller, act, names, text):
        return None
    wrong, said = paise_of(session, act), _sums(session, caller, text)
    others = [each for each in said if each != wrong]
    corrects = wrong in said or ((is_a_slip(text) or is_less(text)) and not only_named)
    if act.kind in WRITTEN and wrong is not None and len(others) == 1 and corrects:
        right = _right(wrong, said, text) if is_less(text) else others[0]
        if not right:
            return None
        alike = [each for each in recent if each.kind in WRITTEN and paise_of(session, each) == wrong]
        alike = [each for each in alike if _may_be_about(session, caller, each, names, text)]
        if wrong not in said or len(alike) < 2:
            return _shown(session, caller, act, right)
        return _which(
            {**_shown(session, caller, each, right).facts, **_apart(caller, _written(session, each))}
            for each in alike
        )
    takes_it = of_money(text) is Back.TAKEN and not others
    return service.ask(session, caller, f"{service.ACT}|{act.id}") if takes_it else None


def _sums(session: Session, caller: Caller, text: str | None) -> list[int]:
    """The sums that words say; the number of an order of late is none, nor are the last figures of a phone."""
    said = payers.sums(session, caller.business_id, text)
    return [each for each in said if not numbered.called(session, caller.business_id, each)]


def _may_be_about(session: Session, caller: Caller, act: Act, names: Sequence[str], text: str | None) -> bool:
    """Whether nobody is named, or whom the act is about and nobody else."""
    theirs = people_of(session, act)
    if any(theirs.isdisjoint(_named(session, caller, [each], None)) for each in names):
        return False
    named = _named(session, caller, names, text)
    return not named or bool(named & theirs)


def _named(session: Session, caller: Caller, names: Iterable[str], text: str | None) -> set[int]:
    """The customers of these names, else whose name surely stands in the words."""
    found = {person.id for said in names for person in whom.meant(session, caller.business_id, said).people}
    return found or {person.id for person in whom.named_in(session, caller.business_id, text or "")}


def ask_again(session: Session, caller: Caller, summary: str | None) -> Outcome[Any]:
    """The same question once more."""
    if entry := _entry_of(session, caller, summary):
        return entry_shown(session, caller, entry, right_of(summary))
    act, right = _of(session, caller, summary)
    return _shown(session, caller, act, right)


def ask(
    session: Session, caller: Caller, summary: str | None = None, said: str | None = None
) -> Outcome[Any]:
    """What is asked of a token: what is right of its entry, else what would be cancelled or taken back."""
    if (summary or "").startswith(f"{CORRECT}|"):
        return ask_again(session, caller, summary)
    return service.ask(session, caller, summary, said)


def is_of_shown(
    session: Session, caller: Caller, summary: str | None, names: Iterable[str], text: str | None
) -> bool:
    """Whether words name nobody, or the customer of what a token would correct."""
    entry = _entry_of(session, caller, summary)
    theirs = {entry.person_id} if entry else people_of(session, _of(session, caller, summary)[0])
    return _named(session, caller, names, text) <= theirs


def show_with(session: Session, caller: Caller, summary: str | None, right: int) -> Outcome[Any]:
    """The same with another sum, which a yes brought."""
    if entry := _entry_of(session, caller, summary):
        return entry_shown(session, caller, entry, right)
    act, _ = _of(session, caller, summary)
    return _shown(session, caller, act, right)


def right_of(summary: str | None) -> int:
    """The sum that a token would write."""
    return int((summary or "").rpartition("|")[2])


def carry_out(session: Session, caller: Caller, summary: str | None) -> Outcome[Any]:
    """Takes back what was wrong, and writes what is right in its place."""
    if entry := _entry_of(session, caller, summary):
        return _entry_corrected(session, caller, entry, right_of(summary))
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
        row = row_of(session, caller, entries_of(session, act)[0], paise)
        return lambda: filing.write(session, caller, [row])
    payment = _payment(session, act)
    told = Told(
        "record",
        paise,
        payment.way,
        payment.utr,
        payment.named,
        payer=payment.person_id,
        once_more=True,
        is_part=True,
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
    named = _named(session, caller, names, text)
    if not (names or named):
        named = {person.id for person in whom.meant(session, caller.business_id, text or "").people}
    found = acts.recent(session, caller, *WRITTEN, Kind.PAYMENT_DECIDED)
    whose = [act for act in found if named & people_of(session, act)]
    return whose if named else list(found)


def people_of(session: Session, act: Act) -> set[int]:
    """Of whom something was written."""
    if act.kind == Kind.CREDIT_WRITTEN:
        return {entry.person_id for entry in entries_of(session, act)}
    return {_payment(session, act).person_id}


def paise_of(session: Session, act: Act) -> int | None:
    """The sum that was written; None where it was several sums."""
    if act.kind != Kind.CREDIT_WRITTEN:
        return _payment(session, act).paise
    entries = entries_of(session, act)
    return entries[0].paise if len(entries) == 1 else None


def _written(session: Session, act: Act) -> AccountEntry | Payment:
    return entries_of(session, act)[0] if act.kind == Kind.CREDIT_WRITTEN else _payment(session, act)


def _is_reversed(session: Session, act: Act) -> bool:
    """Whether nothing stands any more of what was written into khatas."""
    return act.kind == Kind.CREDIT_WRITTEN and all(
        accounts.reversal_of(session, entry) is not None for entry in entries_of(session, act)
    )


def entries_of(session: Session, act: Act) -> list[AccountEntry]:
    """What an act wrote into khatas."""
    return [session.get_one(AccountEntry, (act.business_id, int(number))) for number in act.references]


def _payment(session: Session, act: Act) -> Payment:
    payment = find(session, act.business_id, act.references[0])
    assert payment is not None
    return payment
