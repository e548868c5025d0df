"""A danger of another machine than the one that is reported: of that machine, warned of and in the books at once."""

from dataclasses import replace

from munshi.service.tickets import at_once, kinds, meant
from munshi.service.tickets.answers import open_of_the_same
from munshi.service.tickets.dangers import dangers_in, worst
from munshi.service.tickets.desk import Desk
from munshi.service.tickets.drafts import Draft


def take(desk: Desk, told: str | None) -> None:
    """What was told of another machine, which comes next; its danger is none of the reported one."""
    dangers = dangers_in(told or "")
    if not told or not dangers:
        return
    desk.others_dangers = dangers
    own = desk.draft
    desk.draft = Draft(problem=told, hazard=worst(*dangers), dangers=list(dangers))
    meant.find(desk, told, None, None)
    if not desk.draft.named:
        kinds.take(desk, told)
    desk.draft = replace(desk.draft, address=own.address, pincode=own.pincode)
    desk.others_ticket = at_once.report(desk, open_of_the_same(desk))
    desk.draft = own
