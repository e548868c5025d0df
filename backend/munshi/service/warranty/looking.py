"""Finding sold pieces: by serial, by the number of a bill, by whose they are, by what they are called."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.access import service as access
from munshi.access.rules import How, Kind
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.orders.passing_on import pass_on
from munshi.outcomes import Outcome, Refusal
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import STAFF, in_digits
from munshi.service.tickets.desk import refuse_where_not_offered
from munshi.service.tickets.meant import models_named, unserved
from munshi.service.tickets.words import of_faults
from munshi.service.warranty import spoken
from munshi.service.warranty.models import ProductModel, SoldProduct, WarrantyPolicy
from munshi.service.warranty.standing import coming_costs, names, piece_facts

LISTED = 10


def check(session: Session, caller: Caller, reading: Reading, serial: str | None = None) -> Outcome[Any]:
    """How what is named stands: by serial, bill or phone, or what the person has bought; a picture is not read."""
    refuse_where_not_offered(caller)
    serial, text = serial or reading.first("serial_number"), reading.text or ""
    fault = of_faults(text)
    sold = with_bill(session, caller, reading)
    if serial and not sold:
        piece = by_serial(session, caller.business_id, str(serial))
        if piece is None:
            raise Refusal("serial_not_found", serial=str(serial).upper())
        spoken.remember(session, caller, piece, fault)
        return _shown(session, caller, [piece], fault)
    if reading.attachment:
        return Outcome[str](outcome="ask_serial")
    if (other := unserved(text, models(session, caller.business_id))) is not None:
        return Outcome[str](outcome="not_ours", facts={"machine_called": other})
    whose = _whose(session, caller, reading.first("phone"))
    pieces = sold or (of_person(session, whose) if whose else [])
    named = models_named(text, models(session, caller.business_id))
    wanted = {model.model for model in named}
    found = [piece for piece in pieces if piece.model in wanted] if named else pieces
    if len(found) == 1 and found[0].person_id == caller.person.id:
        spoken.remember(session, caller, found[0], fault)
    if found:
        return _shown(session, caller, found, fault)
    if named:
        spoken.remember_model(session, caller, named[0].model)
        return Outcome[str](outcome="not_bought", facts=_in_general(session, named[0]))
    if models(session, caller.business_id):
        return Outcome[str](outcome="ask_serial")
    if text:
        pass_on(session, caller, text)  # only the shop can say it
    return Outcome[str](outcome="none")


def to_decide(session: Session, caller: Caller, text: str, *, any_of_them: bool) -> SoldProduct | None:
    """What waits for the owner's word: the piece whose serial is named, else the first of all where that is asked."""
    query = select(SoldProduct).where(
        SoldProduct.business_id == caller.business_id, SoldProduct.standing == "waiting"
    )
    said = {word.strip(".,:;()") for word in text.upper().split()}
    waiting = session.scalars(query.order_by(SoldProduct.id)).all()
    named = next((piece for piece in waiting if piece.serial in said), None)
    return named or (waiting[0] if waiting and any_of_them else None)


def show_to_decide(session: Session, caller: Caller, piece: SoldProduct) -> Outcome[Any]:
    """The piece with whose it is, for a yes or a no; the look is noted."""
    person = session.get(Person, (caller.business_id, piece.person_id)) if piece.person_id else None
    phones = people.phones(person) if person else []
    customer = {"name": person.called if person else None, "phone": phones[0] if phones else None}
    if piece.person_id:
        seen = [(piece.person_id, Kind.SOLD, piece.serial or piece.model)]
        access.note(session, caller.business_id, caller.person, How.STATUS, seen)
    today = clock.now_in(caller.business.timezone).date()
    facts = {"piece": {**piece_facts(session, piece, today), "customer": customer}, "summary": str(piece.id)}
    return Outcome[str](outcome="to_decide", facts=facts)


def waits_for(session: Session, caller: Caller) -> bool:
    """Whether something that the person registered waits for the owner's word."""
    return any(piece.standing == "waiting" for piece in of_person(session, caller.person))


