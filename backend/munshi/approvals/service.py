"""What waits for somebody's yes or no, leave and claims alike, and their word on what they mean."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from munshi.access.rules import How
from munshi.approvals.also import also_waiting
from munshi.approvals.mentioned import mentioned
from munshi.approvals.rules import Kind, is_named, kind_of
from munshi.callers import Caller
from munshi.expenses import deciding as claims
from munshi.leave.deciding import service as leave
from munshi.leave.deciding.approvers import is_approver
from munshi.leave.private import note_shown
from munshi.leave.terms import grants
from munshi.outcomes import Outcome, Refusal
from munshi.people import names
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import STAFF, Role
from munshi.turns import decide
from munshi.undoing import acts
from munshi.undoing.rules import Kind as Undoable

SKILL = "approvals"

VERDICTS = {True: "approved", False: "rejected"}
DECIDED = frozenset(VERDICTS.values())
Row = dict[str, Any]


class Books(Protocol):
    """The requests of one kind."""

    def pending_for(self, session: Session, approver: Person, also_of_others: bool) -> list[Row]:
        """What waits for somebody's decision, or whatever they may decide about."""

    def decide(
        self, session: Session, caller: Caller, reference: str, approve: bool, reason: str | None
    ) -> Outcome[Any]:
        """Somebody's word on one of them."""


BOOKS: Mapping[Kind, Books] = {"leave": leave, "claim": claims}


@dataclass(frozen=True)
class Verdict:
    """A yes or a no to one request, by its reference or whose it is."""

    approve: bool
    reference: str | None = None
    person: str | None = None


@dataclass(frozen=True)
class Meant:
    """Which request somebody speaks of; nothing said is the one that waits, `all` everything that does.

    `each` are those of which not the same is said; `confirmed` where the sum of several was shown and said yes to.
    `said` is the whole message: what it names of what waits is meant, where the reading saw no name.
    """

    references: tuple[str, ...] = ()
    person: str | None = None
    kind: Kind | None = None
    all: bool = False
    so_many: int | None = None
    each: tuple[Verdict, ...] = ()
    confirmed: bool = False
    said: str | None = None

    @property
    def names(self) -> bool:
        """Whether the reading says which."""
        return bool(self.references or self.person or self.all or self.so_many or self.each)

    @property
    def reference(self) -> str | None:
        """The first that is named."""
        return next(iter(self.references), None)

    def holds(self, number: int) -> bool:
        """Whether so many requests are meant together."""
        return self.all or number in (1, self.so_many) or len(self.references) > 1


@dataclass(frozen=True)
class Answer:
    """A yes, or a no with its reason."""

    approve: bool
    reason: str | None = None

    @property
    def lacks_reason(self) -> bool:
        """Whether it is a no that says nothing."""
        return not (self.approve or (self.reason and self.reason.strip()))


def waiting(session: Session, caller: Caller) -> Outcome[Any]:
    """What waits for the caller, the oldest first; for who runs the shop with what else does."""
    refuse_where_not_offered(caller)
    rows, others = _waiting(session, caller), also_waiting(session, caller)
    if not rows and not others:
        _refuse_strangers(session, caller)
        raise Refusal("none")
    facts = {"rows": _seen(session, caller, rows), "others": others}
    return Outcome[str](outcome="list" if rows else "others", facts=facts)


def approve(session: Session, caller: Caller, meant: Meant, reason: str | None = None) -> Outcome[Any]:
    """A yes to what is meant, or a no with its reason to some; nothing where it is not clear what that is."""
    return say(session, caller, meant, Answer(approve=True, reason=reason if meant.each else None))


def reject(session: Session, caller: Caller, meant: Meant, reason: str | None) -> Outcome[Any]:
    """A no to what is meant, with a reason that is the same for all of it."""
    return say(session, caller, meant, Answer(approve=False, reason=reason))


def refuse_where_not_offered(caller: Caller) -> None:
    """Where the business decides elsewhere, nothing is decided here."""
    caller.must_be_offered(SKILL, business=caller.business.name)


def kept() -> Outcome[Any]:
    """Nothing is decided after all."""
    return Outcome[str](outcome="kept")


def choose(session: Session, caller: Caller, meant: Meant, reason: str | None) -> Outcome[Any]:
    """Which, once more, to who did not say it; a reason that was given is kept."""
    rows = [row for row in _waiting(session, caller, True) if row["reference"] in meant.references]
    if not rows:
        raise Refusal("none")
    each = [asdict(one) for one in meant.each]
    return _ask(session, caller, "choose_request", rows, reason, each=each, unclear=True)


