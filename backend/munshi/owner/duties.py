"""Who sees to orders or keeps the stock without being in charge, as who runs the shop says it.

What would be changed is shown, written by a yes into `orders.on_duty` and `orders.stock_keepers` of the business's
file, told to whom it is of, and taken back by its button. Money, bills and posts are given to nobody by message.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import LEAVES, Asked, Reading
from munshi.billing.accounts import whom
from munshi.business.models import Business
from munshi.business.stored_sections import of
from munshi.callers import Caller
from munshi.notices import service as notices
from munshi.orders.desk import SKILL
from munshi.orders.sections import OrderSections, OrderTerms
from munshi.orders.serving.duty import IN_CHARGE
from munshi.outcomes import Outcome, Refusal
from munshi.owner.duties_said import Does, Duty, Named, Wish, named, wishes, without_orders
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import STAFF, Role

Facts = dict[str, Any]

PAGE = "staff_duties"
FIELDS = {Duty.ORDERS: "on_duty", Duty.STOCK: "stock_keepers"}
GIVEN, TAKEN = "+", "-"
MOST_SHOWN = 10  # as many as a list of WhatsApp holds


class Mark(NamedTuple):
    """A duty that is given to somebody, or taken from them; `person` is None until it is known whose it is."""

    gives: bool
    duty: Duty
    person: int | None = None


def overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What is said of duties by who works here; None where it is of something else."""
    if SKILL not in caller.business.skills or not caller.may_act_as(*STAFF):
        return None
    of_duty, others = without_orders(reading)
    said = wishes(session, caller.business, of_duty)
    if not said:
        return None
    return heard(session, caller, PAGE, lambda here, by: _told(here, by, said, of_duty.text or ""), others)


def _told(session: Session, caller: Caller, said: Sequence[Wish], text: str) -> Outcome[Any]:
    """Who has which duty, or what would be changed of that."""
    if any(wish.does is Does.ASKS for wish in said):
        return shown(session, caller)
    if not caller.may_act_as(*IN_CHARGE):
        raise Refusal("not_allowed", name=caller.person.called or "")
    if not all(wish.duties for wish in said):
        raise Refusal("not_by_message")
    if len(said) == 1 and (refused := _of_nobody(session, caller, said[0], text)):
        return refused
    marks = [mark for wish in said for mark in _marks(wish, wish.named.people)]
    return ask(session, caller, marks)


def _marks(wish: Wish, whose: Sequence[Person]) -> list[Mark]:
    gives = wish.does is Does.GIVES
    return [Mark(gives, duty, person.id) for person in whose for duty in wish.duties]


def _of_nobody(session: Session, caller: Caller, wish: Wish, text: str) -> Outcome[Any] | None:
    """Who is meant is asked, or said to be nobody who works here; None where it is known."""
    open_marks = [Mark(wish.does is Does.GIVES, duty) for duty in wish.duties]
    return whose(session, caller, open_marks, wish.named, text)


def whose(
    session: Session, caller: Caller, marks: Sequence[Mark], named_: Named, text: str
) -> Outcome[Any] | None:
    """The same, of duties of which it is not known whose they shall be."""
    if named_.several:
        return Outcome[str](outcome="which", facts=_choices(marks, named_.several))
    if named_.people:
        return None
    helpers = _helpers(session, caller.business)
    called = [each.called for each in helpers if each.called]
    if not named_.unknown:
        outcome = "whose" if helpers else "no_helpers"
        return Outcome[str](outcome=outcome, facts=_choices(marks, helpers))
    customers = whom.named_in(session, caller.business_id, text)
    outcome = "customer" if customers else "unknown"
    said = customers[0].called if customers else named_.unknown
    return Outcome[str](outcome=outcome, facts={"said": said, "names": called})


