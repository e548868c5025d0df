"""A danger is in the books at once: the shop hears of it before what is wrong, where it is, is told to the end."""

from munshi.service.tickets import escalating
from munshi.service.tickets.desk import Desk
from munshi.service.tickets.filing import File, Report, file
from munshi.service.tickets.looking import named
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.notices import tell_staff
from munshi.service.tickets.rules import Hazard

HAZARDS: tuple[Hazard, ...] = ("gas", "sparks")  # of whatever; water is one of a machine


def report(desk: Desk, known: Ticket | None) -> str | None:
    """The ticket of a danger, raised now or made as urgent as it, whatever it is of; None where it may wait."""
    draft = desk.draft
    hazard = next((each for each in HAZARDS if each == draft.hazard), None)
    if hazard is None or not draft.problem:
        return None
    if draft.reported:
        known = desk.session.scalar(named(desk.business.id, draft.reported))
    if known is None:
        known = _raised(desk, hazard)
        draft.reported = known.reference
    elif known.hazard == hazard:
        escalating.hasten(desk.session, desk.business, known)
    else:
        escalating.endanger(desk.session, desk.business, known, hazard)
    return known.reference


def _raised(desk: Desk, hazard: Hazard) -> Ticket:
    draft = desk.draft
    told = Report(
        problem=draft.problem or "",
        sold_id=draft.sold,
        product=draft.product,
        order_reference=draft.order,
        order_lines=draft.lines,
        hazard=hazard,
        priority=escalating.priority_in(desk.business, hazard),
        address=draft.address,
        pincode=draft.pincode,
        files=[File(**each) for each in draft.files],
    )
    ticket = file(desk.session, desk.business, desk.caller.person, told)
    tell_staff(desk.session, ticket)
    return ticket
