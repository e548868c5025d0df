"""Who somebody is to a business."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlalchemy import ARRAY, Select, Text, any_, bindparam, delete, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from munshi import clock
from munshi.business.models import Business, Number
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Alias, Person, PersonRole
from munshi.people.rules import WALK_IN, Role, alias_kind, has_left, roles_on

ROLES_AND_IDS = (selectinload(Person.roles), selectinload(Person.aliases))
READ_ONCE = "everybody"  # of a session's notes

# Every call asks the second; writing a query takes longer than sending it.
HOLDS = (Alias.business_id == Person.business_id) & (Alias.person_id == Person.id)
IS_ASKED = Alias.value == any_(bindparam("aliases", type_=ARRAY(Text)))
BY_ALIAS = (
    select(Alias.value, Person)
    .join(Person, HOLDS)
    .where(Alias.business_id == bindparam("business"), IS_ASKED)
    .options(joinedload(Person.roles))
)
BY_NUMBER = (
    select(Business, Alias.value, Person)
    .join(Number)
    .outerjoin(Alias, (Alias.business_id == Business.id) & IS_ASKED)
    .outerjoin(Person, HOLDS)
    .where(Number.phone_number_id == bindparam("number"))
    .options(joinedload(Person.roles))
)


class UnknownForm(ValueError):
    """The text is neither a phone number in digits nor a business-scoped user id."""


def find(session: Session, business_id: str, alias: str) -> Person | None:
    """The person whom WhatsApp knows by this id."""
    return _known(session, business_id, [alias]).get(alias)


def meet(
    session: Session, number: str, aliases: Sequence[str], profile_name: str | None
) -> tuple[Business, Person] | None:
    """The business with this number, None where none has it, and the person with one of these ids.

    Whoever is unknown becomes a customer, and ids that are new are learnt: the first one known decides who it is.
    Raises UnknownForm.
    """
    found = session.execute(BY_NUMBER, {"number": number, "aliases": list(aliases)}).unique().all()
    if not found:
        return None
    business = found[0].Business
    known = _in_order(aliases, {row.value: row.Person for row in found})
    return business, _met(session, business.id, aliases, known, profile_name)


def _met(
    session: Session,
    business_id: str,
    aliases: Sequence[str],
    known: Mapping[str, Person],
    profile_name: str | None,
) -> Person:
    if not known:
        _wait_for_others_who_meet(session, business_id, aliases[0])
        known = _known(session, business_id, aliases)
    person = next(iter(known.values()), None) or _welcome(session, business_id)
    for alias in aliases:
        if alias not in known:
            learn(session, person, alias)
    if profile_name and person.profile_name != profile_name:
        person.profile_name = profile_name
    return person


def learn(session: Session, person: Person, alias: str) -> None:
    """Remembers one more id of a person; one that belongs to somebody already stays there. Raises UnknownForm."""
    kind = alias_kind(alias)
    if kind is None:
        raise UnknownForm(alias)
    if session.get(Alias, (person.business_id, alias)) is None:
        session.add(Alias(business_id=person.business_id, value=alias, kind=kind, person_id=person.id))
        session.flush()


def take_new_ids(session: Session, business_id: str, gone: Sequence[str], new: Sequence[str]) -> Outcome[Any]:
    """WhatsApp knows the person by other ids from now on: roles, orders and accounts stay theirs. Raises UnknownForm.

    Somebody who wrote under a new id already, and of whom the business knows no more than that, gives it up.
    """
    person = next(iter(_known(session, business_id, gone).values()), None)
    holders = _known(session, business_id, new)
    if person is None:
        return Outcome(outcome="moved" if holders else "not_found")
    for holder in holders.values():
        if holder.id != person.id:
            _refuse_to_rob(holder)
    taken_over = [alias for alias, holder in holders.items() if holder.id != person.id]
    session.execute(
        delete(Alias).where(Alias.business_id == business_id, Alias.value.in_([*gone, *taken_over]))
    )
    for alias in new:
        learn(session, person, alias)
    return Outcome(outcome="moved", facts={"person": person.id})


def everybody(session: Session, business_id: str) -> Sequence[Person]:
    """All people of a business, in the order in which they were met."""
    known: dict[str, Sequence[Person]] = session.info.get(READ_ONCE, {})
    if business_id not in known:
        query = (
            select(Person)
            .where(Person.business_id == business_id)
            .order_by(Person.id)
            .options(*ROLES_AND_IDS)
        )
        known[business_id] = session.scalars(query).all()
    return known[business_id]


@contextmanager
def everybody_read_once(session: Session) -> Iterator[None]:
    """Within, all people of a business are read once, however many ask; for what changes nobody."""
    session.info[READ_ONCE] = {}
    try:
        yield
    finally:
        del session.info[READ_ONCE]


def some(session: Session, business_id: str, after: int, limit: int) -> Sequence[Person]:
    """The first `limit` people whose id is above `after`, by id."""
    query = (
        select(Person)
        .where(Person.business_id == business_id, Person.id > after)
        .order_by(Person.id)
        .limit(limit)
        .options(*ROLES_AND_IDS)
    )
    return session.scalars(query).all()


def works_here(business: Business, person: Person) -> bool:
    """Whether the person has not left."""
    return not has_left(person.left, _today(business))


def roles_of(business: Business, person: Person) -> frozenset[Role]:
    """What the person is to the business today."""
    return roles_on(_today(business), (held.role for held in person.roles), person.left)


def who_left(business: Business) -> Select[int]:
    """The ids of those who work here no more."""
    return select(Person.id).where(Person.business_id == business.id, Person.left <= _today(business))


def holders(session: Session, business: Business, roles: Collection[Role]) -> Sequence[Person]:
    """Who holds one of the roles today, the first one known first."""
    query = (
        select(Person)
        .where(
            Person.business_id == business.id,
            Person.roles.any(PersonRole.role.in_(roles)),
            or_(Person.left.is_(None), Person.left > _today(business)),
        )
        .order_by(Person.id)
        .options(*ROLES_AND_IDS)
    )
    return session.scalars(query).all()


def was_given(person: Person, role: Role) -> bool:
    """Whether the person holds the role, if they still work here."""
    return any(held.role == role for held in person.roles)


def ids(session: Session, business_id: str) -> dict[str, int]:
    """Every id of WhatsApp's that the business knows, with the person whose it is."""
    query = select(Alias.value, Alias.person_id).where(Alias.business_id == business_id)
    return dict(session.execute(query).all())


