"""Understanding as the assistant has it, trained on the pages in this process: for reports that need no server."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import yaml

from engine.model.cache import configured
from nlu.intents.classifier import IntentModel
from nlu.intents.priors import Ranking
from nlu.pages.folders import pages
from nlu.understanding import Before, understand
from nlu.values.message import values
from nlu.words.reading import read

MOMENT = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Asia/Kolkata"))  # when the corpora say "today"
COMPONENT = "nlu.components.intents.LinearIntentClassifier"


class Example(NamedTuple):
    """A sentence with what it means."""

    text: str
    intent: str
    language: str


class Trial:
    """A trained classifier with the rules around it, and the values of messages at a fixed moment."""

    def __init__(self, examples: Sequence[Example], fallback_below: float) -> None:
        from nlu.intents.training import train  # who only wants the examples does not wait for it

        texts, intents = [each.text for each in examples], [each.intent for each in examples]
        self.model: IntentModel = train(texts, intents, configured())
        self._fallback_below = fallback_below

    def rank(self, text: str) -> Ranking:
        """The intents of a message, the likeliest first; `nlu_fallback` where none is likely enough."""
        return understand(text, self._rank, Before(), self._fallback_below).ranking

    def _rank(self, text: str) -> Ranking:
        return self.model.rank(text)

    @staticmethod
    def values(text: str, intent: str) -> dict[str, list[Any]]:
        """The values by the name of their entity."""
        found: dict[str, list[Any]] = {}
        for each in values(text, read(text), MOMENT, intent, asked=False):
            found.setdefault(each.entity, []).append(each.value)
        return found


def examples(root: Path) -> list[Example]:
    """Every example of every page that people type."""
    return [
        Example(text, page.intent, language or "")
        for page in pages(root)
        if not page.is_internal
        for _, language, lines in page.blocks()
        for text in lines
    ]


def fallback_below(root: Path) -> float:
    """The threshold of `config.yml`."""
    config = yaml.safe_load((root / "config.yml").read_text(encoding="utf-8"))
    (own,) = [part for part in config["pipeline"] if part["name"] == COMPONENT]
    return float(own["fallback_below"])