def ask_why_again(session: Session, caller: Caller, meant: Meant) -> Outcome[Any]:
    """Why not, once more, to who did not say it."""
    asked = say(session, caller, meant, Answer(approve=False))
    if asked.outcome != "ask_reason":
        return asked
    about = {**asked.facts["about"], "again": True}
    return Outcome[str](outcome="ask_reason_again", facts={**asked.facts, "about": about})


def say(session: Session, caller: Caller, meant: Meant, answer: Answer) -> Outcome[Any]:
    """A word on what is meant: nothing is decided where that is not clear, nor several before their sum was shown."""
    refuse_where_not_offered(caller)
    if meant.each:
        return _say_of_each(session, caller, meant, answer)
    kind = kind_of(meant.reference) if meant.reference else None
    if meant.reference and kind and len(meant.references) == 1:
        return _decide(session, caller, kind, meant.reference, answer)
    rows, sure = _meant(session, caller, meant)
    if not rows:
        _refuse_strangers(session, caller)
        raise _nothing(meant)
    if not meant.names and len({row["name"] for row in rows}) == len(rows) > 1 and _spoken_of(rows, meant):
        return _say_together(session, caller, [(row, answer.approve) for row in rows], meant, answer)
    if not (sure and meant.holds(len(rows))):
        return _ask(session, caller, "choose_request", rows, answer.reason)
    if len(rows) == 1:
        return _decide(session, caller, rows[0]["kind"], rows[0]["reference"], answer)
    return _say_together(session, caller, [(row, answer.approve) for row in rows], meant, answer)


def _say_of_each(session: Session, caller: Caller, meant: Meant, answer: Answer) -> Outcome[Any]:
    """A word on each of those that are named; where one of them is not clear, it is asked first and none is decided.

    The kind that the message names is that of all whom it names.
    """
    said: list[tuple[Row, bool]] = []
    for verdict in meant.each:
        named = Meant(tuple(filter(None, [verdict.reference])), verdict.person, meant.kind)
        rows, sure = _meant(session, caller, named)
        if not rows:
            _refuse_strangers(session, caller)
            raise _nothing(named)
        if not sure or len(rows) > 1:
            each = [asdict(one) for one in (verdict, *(one for one in meant.each if one is not verdict))]
            return _ask(session, caller, "choose_request", rows, answer.reason, each=each)
        said.append((rows[0], verdict.approve))
    return _say_together(session, caller, said, meant, answer)


def _say_together(
    session: Session, caller: Caller, said: Sequence[tuple[Row, bool]], meant: Meant, answer: Answer
) -> Outcome[Any]:
    """Several at once: why not is asked first, then the sum is shown, and a yes to it decides."""
    each = [{"reference": row["reference"], "approve": approve} for row, approve in said]
    refused = [row for row, approve in said if not approve]
    if refused and replace(answer, approve=False).lacks_reason:
        return _ask(session, caller, "ask_reason", refused, each=each)
    if meant.confirmed:
        return _decide_all(session, caller, said, answer.reason)
    rows = [{**row, "approve": approve} for row, approve in said]
    shown = _ask(session, caller, "confirm", rows, answer.reason if refused else None, each=each)
    return Outcome[str](outcome="confirm", facts={**shown.facts, "summary": _token(each)})


def _token(each: Sequence[Row]) -> str:
    return ",".join(f"{one['reference']}{'+' if one['approve'] else '-'}" for one in each)


def _meant(session: Session, caller: Caller, meant: Meant) -> tuple[list[Row], bool]:
    """The rows that may be meant, and whether that is sure. An owner who names somebody may answer for the manager."""
    named = meant.person is not None and meant.reference is None
    rows = [row for row in _waiting(session, caller, named) if meant.kind in (None, row["kind"])]
    if meant.references:
        return [row for each in meant.references for row in _called(rows, each)], True
    if meant.person is None:
        return (rows if meant.names else _spoken_of(rows, meant) or rows), True
    staff = [each.called for each in people.holders(session, caller.business, STAFF)]
    found = names.meant(meant.person, filter(None, {*staff, *(row["name"] for row in rows)}))
    theirs = [row for row in rows if row["name"] in found.names]
    if not theirs and (spoken := _spoken_of(rows, meant)):
        return spoken, True
    return theirs, found.sure and len({row["name"] for row in theirs}) == 1


def _spoken_of(rows: Sequence[Row], meant: Meant) -> list[Row]:
    return mentioned(rows, meant.said) if meant.said else []


