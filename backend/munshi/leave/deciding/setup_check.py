"""Whether what people will ask for can be decided: told when a business is set up, not when somebody asks in vain."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from munshi import clock
from munshi.business import service
from munshi.people.rules import Role, has_left
from munshi.people.sections import PART as PEOPLE
from munshi.people.sections import PersonEntry
from munshi.problems import Fault

DECIDED = ("leave", "expenses")  # the skills whose requests somebody decides
APPROVALS = "approvals"
NOBODY = (
    "nobody could decide about their requests: name a manager of theirs, an owner, or leave.fallback_approver"
)


def undecidable(session: Session, file: object, business_id: str) -> Iterator[Fault]:
    """What is wrong with a whole file: a skill whose requests nobody can decide, and employees with nobody above."""
    profile, people = getattr(file, "business", None), getattr(file, "people", ())
    if profile is None:
        return
    skills: list[str] = profile.skills
    asked = [skill for skill in skills if skill in DECIDED]
    if asked and APPROVALS not in skills:
        for skill in asked:
            at = f"business.skills[{skills.index(skill)}]"
            yield Fault(at=at, problem=f"{skill} needs {APPROVALS} too, without which nobody can decide")
    if asked:
        fallback = file.leave.fallback_approver if hasattr(file, "leave") else None
        today = clock.now_in(profile.timezone).date()
        everybody = with_those_in_the_books(session, business_id, people)
        for place in without_decider(everybody, fallback, today):
            if place < len(people):
                yield Fault(at=f"people[{place}]", problem=NOBODY)


def with_those_in_the_books(
    session: Session, business_id: str, people: Sequence[PersonEntry]
) -> list[PersonEntry]:
    """The people of a file, and behind them those of the books whom it does not name."""
    business = service.get(session, business_id)
    named = {value for entry in people for value in entry.ids}
    kept = PEOPLE.read(session, business).people if business else ()
    return [*people, *(entry for entry in kept if named.isdisjoint(entry.ids))]


def without_decider(people: Sequence[PersonEntry], fallback: str | None, today: date) -> Iterator[int]:
    """The places of the employees above whom nobody is; whoever leads others, or owns the business, is not asked."""
    here = {value: entry for entry in people if not has_left(entry.left, today) for value in entry.ids}
    everybody = {value: entry for entry in people for value in entry.ids}
    last = [*_owners(here.values()), *([here[fallback]] if fallback in here else ())]
    for place, entry in enumerate(people):
        works = Role.EMPLOYEE in entry.roles and not has_left(entry.left, today)
        if works and not {Role.MANAGER, Role.OWNER} & set(entry.roles):
            above = [each for each in _managers(entry, everybody) if here.get(each.ids[0]) is each]
            if not _others(entry, [*above, *last]):
                yield place


def _owners(people: Iterable[PersonEntry]) -> list[PersonEntry]:
    return [entry for entry in people if Role.OWNER in entry.roles]


def _managers(entry: PersonEntry, everybody: Mapping[str, PersonEntry]) -> Iterator[PersonEntry]:
    """Who stands above somebody, the nearest first; each once, whatever the file says."""
    seen: list[Collection[str]] = [entry.ids]
    above = everybody.get(entry.manager or "")
    while above is not None and above.ids not in seen:
        seen.append(above.ids)
        yield above
        above = everybody.get(above.manager or "")


def _others(entry: PersonEntry, deciders: Iterable[PersonEntry]) -> list[PersonEntry]:
    return [each for each in deciders if each.ids != entry.ids]
