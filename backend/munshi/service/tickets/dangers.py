"""The dangers of which a report speaks: gas, sparks, water; foul water and smoke that is not drawn are faults. Pure."""

from collections.abc import Sequence
from typing import Any

from munshi.service.tickets.phrases import Keys, has_one, keys, phrases
from munshi.service.tickets.rules import HAZARDS, Hazard
from munshi.service.visits.words import machine_in

COOLED_BY_GAS = ("fridge", "ac")  # machines
# Of water or of air.
MAY_SMELL = ("water_purifier", "fridge", "ac", "cooler", "washing_machine", "chimney", "plumbing")
DRAWS_SMOKE, BURNS_GAS = "chimney", "stove"


def hazard_in(text: str) -> Hazard | None:
    """The worst danger of which a text speaks."""
    return next(iter(dangers_in(text)), None)


def dangers_in(text: str) -> Sequence[Hazard]:
    """Every danger of which a text speaks, the worst first; what leaks beside another is water where that is named."""
    said, machine = keys(text), machine_in(text)
    speaks = {"gas": _of_gas(said, machine), "sparks": _of_sparks(said, machine), "water": _of_water(said)}
    told: list[Hazard] = [hazard for hazard in HAZARDS if speaks[hazard]]
    if len(told) > 1 and not has_one(said, phrases("water")):
        told = [hazard for hazard in told if hazard != "water"]
    smells = None if told or _only_stays(said, machine) else _of_smell(said, machine)
    return [smells] if smells else told


def worst(*told: str | None) -> Hazard | None:
    """The worst of some dangers."""
    return next((hazard for hazard in HAZARDS if hazard in told), None)


def warnings(dangers: Sequence[str]) -> dict[str, Any]:
    """What is warned of: the worst danger, and a second one besides."""
    return dict(zip(("warns", "warns_too"), dangers, strict=False))


def _of_gas(said: Keys, machine: str | None) -> bool:
    """Gas that smells, leaks or still comes; the gas of what cools is none unless it smells."""
    if has_one(said, phrases("gas")) and has_one(said, phrases("smells")):
        return True
    if machine in COOLED_BY_GAS:
        return False
    still = has_one(said, phrases("still_comes")) and not has_one(said, phrases("denied"))
    return has_one(said, phrases("hazards", "gas")) or (still and has_one(said, phrases("gas")))


def _of_sparks(said: Keys, machine: str | None) -> bool:
    """Current that is felt, or what sparks or burns."""
    if has_one(said, phrases("current")) and has_one(said, phrases("felt")):
        return True
    told = _beside_names(said)
    return has_one(told, phrases("hazards", "sparks")) and not _only_stays(told, machine)


def _beside_names(said: Keys) -> Keys:
    """The words without the names of goods that are called after a danger: *spark plug*, *smoke detector*."""
    names, left = phrases("called_after_danger"), list[str]()
    while said:
        size = max((len(each) for each in names if list(said[: len(each)]) == list(each)), default=0)
        left += [] if size else [said[0]]
        said = said[size or 1 :]
    return left


def _of_water(said: Keys) -> bool:
    """Water that comes out; what drips and is oil is none."""
    return has_one(said, phrases("hazards", "water")) and not has_one(said, phrases("oil"))


def _only_stays(said: Keys, machine: str | None) -> bool:
    """Whether the smoke of a chimney is not drawn, which is a fault."""
    return machine == DRAWS_SMOKE and has_one(said, phrases("hazards", "sparks")) and _does_not_draw(said)


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
