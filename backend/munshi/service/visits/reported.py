"""What is reported with a day or an hour for somebody to come is one thing with the visit, which is booked instead."""

from typing import Any

from munshi.outcomes import Outcome
from munshi.service.tickets.answers import done_before
from munshi.service.tickets.desk import Desk
from munshi.service.tickets.words import brands_in
from munshi.service.visits import machines, words
from munshi.service.visits.wanting import Wanting

WANTED = "wanted"  # the answer is that of a wish for a technician


def with_visit(desk: Desk) -> Outcome[Any] | None:
    """Goes on with the booking of the visit, where a machine that somebody goes out for is reported with a time.

    None where there is no such wish, and where a repair is made good: that opens its ticket again, free of charge.
    """
    machine = machine_of(desk)
    draft = desk.draft
    if machine is None or draft.wish is None or not draft.problem or done_before(desk) is not None:
        return None
    brands = brands_in(draft.product or "")
    wanting = Wanting(desk.session, desk.caller)
    wanting.draft.empty()
    wanting.draft.put(
        machine=machine,
        sold=draft.sold,
        product=draft.product if brands and not draft.sold else None,
        brands=None if draft.sold else brands or None,
        problem=draft.problem,
        hazard=draft.hazard,
        warned=draft.warned or None,
        street=draft.address,
        pincode=draft.pincode,
        wish=draft.wish,
        files=draft.files or None,
    )
    desk.empty()
    return Outcome[str](outcome=WANTED, facts={"answer": wanting.answer().model_dump()})


def machine_of(desk: Desk) -> str | None:
    """The kind of machine that is reported, where somebody goes out for it."""
    draft, model = desk.draft, desk.model()
    if draft.order or not draft.named:
        return None
    machine = machines.kind_of(model.appliance) if model else words.machine_in(draft.product or "")
    return machine if machine in machines.served(desk.session, desk.business.id) else None
