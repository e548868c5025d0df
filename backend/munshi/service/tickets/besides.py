"""What stands beside an answer to a question of the report: another machine, which comes next, or a question."""

from munshi.asking.reading import Reading
from munshi.service.tickets import brought, meant, of_another, words
from munshi.service.tickets.answers import costs, is_free, priority
from munshi.service.tickets.desk import Desk
from munshi.service.tickets.facts import Facts, moment
from munshi.service.tickets.filing import due
from munshi.service.tickets.models import Ticket
from munshi.service.visits import machines, second
from munshi.service.visits.words import asks, asks_of_charge, machine_in, says

COSTS, WHEN, WHERE = "costs", "when", "where"


def asked_in(text: str) -> list[str]:
    """What a text asks beside the report: whether it is brought to the shop, what it costs, when it is seen to."""
    asked = {
        WHERE: brought.asks_where(text),
        COSTS: says(text, "costing") or words.asks_of_money(text) or asks_of_charge(text),
        WHEN: says(text, "coming") or (says(text, "how_long") and asks(text)),
    }
    return [what for what, is_asked in asked.items() if is_asked]


def answered(desk: Desk, what: str) -> Facts:
    """The answer to that, as it is said before the report."""
    if what == WHERE:
        return brought.where(desk, kind_of(desk))
    if what == COSTS:
        carried_in = meant.is_carried_in(desk, kind_of(desk))
        return {"told": "later"} if carried_in and not is_free(desk) else costs(desk)
    return {"told": WHEN, "told_at": due(desk.business, priority(desk)).isoformat()}


def of_ticket(desk: Desk, ticket: Ticket, what: str) -> Facts:
    """The same of a complaint that is noted."""
    if what == WHERE:
        return brought.where(desk, machines.machine_of(desk.session, ticket))
    if what == COSTS:
        return {"told": "free" if ticket.free else "later"}
    return {"told": "due", "told_at": moment(desk.session, ticket, ticket.due_at)}


def without_second(desk: Desk, reading: Reading) -> Reading:
    """The message without what it tells of another machine than the reported one: that comes next, and is said so."""
    known = {meant.kind_of(each) for each in desk.models}
    rest, told_of = second.told_beside(
        reading, kind_of(desk), known.union(machines.served(desk.session, desk.business.id))
    )
    if told_of:
        desk.draft.second = ", ".join(filter(None, (desk.draft.second, told_of)))
        desk.tell({"told": "second", "told_words": told_of})
        of_another.take(desk, told_of)
    return rest


def kind_of(desk: Desk) -> str | None:
    """The kind of machine that is reported."""
    model = desk.model()
    return meant.kind_of(model) if model else machine_in(desk.draft.product or "")
