"""Webhooks that nobody has seen: recorded ones in which a seeded dice has changed something."""

import json
import random
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from tests.channels.fakes import NUMBER

RECORDED = sorted((Path(__file__).parent / "webhooks").rglob("*.json"))

DEEPEST = 80

ODD: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    2**63,
    10**400,
    1e308,
    "",
    " ",
    "\x00",
    "\ud800",
    "/nlu_fallback",
    "../../etc/passwd",
    "'; DROP TABLE assistant.inbox; --",
    "%s %(number)s {edit}",
    "9" * 5000,
    "पता" * 40_000,
    [],
    {},
    [None],
    [[]],
    {"": None},
    {"id": {"id": {"id": []}}},
)


def deep(levels: int) -> Any:
    """Something nested so deep."""
    nested: Any = "x"
    for level in range(levels):
        nested = [nested] if level % 2 else {"message": nested}
    return nested


def mutants(seed: int, each: int) -> Iterator[dict[str, Any]]:
    """So many changed ones of each recorded webhook, the same for the same seed."""
    dice = random.Random(seed)
    ids = count()
    for file in RECORDED:
        recorded = file.read_text("utf-8")
        for _ in range(each):
            mutant = as_if_new(json.loads(recorded), f"wamid.{seed}.{next(ids)}")
            for _ in range(dice.choice((1, 1, 1, 2, 5))):
                mutate(mutant, dice)
            yield mutant


def as_if_new(recorded: dict[str, Any], wamid: str) -> dict[str, Any]:
    """The webhook as if it came for the first time, and to a business of this deployment."""
    for entry in recorded["entry"]:
        for change in entry["changes"]:
            value = change["value"]
            if "metadata" in value:
                value["metadata"]["phone_number_id"] = NUMBER
            for told in (*value.get("messages", ()), *value.get("statuses", ())):
                told["id"] = wamid
    return recorded


def mutate(mutant: dict[str, Any], dice: random.Random) -> None:
    """Changes one place of it: gone, of another type, doubled, deep, or with something beside it."""
    container, key = dice.choice(list(places(mutant)) or [({"": None}, "")])
    chance = dice.random()
    if chance < 0.25:
        del container[key]
    elif chance < 0.65:
        container[key] = dice.choice(ODD)
    elif chance < 0.75:
        container[key] = [container[key], container[key]]
    elif chance < 0.8:
        container[key] = deep(dice.choice((30, 70, 400)))
    elif chance < 0.9 and isinstance(container, dict):
        container[f"new_{key}"] = dice.choice(ODD)
    else:
        container[key] = f"{container[key]}"


def places(value: Any, depth: int = 0) -> Iterator[tuple[Any, Any]]:
    """Every place of a JSON value but the deepest, as its container and its key."""
    pairs: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, list):
        pairs = list(enumerate(value))
    for key, item in pairs:
        yield value, key
        if depth < DEEPEST:
            yield from places(item, depth + 1)