def _called(rows: Sequence[Row], said: str) -> list[Row]:
    """The row with a reference or a bare number; a reference of what does not wait stands for itself."""
    kind = kind_of(said)
    here = [row for row in rows if row["reference"] == said or is_named(row["reference"], said)]
    return here or ([{"reference": said, "kind": kind, "name": None}] if kind else [])


def _nothing(meant: Meant) -> Refusal:
    if meant.reference is not None:
        return Refusal("not_found", reference=meant.reference)
    return Refusal("nobody", person=meant.person) if meant.person is not None else Refusal("none")


def _waiting(session: Session, caller: Caller, also_of_others: bool = False) -> list[Row]:
    """What the caller is asked, the oldest first; or all that they may decide about."""
    rows = [
        row for books in BOOKS.values() for row in books.pending_for(session, caller.person, also_of_others)
    ]
    return sorted(rows, key=lambda row: datetime.fromisoformat(row["asked_at"]))


def _decision(session: Session, caller: Caller, kind: Kind, reference: str, answer: Answer) -> Outcome[Any]:
    return decide(
        session,
        caller,
        lambda here, by: BOOKS[kind].decide(here, by, reference, answer.approve, answer.reason),
    )


def _decide(session: Session, caller: Caller, kind: Kind, reference: str, answer: Answer) -> Outcome[Any]:
    """One decision, and how it is taken back."""
    decided = _decision(session, caller, kind, reference, answer)
    facts = {"kind": kind, **decided.facts}
    if decided.outcome == "ask_reason":
        facts["about"] = {"references": [decided.facts["reference"]], "reason": None}
    if decided.outcome in DECIDED:
        facts["act"] = acts.note(session, caller, Undoable.DECIDED, [decided.facts["reference"]])
    if decided.outcome == "decided_already" and decided.facts["status"] != VERDICTS[answer.approve]:
        return _turned_round(session, caller, facts)
    return Outcome[str](outcome=decided.outcome, facts=facts)


def _turned_round(session: Session, caller: Caller, facts: Row) -> Outcome[Any]:
    """Who decided the contrary themselves a moment ago can take that back first."""
    act = acts.open_act(session, caller, Undoable.DECIDED, facts["reference"])
    if act is None or facts["status"] not in DECIDED:
        return Outcome[str](outcome="decided_already", facts=facts)
    return Outcome[str](outcome="decided_just_now", facts={**facts, "act": act.id})


def _decide_all(
    session: Session, caller: Caller, said: Sequence[tuple[Row, bool]], reason: str | None
) -> Outcome[Any]:
    """Each by itself, and taken back together."""
    one_after_the_other(session, caller.business_id)
    told = []
    for row, approve in said:
        answer = Answer(approve, None if approve else reason)
        decided = _decision(session, caller, row["kind"], row["reference"], answer)
        called = row["name"] or decided.facts.get("name")
        told.append(
            {"reference": row["reference"], "name": called, "kind": row["kind"], "outcome": decided.outcome}
        )
    done = [row["reference"] for row in told if row["outcome"] in DECIDED]
    act = acts.note(session, caller, Undoable.DECIDED, done) if done else None
    return Outcome[str](outcome="decided", facts={"rows": told, "act": act})


def one_after_the_other(session: Session, business_id: str) -> None:
    """Whoever decides about many at the same business waits, so that nobody waits in a circle."""
    name = f"approvals:{business_id}"
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))


def _refuse_strangers(session: Session, caller: Caller) -> None:
    """Who decides about nobody hears so; nothing that waits is no answer to them."""
    if not caller.may_act_as(Role.MANAGER, Role.OWNER):
        business = caller.business
        if not is_approver(session, grants(session, business), caller.person):
            raise Refusal("not_allowed", roles=[str(Role.MANAGER), str(Role.OWNER)])


def _ask(
    session: Session,
    caller: Caller,
    outcome: str,
    rows: Sequence[Row],
    reason: str | None = None,
    each: Sequence[Row] = (),
    **more: Any,
) -> Outcome[Any]:
    """A question about these; `about` is what its answer is about, and comes back with it."""
    about = {"references": [row["reference"] for row in rows], "reason": reason, "each": list(each)}
    shown = [{**row, "choice": row["reference"]} for row in _seen(session, caller, rows)]
    return Outcome[str](outcome=outcome, facts={"requests": shown, "about": about, "reason": reason, **more})


def _seen(session: Session, caller: Caller, rows: Sequence[Row]) -> list[Row]:
    """The rows; why somebody wants to be away is thereby seen, and that is written down."""
    told = [row["reference"] for row in rows if row.get("reason")]
    note_shown(session, caller.person, How.LIST, told)
    return list(rows)
