"""The file's section about people, and its way into the books and out."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    Field,
    PlainSerializer,
    SerializationInfo,
    ValidationInfo,
)
from sqlalchemy.orm import Session

from munshi import clock
from munshi.business.models import Business
from munshi.business.part import Part, Section
from munshi.people import service, walk_in
from munshi.people.models import Alias, Person, PersonRole
from munshi.people.rules import (
    PHONE,
    USER_ID,
    WALK_IN,
    Role,
    alias_kind,
    in_digits,
    with_country_code,
    with_plus,
)
from munshi.problems import Fault


def _read(written: object, info: ValidationInfo) -> object:
    """Whoever writes a file may leave out the country code of the business; the books never do."""
    if not isinstance(written, str):
        return written
    code = (info.context or {}).get("country_code")
    return with_country_code(written, code) if code else in_digits(written)


def _write(kept: str, info: SerializationInfo) -> str:
    code = (info.context or {}).get("country_code")
    return with_plus(kept, code) if code else kept


def _each_once(values: list[str]) -> list[str]:
    """The order in which ids and roles are written means nothing."""
    return sorted(set(values))


AS_READ, AS_WRITTEN = BeforeValidator(_read), PlainSerializer(_write, return_type=str)
Phone = Annotated[str, AS_READ, Field(pattern=f"^{PHONE.pattern}$"), AS_WRITTEN]
PersonId = Annotated[
    str, AS_READ, Field(min_length=1, description="A phone or user id of somebody among `people`"), AS_WRITTEN
]
UserId = Annotated[str, Field(pattern=f"^{USER_ID.pattern}$")]


class Opted(Section):
    """Whether the business may write first, since when."""

    state: Literal["in", "out"]
    at: AwareDatetime


class PersonEntry(Section):
    """Somebody whom the business knows, by at least one phone or WhatsApp user id; `manager` is such an id too.

    Who buys over the counter and is not known is one entry with `walk_in`, whose id is `walkin`.
    From the day `left` on their roles hold no more; what is theirs in the books stays.
    """

    name: str | None = Field(None, min_length=1, max_length=100)
    profile_name: str | None = None
    roles: Annotated[list[Role], AfterValidator(_each_once)] = Field([Role.CUSTOMER], min_length=1)
    phones: Annotated[list[Phone], AfterValidator(_each_once)] = []
    user_ids: Annotated[list[UserId], AfterValidator(_each_once)] = []
    walk_in: bool = False
    language: Literal["hi", "en", "hinglish"] | None = None
    manager: PersonId | None = None
    left: date | None = None
    opted: Opted | None = None

    @property
    def ids(self) -> list[str]:
        """Every id under which WhatsApp knows the person; nobody who is known has that of a walk-in."""
        return [*self.phones, *self.user_ids, *([WALK_IN] if self.walk_in else [])]


class PeopleSections(Section):
    """What the file says about people. Those in the books whom it does not name stay as they are."""

    people: list[PersonEntry] = []


def _check(session: Session, file: PeopleSections, business_id: str) -> Iterable[Fault]:
    """Each id is one person's, in the file and in the books, and a manager is somebody."""
    known = service.ids(session, business_id)
    owners: dict[str, int] = {}
    for place, entry in enumerate(file.people):
        at = f"people[{place}]"
        if not entry.ids:
            yield Fault(at=at, problem="a person has a phone or a user id")
        for value in entry.ids:
            if owners.setdefault(value, place) != place:
                yield Fault(at=at, problem=f"{value} is also the id of people[{owners[value]}]")
        if len({known[value] for value in entry.ids if value in known}) > 1:
            yield Fault(at=at, problem="these ids belong to different persons in the books")
    yield from _check_managers(file, owners, known)


def _check_managers(file: PeopleSections, owners: dict[str, int], known: dict[str, int]) -> Iterator[Fault]:
    for place, entry in enumerate(file.people):
        if entry.manager is None:
            continue
        if entry.manager in entry.ids:
            yield Fault(at=f"people[{place}].manager", problem="nobody is their own manager")
        elif entry.manager not in owners and entry.manager not in known:
            yield Fault(at=f"people[{place}].manager", problem=f"there is nobody with the id {entry.manager}")


def _write_people(session: Session, business: Business, file: PeopleSections) -> None:
    everybody = {
        alias.value: person for person in service.everybody(session, business.id) for alias in person.aliases
    }
    for entry in file.people:
        person = next((everybody[value] for value in entry.ids if value in everybody), None)
        person = person or _new(session, business.id)
        _write_person(session, person, entry)
        everybody.update(dict.fromkeys(entry.ids, person))
    for entry in file.people:
        manager = everybody[entry.manager].id if entry.manager else None
        everybody[entry.ids[0]].manager_id = manager
    session.flush()


def _new(session: Session, business_id: str) -> Person:
    person = Person(business_id=business_id, created_at=clock.now(), aliases=[], roles=[])
    session.add(person)
    session.flush()
    return person


def _write_person(session: Session, person: Person, entry: PersonEntry) -> None:
    """Ids are only ever added: one that WhatsApp has told stays the person's."""
    person.name, person.language, person.left = entry.name, entry.language, entry.left
    person.profile_name = entry.profile_name or person.profile_name
    if entry.opted:
        person.opted, person.opted_at = entry.opted.state, entry.opted.at
    for value in entry.ids:
        if value not in {alias.value for alias in person.aliases}:
            kind = alias_kind(value) or "walk_in"
            person.aliases.append(Alias(business_id=person.business_id, value=value, kind=kind))
    for held in list(person.roles):
        if held.role not in entry.roles:
            person.roles.remove(held)
    for role in entry.roles:
        if role not in {held.role for held in person.roles}:
            person.roles.append(PersonRole(business_id=person.business_id, role=role))
    session.flush()


def _read_people(session: Session, business: Business) -> PeopleSections:
    session.expire_all()
    people = service.everybody(session, business.id)
    entries = {person.id: _entry(person) for person in people if person.aliases}
    managers = {id: entry.ids[0] for id, entry in entries.items()}
    return PeopleSections(
        people=[
            entries[person.id].model_copy(update={"manager": managers.get(person.manager_id)})
            if person.manager_id
            else entries[person.id]
            for person in people
            if person.aliases
        ]
    )


def _entry(person: Person) -> PersonEntry:
    return PersonEntry(
        name=person.name,
        profile_name=person.profile_name,
        roles=[Role(held.role) for held in person.roles],
        phones=service.phones(person),
        user_ids=service.user_ids(person),
        walk_in=walk_in.is_walk_in(person),
        language=person.language,
        left=person.left,
        opted=_opted(person.opted, person.opted_at),
    )


def _opted(state: str | None, at: datetime | None) -> Opted | None:
    return Opted.model_validate({"state": state, "at": at}) if state else None


PART = Part(PeopleSections, _check, _write_people, _read_people)
