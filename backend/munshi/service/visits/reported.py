"""A report and the wish that somebody comes for it are one thing: the visit is booked, with all that was said."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.service.tickets.answers import done_before
from munshi.service.tickets.desk import Desk
from munshi.service.tickets.drafts import Draft as Report
from munshi.service.tickets.words import brands_in
from munshi.service.visits import machines, priced, terms, words
from munshi.service.visits.beside_asked import WORK
from munshi.service.visits.wanting import Wanting, refuse_where_not_offered
from munshi.service.visits.wishes import of_stored
from munshi.service.warranty.looking import models

WANTED = "wanted"  # the answer is that of a wish for a technician


def with_visit(desk: Desk) -> Outcome[Any] | None:
    """Goes on with the booking of the visit, where a machine that somebody goes out for is reported with a time,
    with the wish that somebody comes, or with a danger: then the soonest is proposed.

    None where there is no such wish, and where a repair is made good: that opens its ticket again, free of charge.
    """
    draft = desk.draft
    comes = draft.wish or draft.comes or (draft.hazard and not draft.no_visit)
    if draft.brings or not comes or not is_of_visit(desk):
        return None
    wanting = Wanting(desk.session, desk.caller)
    _take_over(desk, wanting)
    return Outcome[str](outcome=WANTED, facts={"answer": wanting.answer().model_dump()})


def send(session: Session, caller: Caller, reading: Reading) -> Outcome[Any]:
    """Somebody shall come for what is being reported."""
    desk, wanting = Desk(session, caller), Wanting(session, caller)
    _take_over(desk, wanting)
    wanting.take(reading, None)
    return Outcome[str](outcome=WANTED, facts={"answer": wanting.answer().model_dump()})


def tell_whether(session: Session, caller: Caller, reading: Reading, asked: str) -> Outcome[Any]:
    """Answers whether such a machine is repaired, or what coming or work costs, with the next question of the visit."""
    refuse_where_not_offered(caller)
    desk, wanting = Desk(session, caller), Wanting(session, caller)
    if is_of_visit(desk):
        _take_over(desk, wanting)
    wanting.take(reading, None)
    wanting.asked = wanting.asked or (WORK if asked == WORK else None)
    wanting.draft.put(only_asked=None if wanting.draft.get("problem") else True)
    answer = wanting.answer()
    answer.facts.update({**terms.charge_facts(caller.business), **answer.facts, "asked_whether": asked})
    answer.facts["keeps_guarantees"] = bool(models(session, caller.business_id))
    return priced.instead(wanting.draft, reading, answer, None)


def is_of_visit(desk: Desk) -> bool:
    """Whether what is being reported is a fault for which somebody goes out, and no repair that is made good."""
    return machine_of(desk) is not None and bool(desk.draft.problem) and done_before(desk) is None


def machine_of(desk: Desk) -> str | None:
    """The kind of machine that is reported, where somebody goes out for it."""
    draft, model = desk.draft, desk.model()
    if draft.order or not draft.named:
        return None
    machine = words.kind_of(model.appliance) if model else words.machine_in(draft.product or "")
    return machine if machine in machines.served(desk.session, desk.business.id) else None


def _is_soonest(draft: Report) -> bool:
    """Whether the first hour that there is shall be proposed: it is wished, or there is a danger and no hour said."""
    return of_stored(draft.wish).is_open if draft.wish is not None else bool(draft.hazard)


def _take_over(desk: Desk, wanting: Wanting) -> None:
    """The draft of the visit has all of the report, which is one no more."""
    draft = desk.draft
    brands = brands_in(draft.product or "")
    wanting.draft.empty()
    wanting.draft.put(
        machine=machine_of(desk),
        sold=draft.sold,
        product=draft.product if brands and not draft.sold else None,
        brands=None if draft.sold else brands or None,
        problem=draft.problem,
        hazard=draft.hazard,
        warned=(draft.warned and not desk.dangers) or None,
        ticket=draft.reported,
        street=draft.address,
        pincode=draft.pincode,
        wish=draft.wish,
        soonest=True if _is_soonest(draft) else None,
        files=draft.files or None,
        second=draft.second,
    )
    wanting.draft.save()
    wanting.dangers = desk.dangers
    desk.empty()
