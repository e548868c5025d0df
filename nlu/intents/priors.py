"""What is known before a message is read: who writes, and what was asked. The weights stand in `priors.yml`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

YES, NOTHING = "affirm", "nlu_fallback"

Ranking = Sequence[tuple[str, float]]

_known: dict[str, Any] = YAML(typ="safe").load(
    Path(__file__).with_name("priors.yml").read_text(encoding="utf-8")
)
WEIGHTS: dict[str, dict[str, float]] = {
    role: {intent: float(weight) for weight, intents in weights.items() for intent in intents.split()}
    for role, weights in _known["roles"].items()
}
READINGS: list[Mapping[str, Any]] = _known["readings"]
SKILL_OF: dict[str, str] = {
    intent: skill for skill, intents in _known["skills"].items() for intent in intents.split()
}
CUSTOMERS_SAY = {concept: frozenset(intents.split()) for concept, intents in _known["customers_say"].items()}
NOT_OFFERED: float = _known["not_offered"]
ANSWERS = {question: frozenset(intents.split()) for question, intents in _known["answers"].items()}
SHORT: list[tuple[int, float]] = sorted(_known["short"].items())
ADDRESSED, TOLD_FREELY = (frozenset(_known[name].split()) for name in ("addressed", "told_freely"))
NO_ADDRESS, SURELY_NO_ADDRESS = (
    frozenset(_known[name].split()) for name in ("no_address", "surely_no_address")
)
CART_OPEN = frozenset(_known["cart_open"].split())
PICKED = frozenset(_known["picked"].split())
CHOSEN, LIKE_A_CHOICE = (frozenset(_known[name].split()) for name in ("chosen", "like_a_choice"))
MUST_BE_CLEAR: dict[str, float] = _known["must_be_clear"]
ON_SHOW, ASKS_OF_GOODS = (frozenset(_known[name].split()) for name in ("on_show", "asks_of_goods"))
WORDS_OF_A_CHOICE: int = _known["words_of_a_choice"]
YES_FROM: float = _known["yes_from"]
COLLECTED: list[Mapping[str, str]] = _known["collected"]
NEVER_COLLECTED, COLLECTED_WITH_VALUE = (
    frozenset(_known[name].split()) for name in ("never_collected", "collected_with_value")
)
CANCELLING = frozenset(_known["cancelling"].split())
LOOKED_UP = frozenset(_known["looked_up"].split())
ITSELF: Mapping[str, float] = _known["itself"]


def weighed_by_skills(ranking: Ranking, skills: Collection[str]) -> Ranking:
    """The ranking at a business that offers these skills; where they are not known, as it is."""
    if not ranking or not skills:
        return ranking
    return normalised(
        (intent, chance * (1.0 if SKILL_OF.get(intent) in {None, *skills} else NOT_OFFERED))
        for intent, chance in ranking
    )


def weighed_by_roles(
    ranking: Ranking,
    roles: Collection[str],
    skills: Collection[str] = (),
    *,
    goods_alone: bool = False,
    a_bill: bool = False,
) -> Ranking:
    """The ranking as somebody with these roles means it at a business with these skills; without roles, as it is.

    `goods_alone` says that the message names goods with their amounts and nothing else, `a_bill` that it has the kind
    of an expense and a sum.
    """
    held = [WEIGHTS[role] for role in roles if role in WEIGHTS]
    if not ranking or not held:
        return ranking
    chances = dict(ranking)
    for reading in READINGS:
        if not _holds(reading, skills, goods_alone=goods_alone, a_bill=a_bill):
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


def weighed_by_words(ranking: Ranking, said: Collection[str]) -> Ranking:
    """The ranking of who is only a customer: what they want only in words of it, is not wanted without one of `said`.

    Where it was the likeliest, nobody knows what they want.
    """
    never = {
        intent for concept, intents in CUSTOMERS_SAY.items() if concept not in said for intent in intents
    }
    lost = sum(chance for intent, chance in ranking if intent in never)
    if not lost:
        return ranking
    chances = {intent: 0.0 if intent in never else chance for intent, chance in ranking}
    if ranking[0][0] in never:
        chances[NOTHING] = chances.get(NOTHING, 0.0) + lost
    return normalised(chances.items())


def _holds(reading: Mapping[str, Any], skills: Collection[str], *, goods_alone: bool, a_bill: bool) -> bool:
    """Whether a reading is one of such a message at such a business."""
    if (reading.get("goods_alone") and not goods_alone) or (reading.get("a_bill") and not a_bill):
        return False
    offered, not_offered = reading.get("offered"), reading.get("not_offered")
    return (offered is None or offered in skills) and (not_offered is None or not_offered not in skills)


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
