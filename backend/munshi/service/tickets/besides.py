"""What stands beside an answer to a question of the report: another machine, which comes next, or a question."""

from munshi.asking.reading import Reading
from munshi.service.tickets import meant, words
from munshi.service.tickets.answers import costs, priority
from munshi.service.tickets.desk import Desk
from munshi.service.tickets.facts import Facts
from munshi.service.tickets.filing import due
from munshi.service.visits import machines, second
from munshi.service.visits.words import asks, machine_in, says

COSTS, WHEN = "costs", "when"


def asked_in(text: str) -> str | None:
    """What a text asks beside the report: what it costs, or when it is seen to."""
    if (
        says(text, "costing")
        or words.asks_of_money(text)
        or (says(text, "visit_charge") and says(text, "how_much"))
    ):
        return COSTS
    if says(text, "coming") or (says(text, "how_long") and asks(text)):
        return WHEN
    return None


def answered(desk: Desk, what: str) -> Facts:
    """The answer to that, as it is said before the report."""
    if what == COSTS:
        return costs(desk)
    return {"told": WHEN, "told_at": due(desk.business, priority(desk)).isoformat()}


def without_second(desk: Desk, reading: Reading) -> Reading:
    """The message without what it tells of another machine than the reported one: that comes next, and is said so."""
    known = {meant.kind_of(each) for each in desk.models}
    rest, told_of = second.told_beside(
        reading, _kind(desk), known.union(machines.served(desk.session, desk.business.id))
    )
    if told_of:
        desk.draft.second = ", ".join(filter(None, (desk.draft.second, told_of)))
        desk.told = {"told": "second", "told_words": told_of}
    return rest


def _kind(desk: Desk) -> str | None:
    """The kind of machine that is reported."""
    model = desk.model()
    return meant.kind_of(model) if model else machine_in(desk.draft.product or "")
