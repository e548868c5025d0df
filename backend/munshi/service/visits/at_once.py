"""A danger is in the books at once: the shop hears of it before anybody has chosen when somebody comes."""

from munshi.service.tickets import escalating
from munshi.service.tickets import filing as tickets
from munshi.service.tickets.notices import tell_staff
from munshi.service.visits.wished_for import Wished

OF_A_MACHINE = "water"  # that is no danger of anything else


def report(wanted: Wished, *, again: bool = False) -> str | None:
    """The ticket of a danger, raised now or made as urgent as it; None where it may wait.

    `again`: they tell of it once more, so that the shop hears it once more.
    """
    hazard, draft, business = wanted.draft.get("hazard"), wanted.draft, wanted.caller.business
    told, machine = draft.get("problem") or draft.get("wished"), draft.get("machine")
    if hazard is None or (hazard == OF_A_MACHINE and machine is None):
        return None
    if (known := wanted.ticket) is not None:
        if again and known.hazard:
            escalating.hasten(wanted.session, business, known)
        escalating.endanger(wanted.session, business, known, hazard)
        return known.reference
    if not told:
        return None
    ticket = tickets.file(
        wanted.session,
        business,
        wanted.caller.person,
        tickets.Report(
            problem=told,
            sold_id=draft.get("sold"),
            product=draft.get("product") or (machine.replace("_", " ") if machine else None),
            hazard=hazard,
            priority=escalating.priority_in(business, hazard),
            address=draft.get("street"),
            pincode=draft.get("pincode"),
            free=wanted.charge().free is not None,
            files=[tickets.File(**each) for each in draft.get("files") or ()],
        ),
    )
    tell_staff(wanted.session, ticket)
    draft.put(ticket=ticket.reference)
    return ticket.reference
