"""The books as the actions meet them in these tests, and what they and the pages name."""

import importlib.util
import json
from functools import cache
from typing import Any, get_args

import httpx
from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from engine.settings import ROOT
from nlu.pages.folders import Page, all_pages

Facts = dict[str, Any]


class Books:
    """A backend that answers what it is told to, and remembers what it was asked."""

    def __init__(self) -> None:
        self.calls: list[httpx.Request] = []
        self.decide("none")

    def decide(self, outcome: str, **facts: Any) -> None:
        self.answer = httpx.Response(200, json={"outcome": outcome, "facts": facts})

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.calls.append(request)
        return self.answer

    @property
    def body(self) -> Facts:
        body: Facts = json.loads(self.calls[-1].content)
        return body

    @property
    def said(self) -> Facts:
        """Of the body what is not null."""
        return {name: value for name, value in self.body.items() if value is not None}

    @property
    def filled(self) -> Facts:
        """Of the body what is not empty."""
        return {name: value for name, value in self.body.items() if value}


async def run(action: Action, tracker: Tracker) -> tuple[list[Facts], Facts]:
    """What the action utters, and the slots that it sets."""
    dispatcher = CollectingDispatcher()
    events = await action.run(dispatcher, tracker, {})
    return dispatcher.messages, {event["name"]: event["value"] for event in events}


@cache
def pages(skill: str) -> list[Page]:
    return [page for page in all_pages(ROOT) if page.skill == skill]


def replies(skill: str) -> dict[str, list[Facts]]:
    """Each reply of a skill with its variations."""
    return {
        name: reply for page in pages(skill) for name, reply in (page.content.get("responses") or {}).items()
    }


@cache
def outcomes(skill: str) -> dict[str, frozenset[str]]:
    """The outcomes that the books of a skill name, by intent, and its notices."""
    file = ROOT / "backend" / "munshi" / skill / "outcomes.py"
    spec = importlib.util.spec_from_file_location("outcomes", file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {name: frozenset(get_args(value)) for name, value in vars(module).items() if get_args(value)}
