"""The danger of which a report speaks: gas, sparks, water; foul water and smoke that is not drawn are faults. Pure."""

from munshi.service.tickets.phrases import Keys, has_one, keys, phrases
from munshi.service.tickets.rules import HAZARDS, Hazard
from munshi.service.visits.words import machine_in

COOLED_BY_GAS = ("fridge", "ac")  # machines
# Of water or of air.
MAY_SMELL = ("water_purifier", "fridge", "ac", "cooler", "washing_machine", "chimney", "plumbing")
DRAWS_SMOKE, BURNS_GAS = "chimney", "stove"


def hazard_in(text: str) -> Hazard | None:
    """The danger of which a text speaks; the gas of what cools is none unless it smells, nor what drips but oil."""
    said, machine = keys(text), machine_in(text)
    if has_one(said, phrases("gas")) and has_one(said, phrases("smells")):
        return "gas"
    if has_one(said, phrases("current")) and has_one(said, phrases("felt")):
        return "sparks"
    known = [hazard for hazard in HAZARDS if hazard != "gas" or machine not in COOLED_BY_GAS]
    named = next((hazard for hazard in known if has_one(said, phrases("hazards", hazard))), None)
    if machine == DRAWS_SMOKE and named == "sparks" and _does_not_draw(said):
        return None
    if named == "water" and has_one(said, phrases("oil")):
        return None
    return named or _of_smell(said, machine)


def _does_not_draw(said: Keys) -> bool:
    """Whether all that is dangerous is smoke, and that is not drawn or stays inside; none that comes out of it."""
    smoke = {each[0] for each in phrases("smoke")}
    others = [word for word in said if word not in smoke]
    comes_out = has_one(said, phrases("smoke_from")) and not has_one(said, phrases("denied"))
    if comes_out or has_one(others, phrases("hazards", "sparks")):
        return False
    return has_one(said, phrases("draws"))


def _of_smell(said: Keys, machine: str | None) -> Hazard | None:
    """A bad smell: of what burns gas it is gas, of what has water or air in it no danger, of all else that it burns."""
    if machine == BURNS_GAS and has_one(said, phrases("smells")):
        return "gas"
    if machine in MAY_SMELL or not has_one(said, phrases("foul")):
        return None
    return "sparks"
