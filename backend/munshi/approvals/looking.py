"""Who of somebody's people is away: for managers those under them, for owners everybody; never why."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.approvals.rules import under
from munshi.approvals.service import refuse_where_not_offered
from munshi.callers import Caller
from munshi.leave.facts import called
from munshi.leave.models import LeaveDayRow, LeaveRequest
from munshi.outcomes import Outcome, Refusal
from munshi.people import names
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.named import all_named_in
from munshi.people.rules import STAFF, Role

AHEAD = timedelta(days=60)  # in which leave is told of who is named without a day


def away(
    session: Session,
    caller: Caller,
    first: date | None,
    last: date | None,
    person: str | None,
    said: str | None = None,
) -> Outcome[Any]:
    """Who is on leave in a span, or waits for an answer about it; without days it is today, of who is named it is
    all that is to come.
    """
    refuse_where_not_offered(caller)
    team = _team(session, caller)
    if person is None and (named := all_named_in(said or "", team)):
        team, person = named, ", ".join(each.called or "" for each in named)
    elif person is not None:
        team = _named(team, person)
    today = clock.now_in(caller.business.timezone).date()
    since = first or last or today
    ahead = AHEAD if person is not None and not (first or last) else timedelta(0)
    span = sorted((since, last or since + ahead))
    facts: dict[str, Any] = {"from": span[0].isoformat(), "to": span[1].isoformat()}
    rows = _rows(team, _days(session, caller.business_id, span[0], span[1]))
    if not rows and person is not None:
        return Outcome[str](outcome="not_away", facts={**facts, "person": person})
    if not rows:
        return Outcome[str](outcome="nobody", facts=facts)
    return Outcome[str](outcome="team", facts={**facts, "rows": rows})


def _team(session: Session, caller: Caller) -> list[Person]:
    """Whom the caller may know about. Refuses who has no team."""
    staff = people.holders(session, caller.business, STAFF)
    below = under(caller.person.id, {each.id: each.manager_id for each in staff})
    if caller.may_act_as(Role.OWNER):
        return [each for each in staff if each.id != caller.person.id]
    if not caller.may_act_as(*STAFF) or not (below or caller.may_act_as(Role.MANAGER)):
        raise Refusal("not_allowed", roles=[str(Role.MANAGER), str(Role.OWNER)])
    return [each for each in staff if each.id in below]


def _named(team: Sequence[Person], said: str) -> list[Person]:
    """Those of the team who may be called so; a row that is shown says its name."""
    found = names.meant(said, {each.called for each in team if each.called}).names
    if not found:
        raise Refusal("unknown_person", person=said)
    return [each for each in team if each.called in found]


def _days(session: Session, business_id: str, first: date, last: date) -> Sequence[Row[int, date, str, str]]:
    """The days on which somebody would work, and does not or asks not to."""
    query = (
        select(LeaveDayRow.person_id, LeaveDayRow.date, LeaveDayRow.portion, LeaveRequest.status)
        .join(
            LeaveRequest,
            (LeaveRequest.business_id == LeaveDayRow.business_id)
            & (LeaveRequest.id == LeaveDayRow.request_id),
        )
        .where(
            LeaveDayRow.business_id == business_id,
            LeaveDayRow.date.between(first, last),
            LeaveDayRow.live,
            LeaveDayRow.counted,
        )
        .order_by(LeaveDayRow.date, LeaveDayRow.person_id, LeaveDayRow.portion)
    )
    return session.execute(query).all()


def _rows(team: Collection[Person], days: Iterable[Row[int, date, str, str]]) -> list[dict[str, Any]]:
    """One for each person and status, who is away first first."""
    known = {person.id: called(person) for person in team}
    rows: dict[tuple[int, str], dict[str, Any]] = {}
    for person_id, day, portion, status in days:
        if person_id in known:
            fresh: dict[str, Any] = {"name": known[person_id], "days": [], "status": status}
            row = rows.setdefault((person_id, status), fresh)
            row["days"].append({"date": day.isoformat(), "portion": portion})
    return list(rows.values())
