"""What waits for somebody's yes or no, leave and claims alike, and their word on what they mean."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from munshi.access.rules import How
from munshi.approvals.rules import Kind, is_named, kind_of
from munshi.callers import Caller
from munshi.expenses import approving as claims
from munshi.leave import approving as leave
from munshi.leave.approvers import is_approver
from munshi.leave.private import note_shown
from munshi.leave.terms import grants
from munshi.outcomes import Outcome, Refusal
from munshi.people import names
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import STAFF, Role
from munshi.turns import decide

SKILL = "approvals"

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


class Meant(NamedTuple):
    """Which request somebody speaks of; nothing said is the one that waits, `all` everything that does."""

    references: tuple[str, ...] = ()
    person: str | None = None
    kind: Kind | None = None
    all: bool = False
    so_many: int | None = None

    @property
    def reference(self) -> str | None:
        """The first that is named."""
        return next(iter(self.references), None)

    def holds(self, number: int) -> bool:
        """Whether so many requests are meant together."""
        return self.all or number in (1, self.so_many) or len(self.references) > 1


class Answer(NamedTuple):
    """A yes, or a no with its reason."""

    approve: bool
    reason: str | None = None

    @property
    def lacks_reason(self) -> bool:
        """Whether it is a no that says nothing."""
        return not (self.approve or (self.reason and self.reason.strip()))


def waiting(session: Session, caller: Caller) -> Outcome[Any]:
    """What waits for the caller, the oldest first."""
    refuse_where_not_offered(caller)
    rows = _waiting(session, caller)
    if not rows:
        _refuse_strangers(session, caller)
        raise Refusal("none")
    return Outcome[str](outcome="list", facts={"rows": _seen(session, caller, rows)})


def approve(session: Session, caller: Caller, meant: Meant) -> Outcome[Any]:
    """A yes to what is meant; nothing is decided where it is not clear what that is."""
    return _say(session, caller, meant, Answer(approve=True))


def reject(session: Session, caller: Caller, meant: Meant, reason: str | None) -> Outcome[Any]:
    """A no to what is meant, with a reason that is the same for all of it."""
    return _say(session, caller, meant, Answer(approve=False, reason=reason))


def refuse_where_not_offered(caller: Caller) -> None:
    """Where the business decides elsewhere, nothing is decided here."""
    if SKILL not in caller.business.skills:
        raise Refusal("not_offered", business=caller.business.name)


def _say(session: Session, caller: Caller, meant: Meant, answer: Answer) -> Outcome[Any]:
    refuse_where_not_offered(caller)
    kind = kind_of(meant.reference) if meant.reference else None
    if meant.reference and kind and len(meant.references) == 1:
        return _decide(session, caller, kind, meant.reference, answer)
    rows, sure = _meant(session, caller, meant)
    if not rows:
        _refuse_strangers(session, caller)
        raise _nothing(meant)
    if not (sure and meant.holds(len(rows))):
        options = [{**row, "choice": row["reference"]} for row in rows]
        return _ask(session, caller, "choose_request", options)
    if len(rows) == 1:
        return _decide(session, caller, rows[0]["kind"], rows[0]["reference"], answer)
    if answer.lacks_reason:
        return _ask(session, caller, "ask_reason", rows)
    return _decide_all(session, caller, rows, answer)


def _meant(session: Session, caller: Caller, meant: Meant) -> tuple[list[Row], bool]:
    """The rows that may be meant, and whether that is sure. An owner who names somebody may answer for the manager."""
    named = meant.person is not None and meant.reference is None
    rows = [row for row in _waiting(session, caller, named) if meant.kind in (None, row["kind"])]
    if meant.references:
        return [row for each in meant.references for row in _called(rows, each)], True
    if meant.person is None:
        return rows, True
    staff = [each.called for each in people.holders(session, caller.business, STAFF)]
    found = names.meant(meant.person, filter(None, {*staff, *(row["name"] for row in rows)}))
    theirs = [row for row in rows if row["name"] in found.names]
    return theirs, found.sure and len({row["name"] for row in theirs}) == 1


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


def _decide(session: Session, caller: Caller, kind: Kind, reference: str, answer: Answer) -> Outcome[Any]:
    decided = decide(
        session,
        caller,
        lambda here, by: BOOKS[kind].decide(here, by, reference, answer.approve, answer.reason),
    )
    return Outcome[str](outcome=decided.outcome, facts={"kind": kind, **decided.facts})


def _decide_all(session: Session, caller: Caller, rows: Sequence[Row], answer: Answer) -> Outcome[Any]:
    """Each by itself; whoever decides about many at the same business waits, so that nobody waits in a circle."""
    name = f"approvals:{caller.business_id}"
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))
    told = []
    for row in rows:
        decided = _decide(session, caller, row["kind"], row["reference"], answer)
        called = row["name"] or decided.facts.get("name")
        told.append(
            {"reference": row["reference"], "name": called, "kind": row["kind"], "outcome": decided.outcome}
        )
    return Outcome[str](outcome="decided", facts={"rows": told})


def _refuse_strangers(session: Session, caller: Caller) -> None:
    """Who decides about nobody hears so; nothing that waits is no answer to them."""
    if not caller.may_act_as(Role.MANAGER, Role.OWNER):
        business = caller.business
        if not is_approver(session, grants(session, business), caller.person):
            raise Refusal("not_allowed", roles=[str(Role.MANAGER), str(Role.OWNER)])


def _ask(session: Session, caller: Caller, outcome: str, rows: Sequence[Row]) -> Outcome[Any]:
    return Outcome[str](outcome=outcome, facts={"requests": _seen(session, caller, rows)})


def _seen(session: Session, caller: Caller, rows: Sequence[Row]) -> list[Row]:
    """The rows; why somebody wants to be away is thereby seen, and that is written down."""
    told = [row["reference"] for row in rows if row.get("reason")]
    note_shown(session, caller.person, How.LIST, told)
    return list(rows)