def by_serial(session: Session, business_id: str, serial: str) -> SoldProduct | None:
    """The piece with this serial, unless it was refused."""
    query = select(SoldProduct).where(
        SoldProduct.business_id == business_id,
        SoldProduct.serial == "".join(serial.upper().split()),
        SoldProduct.standing != "refused",
    )
    return session.scalar(query)


def of_person(session: Session, person: Person) -> Sequence[SoldProduct]:
    """What somebody has bought, the last first."""
    query = select(SoldProduct).where(
        SoldProduct.business_id == person.business_id,
        SoldProduct.person_id == person.id,
        SoldProduct.standing != "refused",
    )
    return session.scalars(query.order_by(SoldProduct.sold_on.desc(), SoldProduct.id.desc())).all()


def with_bill(session: Session, caller: Caller, reading: Reading) -> Sequence[SoldProduct]:
    """What was sold with a bill whose number is said: to who asks, and for the shop to anybody."""
    said = {str(each.value) for each in reading.all("reference")}
    if not said:
        return []
    query = select(SoldProduct).where(
        SoldProduct.business_id == caller.business_id,
        SoldProduct.standing != "refused",
        or_(*(SoldProduct.bill.iendswith(each, autoescape=True) for each in said)),
    )
    if not caller.may_act_as(*STAFF):
        query = query.where(SoldProduct.person_id == caller.person.id)
    found = session.scalars(query.order_by(SoldProduct.sold_on.desc(), SoldProduct.id.desc())).all()
    return [piece for piece in found if any(_is_bill(piece, each) for each in said)]


def models(session: Session, business_id: str) -> Sequence[ProductModel]:
    """What the shop knows of."""
    query = select(ProductModel).where(ProductModel.business_id == business_id)
    return session.scalars(query.order_by(ProductModel.model)).all()


def _whose(session: Session, caller: Caller, phone: Any) -> Person | None:
    """The customer whom the shop names by phone; everybody else asks of their own."""
    if phone and caller.may_act_as(*STAFF):
        return people.find(session, caller.business_id, in_digits(str(phone)))
    return caller.person


def _is_bill(piece: SoldProduct, said: str) -> bool:
    """Whether this is the number of its bill, or the last part of that without its zeros."""
    bill = (piece.bill or "").upper()
    return bool(bill) and said.upper() in (bill, bill.rpartition("/")[2], bill.rpartition("/")[2].lstrip("0"))


def _shown(session: Session, caller: Caller, found: Sequence[SoldProduct], fault: str | None) -> Outcome[Any]:
    """What is somebody else's is shown without their bill, and where the shop looks, that is noted.

    A customer who says what is wrong with the one piece may have it written: `reports`.
    """
    today = clock.now_in(caller.business.timezone).date()
    others = [piece for piece in found if piece.person_id not in (None, caller.person.id)]
    if caller.may_act_as(*STAFF):
        seen = [
            (piece.person_id, Kind.SOLD, piece.serial or piece.model) for piece in others if piece.person_id
        ]
        access.note(session, caller.business_id, caller.person, How.STATUS, seen)
    rows = []
    for piece in found[:LISTED]:
        facts = piece_facts(session, piece, today)
        own = piece.person_id == caller.person.id
        rows.append({**facts, "own": own, "bill": facts["bill"] if own else None})
    reports = bool(fault) and len(found) == 1 and not caller.may_act_as(*STAFF)
    return Outcome[str](outcome="shown", facts={"pieces": rows, "reports": reports})


def _in_general(session: Session, model: ProductModel) -> dict[str, Any]:
    """What holds for a model that the person has not bought here, as far as is known."""
    policy = session.get_one(WarrantyPolicy, (model.business_id, model.policy))
    name = names(session, model.business_id, model.model)
    return {
        "name": dict(name),
        "months": policy.months,
        "parts": policy.parts,
        "visit_paise": coming_costs(session, model.business_id, model.model),
    }
