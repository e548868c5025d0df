"""Messages of strangers, of which nobody has learnt: read by the trained model, with the role of who writes."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from unittest.mock import patch

import structlog
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from ruamel.yaml import YAML

from bench.own import agrees, percent
from bench.table import Row, Section
from engine.model.training import train_if_changed
from engine.rasa import patches
from engine.settings import ROOT
from nlu.intents.classifier import NO_INTENT
from nlu.pages.folders import LANGUAGES
from nlu.pages.trial import MOMENT

FOLDER = ROOT / "bench" / "apart"
HALVES = ("all", "odd", "even")  # by the number of a message in its file, counted from one
LINE = "order_line"
# To be reached, in per cent.
RIGHT, INTENT, OUT_OF_SCOPE = 88, 95, 85
VALUES = {"money": (("money",), 95), "dates": (("period", "time", "duration"), 97)}

Figures = dict[str, Any]


class Message(NamedTuple):
    """A message, what it means, and what the trained model makes of it."""

    number: int  # in its file
    text: str
    intents: Sequence[str]  # each of which is right
    language: str
    value: Mapping[str, Any]
    parsed: Mapping[str, Any]

    @property
    def intent(self) -> str:
        """What it is taken for."""
        return str(self.parsed["intent"]["name"])

    def found(self, entity: str) -> list[Any]:
        """The values of a kind that are read of it."""
        return [each["value"] for each in self.parsed["entities"] if each["entity"] == entity]

    @property
    def has_its_intent(self) -> bool:
        """Whether it is taken for what it is."""
        return self.intent in self.intents

    @property
    def has_its_lines(self) -> bool:
        """Whether all order lines are right: name, quantity, unit, pack and what is done to them."""
        return agrees(self.found(LINE), self.value.get(LINE, []))


def measure(folder: Path = FOLDER) -> Figures:
    """The figures of both halves and of all."""
    said = messages(folder)
    halves = {"all": said, "odd": [each for each in said if each.number % 2]}
    halves["even"] = [each for each in said if each.number % 2 == 0]
    return {half: _figures(halves[half]) for half in HALVES}


def messages(folder: Path = FOLDER) -> list[Message]:
    """Every message as the assistant understands it from somebody with that role."""
    with _agent() as agent:
        return [
            _heard(agent, number, each)
            for file in sorted(folder.glob("*.yml"))
            for number, each in enumerate(YAML(typ="safe").load(file), 1)
        ]


@contextmanager
def _agent() -> Iterator[Agent]:
    """The trained model as the assistant has it, on the day of which the messages speak."""
    patches.apply()
    errors_only = structlog.make_filtering_bound_logger(logging.ERROR)
    structlog.configure(wrapper_class=errors_only)
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false"}
    with TemporaryDirectory() as logs, patch("nlu.components.values.now", lambda: MOMENT):
        yield Agent.load(str(train_if_changed(environment, Path(logs))))


def _heard(agent: Agent, number: int, said: Mapping[str, Any]) -> Message:
    roles = [SlotSet("roles", [said["role"]])]
    tracker = DialogueStateTracker.from_events("a stranger", roles, slots=agent.domain.slots)
    parsed = asyncio.run(agent.processor.parse_message(UserMessage(said["text"]), tracker))
    intents = [said["intent"], *said.get("also", ())]
    return Message(number, said["text"], intents, said["language"], said.get("value") or {}, parsed)


def _figures(said: Sequence[Message]) -> Figures:
    orders = [each for each in said if LINE in each.value]
    no_orders = [each for each in said if LINE not in each.value]
    good = [each for each in no_orders if each.intents[0] != NO_INTENT]
    return {
        "messages": len(said),
        "lines": percent([each.has_its_lines for each in orders]),
        "lines_and_intent": percent([each.has_its_lines and each.has_its_intent for each in orders]),
        "intent": {
            language: percent([each.has_its_intent for each in good if each.language == language])
            for language in LANGUAGES
        },
        "values": {kind: percent(list(_values(said, names))) for kind, (names, _) in VALUES.items()},
        "out_of_scope": percent([each.has_its_intent for each in said if each.intents[0] == NO_INTENT]),
        "refused": percent([each.intent == NO_INTENT for each in good]),
    }


def _values(said: Sequence[Message], names: Sequence[str]) -> Iterator[bool]:
    """Of each message that says such a value, whether exactly these values are read."""
    for each in said:
        wanted = [name for name in names if name in each.value]
        if wanted:
            yield all(agrees(each.found(name), each.value[name]) for name in wanted)


def section(found: Figures) -> Section:
    """The figures of all, of the half that may be looked at, and of the other one."""
    return Section("MESSAGES OF STRANGERS", HALVES, _rows(found))


def _rows(found: Figures) -> Iterator[Row]:
    def row(name: str, *path: str, at_least: float = 0) -> Row:
        of = {half: _at(found[half], path) for half in HALVES}
        reached = of["all"] is not None and of["all"] >= at_least if at_least else None
        ours, odd, even = ("–" if each is None else f"{each:g}" for each in of.values())
        return Row(name, ours, odd, even, f"≥ {at_least:g}", reached)

    yield row("messages", "messages")
    yield row("orders wholly right, %", "lines", at_least=RIGHT)
    yield row("the same, and their intent, %", "lines_and_intent")
    for language, name in LANGUAGES.items():
        yield row(f"intents right, {name}, %", "intent", language, at_least=INTENT)
    for kind, (_, least) in VALUES.items():
        yield row(f"{kind} exactly right, %", "values", kind, at_least=least)
    yield row("out of scope recognised, %", "out_of_scope", at_least=OUT_OF_SCOPE)
    yield row("good messages refused, %", "refused")


def _at(found: Figures, path: Sequence[str]) -> float | None:
    place: Any = found
    for name in path:
        place = place[name]
    value: float | None = place
    return value


def wrong(said: Sequence[Message], most: int) -> Iterator[str]:
    """Some of the messages of the odd half with which something is wrong; nobody looks at the other half."""
    odd = ((each, list(_faults(each))) for each in said if each.number % 2)
    for each, faults in [pair for pair in odd if pair[1]][:most]:
        yield f"\n{each.number:4} {each.text}"
        yield from (f"     {fault}" for fault in faults)


def _faults(each: Message) -> Iterator[str]:
    if not each.has_its_intent:
        yield f"{each.intents[0]}, taken for {each.intent}"
    for name, wanted in each.value.items():
        found = each.found(name)
        if agrees(found, wanted):
            continue
        for one in wanted if isinstance(wanted, list) else [wanted]:
            if not any(agrees([read], one) for read in found):
                yield f"wanted: {_shown(one)}"
        for read in found:
            if not any(agrees([read], one) for one in (wanted if isinstance(wanted, list) else [wanted])):
                yield f"read:   {_shown(read)}"


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return " | ".join("" if part is None else str(part) for part in value.values())
    return str(value)