def ask(session: Session, caller: Caller, marks: Sequence[Mark]) -> Outcome[Any]:
    """What would be changed, with the token of a yes; who is in charge has every duty already."""
    persons = {mark.person: _person(session, caller, mark.person) for mark in marks}
    free = {number for number, each in persons.items() if not _is_in_charge(caller.business, each)}
    if not free:
        names = [each.called or "" for each in persons.values()]
        return Outcome[str](outcome="in_charge", facts={"names": names})
    kept = [mark for mark in marks if mark.person in free]
    changes = [mark for mark in kept if _has(caller.business, mark, persons[mark.person]) is not mark.gives]
    rows = _rows(session, caller, changes or kept)
    if not changes:
        return Outcome[str](outcome="as_before", facts={"rows": rows})
    return Outcome[str](outcome="confirm", facts={"rows": rows, "summary": _stored(changes)})


def of_confirming(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes to what was shown, a no, or the name of whose duty it shall be."""
    marks = _of(reading.first("summary") or asked.summary or "")
    if not marks:
        return None
    if reading.is_no:
        return Heard(PAGE, Outcome[str](outcome="kept"))
    if all(mark.person for mark in marks):
        yes = reading.is_plain_yes
        return heard(session, caller, PAGE, lambda here, by: write(here, by, marks)) if yes else None
    who = named(people.holders(session, caller.business, STAFF), reading.text or "")
    if reading.is_tap or not (who.people or who.several):
        return None
    return heard(session, caller, PAGE, lambda here, by: _of_named(here, by, marks, who))


def _of_named(session: Session, caller: Caller, marks: Sequence[Mark], who: Named) -> Outcome[Any]:
    meant = [mark._replace(person=each.id) for each in who.people for mark in marks]
    return whose(session, caller, marks, who, "") or ask(session, caller, meant)


def of_written(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What was just written is taken back by its button; words are asked about first."""
    back = _of(asked.summary or "")
    if not back:
        return None
    if reading.is_tap and reading.first("summary") == asked.summary:
        return heard(session, caller, PAGE, lambda here, by: write(here, by, back))
    if reading.is_tap or not reading.wants(LEAVES):
        return None
    return heard(session, caller, PAGE, lambda here, by: ask(here, by, back))


def write(session: Session, caller: Caller, marks: Sequence[Mark]) -> Outcome[Any]:
    """Writes it and tells whom it is of; owners hear what a manager has changed. `summary` takes it back."""
    caller.must_be(*IN_CHARGE)
    business = session.get_one(Business, caller.business_id, with_for_update=True, populate_existing=True)
    changed = []
    for mark in marks:
        person = _person(session, caller, mark.person)
        if _has(business, mark, person) is not mark.gives and people.works_here(business, person):
            _set(business, mark, person)
            changed.append(mark)
    session.flush()
    rows = _rows(session, caller, changed or marks)
    if not changed:
        return Outcome[str](outcome="as_before", facts={"rows": rows})
    unheard = _tell(session, caller, changed)
    back = _stored([mark._replace(gives=not mark.gives) for mark in changed])
    return Outcome[str](outcome="written", facts={"rows": rows, "unheard": unheard, "summary": back})


def shown(session: Session, caller: Caller) -> Outcome[Any]:
    """Who has which duty now, beside those in charge."""
    by_duty = {
        str(duty): [each.called or "" for each in _holders(session, caller.business, duty)] for duty in Duty
    }
    in_charge = [each.called or "" for each in people.holders(session, caller.business, IN_CHARGE)]
    facts = {"duties": by_duty, "names": in_charge, "may_change": caller.may_act_as(*IN_CHARGE)}
    return Outcome[str](outcome="shown", facts=facts)


def _holders(session: Session, business: Business, duty: Duty) -> list[Person]:
    helpers = people.holders(session, business, STAFF)
    marks = ((Mark(True, duty, each.id), each) for each in helpers)
    return [each for mark, each in marks if _has(business, mark, each)]


def _terms(business: Business) -> OrderTerms:
    return of(business, OrderSections).orders


def _has(business: Business, mark: Mark, person: Person) -> bool:
    ids: Sequence[str] = getattr(_terms(business), FIELDS[mark.duty])
    return any(alias.value in ids for alias in person.aliases)


def _set(business: Business, mark: Mark, person: Person) -> None:
    """Puts the person among those with the duty, or out of them, under every id that they have."""
    field, mine = FIELDS[mark.duty], {alias.value for alias in person.aliases}
    others = [each for each in getattr(_terms(business), field) if each not in mine]
    ids = [*others, people.id_in_file(person)] if mark.gives else others
    terms: Any = business.settings.get(SKILL, {})
    kept = {**terms, field: ids} if ids else {name: said for name, said in terms.items() if name != field}
    business.settings = {**business.settings, SKILL: kept}


def _tell(session: Session, caller: Caller, changed: Sequence[Mark]) -> list[str]:
    """Whom it is of hears it, and the owners what a manager has done; the names of those who cannot be written to."""
    unheard, at = [], clock.now().isoformat()
    for row in _rows(session, caller, changed):
        person = _person(session, caller, row["person"])
        name = "duty_given" if row["gives"] else "duty_taken"
        facts = {"duty_kinds": row["duties"], "duty_by": caller.person.called or caller.business.name}
        key = f"{name}:{person.id}:{at}"
        if not notices.tell(session, caller.business_id, person, name, key, **facts):
            unheard.append(person.called or "")
    if not caller.may_act_as(Role.OWNER):
        said: Facts = {"duty_rows": _rows(session, caller, changed), "duty_by": caller.person.called or ""}
        notices.tell_role(session, caller.business_id, Role.OWNER, "duty_changed", f"duty:{at}", **said)
    return unheard


def _rows(session: Session, caller: Caller, marks: Sequence[Mark]) -> list[Facts]:
    """One for each person and for what is done: the duties together."""
    rows: dict[tuple[int | None, bool], Facts] = {}
    for mark in marks:
        name = _person(session, caller, mark.person).called or ""
        row: Facts = {"person": mark.person, "name": name, "gives": mark.gives, "duties": []}
        rows.setdefault((mark.person, mark.gives), row)["duties"].append(str(mark.duty))
    return list(rows.values())


def _choices(marks: Sequence[Mark], among: Sequence[Person]) -> Facts:
    """The duties, and a button for each who may be meant: a tap is the yes to just this."""
    options = [
        {"name": each.called or "", "summary": _stored([mark._replace(person=each.id) for mark in marks])}
        for each in among[:MOST_SHOWN]
    ]
    gives = marks[0].gives
    kinds = [str(mark.duty) for mark in marks]
    return {"options": options, "gives": gives, "duty_kinds": kinds, "summary": _stored(marks)}


def _helpers(session: Session, business: Business) -> list[Person]:
    """Who works here and is not in charge."""
    staff = people.holders(session, business, STAFF)
    return [each for each in staff if each.called and not _is_in_charge(business, each)]


def _is_in_charge(business: Business, person: Person) -> bool:
    return not people.roles_of(business, person).isdisjoint(IN_CHARGE)


def _person(session: Session, caller: Caller, number: int | None) -> Person:
    return session.get_one(Person, (caller.business_id, number))


def _stored(marks: Sequence[Mark]) -> str:
    return " ".join(f"{GIVEN if mark.gives else TAKEN}{mark.duty}:{mark.person or ''}" for mark in marks)


def _of(stored: str) -> list[Mark]:
    """The changes of a token; of no such token none."""
    found = []
    for part in stored.split():
        duty, _, person = part[1:].partition(":")
        if part[0] not in (GIVEN, TAKEN) or duty not in set(Duty):
            return []
        found.append(Mark(part[0] == GIVEN, Duty(duty), int(person) if person else None))
    return found