def ids_with(session: Session, business_id: str, file: object) -> set[str]:
    """Every id that the business knows, or whose person its file brings, if it brings any."""
    brought = {value for entry in getattr(file, "people", ()) for value in entry.ids}
    return brought.union(ids(session, business_id))


def phones(person: Person) -> list[str]:
    """The person's phone numbers, in digits."""
    return [alias.value for alias in person.aliases if alias.kind == "phone"]


def user_ids(person: Person) -> list[str]:
    """The person's business-scoped user ids."""
    return [alias.value for alias in person.aliases if alias.kind == "user_id"]


def id_in_file(person: Person) -> str:
    """The id by which a business's file names a person who has one: a phone before all others."""
    of_the_shop = [alias.value for alias in person.aliases if alias.kind == "walk_in"]
    return [*phones(person), *user_ids(person), *of_the_shop][0]


def name_and_phone(person: Person) -> dict[str, Any]:
    """What somebody is called, and the first of their phones, as replies want it."""
    known = phones(person)
    return {"name": person.called, "phone": known[0] if known else None}


def ids_in_file(session: Session, business_id: str) -> dict[int, str]:
    """The id by which a file names each person who has one."""
    return {each.id: id_in_file(each) for each in everybody(session, business_id) if each.aliases}


def _today(business: Business) -> date:
    return clock.now_in(business.timezone).date()


def _known(session: Session, business_id: str, aliases: Sequence[str]) -> dict[str, Person]:
    """Whose these ids are, in their order; without those that are nobody's."""
    found = session.execute(BY_ALIAS, {"business": business_id, "aliases": list(aliases)}).unique().all()
    return _in_order(aliases, {row.value: row.Person for row in found})


def _in_order(aliases: Sequence[str], known: Mapping[str, Person]) -> dict[str, Person]:
    return {alias: known[alias] for alias in aliases if alias in known}


def _refuse_to_rob(holder: Person) -> None:
    """Whom the business has named, or who is more than a customer, keeps the number that another is said to have."""
    if holder.name is not None or {held.role for held in holder.roles} != {Role.CUSTOMER}:
        raise Refusal("taken")


def walk_in(session: Session, business_id: str) -> Person:
    """Whoever buys over the counter and is not known: made when something is first sold to them."""
    _wait_for_others_who_meet(session, business_id, WALK_IN)
    person = find(session, business_id, WALK_IN)
    if person is None:
        person = _welcome(session, business_id)
        session.add(Alias(business_id=business_id, value=WALK_IN, kind="walk_in", person_id=person.id))
        session.flush()
        session.refresh(person, ["aliases"])
    return person


def welcome(session: Session, business_id: str, alias: str) -> Person:
    """A new customer, known by this id. Raises UnknownForm."""
    person = _welcome(session, business_id)
    learn(session, person, alias)
    session.refresh(person, ["aliases"])
    return person


def _welcome(session: Session, business_id: str) -> Person:
    person = Person(business_id=business_id, created_at=clock.now())
    session.add(person)
    session.flush()
    session.add(PersonRole(business_id=business_id, person_id=person.id, role=Role.CUSTOMER))
    session.flush()
    session.refresh(person, ["roles"])
    return person


def _wait_for_others_who_meet(session: Session, business_id: str, alias: str) -> None:
    """Two first messages of one person at once make one person."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"{business_id}:{alias}", 0))))
