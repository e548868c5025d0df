"""What is known before a message is read: who writes, and what was asked. The weights stand in `priors.yml`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

YES = "affirm"

Ranking = Sequence[tuple[str, float]]

_known: dict[str, Any] = YAML(typ="safe").load(
    Path(__file__).with_name("priors.yml").read_text(encoding="utf-8")
)
WEIGHTS: dict[str, dict[str, float]] = {
    role: {intent: float(weight) for weight, intents in weights.items() for intent in intents.split()}
    for role, weights in _known["roles"].items()
}
READINGS: list[Mapping[str, Any]] = _known["readings"]
ANSWERS = {question: frozenset(intents.split()) for question, intents in _known["answers"].items()}
SHORT: list[tuple[int, float]] = sorted(_known["short"].items())
ADDRESSED, TOLD_FREELY = (frozenset(_known[name].split()) for name in ("addressed", "told_freely"))
NO_ADDRESS, SURELY_NO_ADDRESS = (
    frozenset(_known[name].split()) for name in ("no_address", "surely_no_address")
)
CART_OPEN = frozenset(_known["cart_open"].split())
CHOSEN, LIKE_A_CHOICE = (frozenset(_known[name].split()) for name in ("chosen", "like_a_choice"))
WORDS_OF_A_CHOICE: int = _known["words_of_a_choice"]
YES_FROM: float = _known["yes_from"]
COLLECTED: list[Mapping[str, str]] = _known["collected"]
NEVER_COLLECTED, COLLECTED_WITH_VALUE = (
    frozenset(_known[name].split()) for name in ("never_collected", "collected_with_value")
)
CANCELLING = frozenset(_known["cancelling"].split())
LOOKED_UP = frozenset(_known["looked_up"].split())
ITSELF: Mapping[str, float] = _known["itself"]


def weighed_by_roles(ranking: Ranking, roles: Collection[str], *, goods_alone: bool = False) -> Ranking:
    """The ranking as somebody with these roles means it; without roles, as it is.

    `goods_alone` says that the message names goods with their amounts and nothing else.
    """
    held = [WEIGHTS[role] for role in roles if role in WEIGHTS]
    if not ranking or not held:
        return ranking
    chances = dict(ranking)
    for reading in READINGS:
        if reading.get("goods_alone") and not goods_alone:
            continue
        if set(roles) <= set(reading["of"]) and not set(roles).isdisjoint(reading.get("with", reading["of"])):
            moved = chances.get(reading["from"], 0.0) * reading["share"]
            if moved and reading["to"] in chances:
                chances[reading["from"]] -= moved
                chances[reading["to"]] += moved
    return normalised(
        (intent, chance * max(weights.get(intent, 1.0) for weights in held))
        for intent, chance in chances.items()
    )


def weighed_by_question(ranking: Ranking, asking: str | None, words: int) -> Ranking:
    """The ranking of a message of so many words while this question is open."""
    answers = ANSWERS.get(kind_of(asking))
    weight = next((weight for most, weight in SHORT if words <= most), None)
    if not ranking or answers is None or weight is None:
        return ranking
    return normalised(
        (intent, chance * weight)
        if intent in answers and (intent != YES or chance >= YES_FROM)
        else (intent, chance)
        for intent, chance in ranking
    )


def kind_of(asking: str | None) -> str:
    """What kind of question is open: `confirm_order` is a `confirm`."""
    return (asking or "").partition("_")[0]


def normalised(weighed: Any) -> list[tuple[str, float]]:
    """The chances with a sum of 1, the likeliest first."""
    ranking = sorted(weighed, key=lambda entry: -entry[1])
    total = sum(chance for _, chance in ranking)
    return [(intent, chance / total) for intent, chance in ranking] if total else ranking
