"""A kind of machine that is reported and that the shop knows no model of: by its name, and its maker if said."""

from munshi.service.tickets import meant, words
from munshi.service.tickets.desk import Desk
from munshi.service.visits import machines
from munshi.service.visits.words import machine_in


def take(desk: Desk, text: str) -> None:
    """Settles the kind of machine that somebody goes out for and a text names; the only one where none is named."""
    machine = machine_in(text) or _only_one(desk)
    if machine is None or (desk.models and machine not in desk.served):
        return
    if machines.bought(desk.session, desk.caller, machine):
        return
    if not meant.models_named(text, desk.models):
        desk.draft.is_of(product=meant.written(machine, words.brands_in(text)))


def _only_one(desk: Desk) -> str | None:
    """The kind that is meant where none is named: the only one that is seen to here."""
    return desk.served[0] if len(desk.served) == 1 and not desk.models else None
