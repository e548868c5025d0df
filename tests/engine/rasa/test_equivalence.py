"""Stock Rasa and ours give the same answers to the same messages."""

import json
import random
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.core.domain import Domain

from engine.model.training import train_if_changed
from engine.settings import ROOT, Settings
from nlu.pages.folders import corpora
from tests.engine.fixed_actions import fixed_actions

MESSAGES = 300
PEOPLE = 15


@pytest.fixture(scope="session")
def model(told: Mapping[str, str], settings: Settings) -> Path:
    """The trained model, which is trained where the data have changed."""
    return train_if_changed(told, settings.state_dir / "logs")


@pytest.fixture(scope="session")
def domain(model: Path) -> Domain:
    """The domain of the trained model."""
    return LocalModelStorage.metadata_from_archive(model).domain


def sentences() -> Iterator[str]:
    """Everything that the corpora let people say, and the commands of buttons."""
    for corpus in corpora(ROOT):
        yield from (sentence for sentence, _, _ in corpus.sentences())
        yield f"/{corpus.intent}"


def messages() -> list[tuple[str, str]]:
    """Who says what: some hundred messages, with more short answers than a corpus has."""
    dice = random.Random(7)
    said = sorted(set(sentences()))
    short = ["haan", "nahi", "ok", "2", "cancel", "हाँ", "yes", "/affirm", "/deny"]
    return [
        (
            f"100000000000001:9190000{dice.randrange(PEOPLE):05}",
            dice.choice(short if dice.random() < 0.3 else said),
        )
        for _ in range(MESSAGES)
    ]


def answers(way: str, job: Path) -> list[dict[str, Any]]:
    """What the bot answers on this way, in a process of its own."""
    told = job.with_name(f"{way}.json")
    command = [sys.executable, "-W", "ignore", "-m", "tests.engine.replay", way, str(job), str(told)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert ended.returncode == 0, ended.stderr[-3000:]
    played: list[dict[str, Any]] = json.loads(told.read_text())
    return played


def without_reminders(domain: Domain, answer: dict[str, Any]) -> dict[str, Any]:
    """An answer without what only ours says: that a question is still open."""
    asking = next(slot for slot in domain.slots if slot.name == "asking")
    names = [f"utter_{question}_waits" for question in (*asking.values, "question")]
    reminders = {text["text"] for name in names for text in domain.responses.get(name, ())}
    return {**answer, "said": [said for said in answer["said"] if said.get("text") not in reminders]}


def serves_a_second_wish(domain: Domain, mine: dict[str, Any], theirs: dict[str, Any]) -> bool:
    """Whether ours says the same, or what the same page says to the clause alone, and then what else is wanted."""
    waits = bool(mine["slots"]["waiting_wishes"])  # the last reply says so
    pairs = list(zip(mine["said"][: -1 if waits else None], theirs["said"], strict=False))
    of_one_page = all(
        one == other or not pages(domain, one).isdisjoint(pages(domain, other)) for one, other in pairs
    )
    return (waits or len(mine["said"]) > len(theirs["said"])) and of_one_page


def pages(domain: Domain, said: dict[str, Any]) -> set[str]:
    """The pages that have this reply, or one of which this is a paragraph."""
    named = [action.removeprefix("action_") for action in domain.user_actions if action.startswith("action_")]
    replies = [
        name
        for name, variations in domain.responses.items()
        if any((said.get("text") or "\n") in (each.get("text") or "").split("\n\n") for each in variations)
    ]
    return {page for page in named for reply in replies if reply.startswith(f"utter_{page}_")}


def test_stock_rasa_and_ours_answer_the_same(model: Path, domain: Domain, url: str, tmp_path: Path) -> None:
    job = tmp_path / "job.json"
    said = messages()
    with fixed_actions(domain) as actions_url:
        job.write_text(
            json.dumps(
                {"model": str(model), "actions_url": actions_url, "database_url": url, "messages": said}
            )
        )
        with ThreadPoolExecutor() as both:
            ours, stock = both.map(answers, ("ours", "stock"), (job, job))
    assert len(ours) == MESSAGES
    ours = [without_reminders(domain, mine) for mine in ours]
    alike = 0
    apart: set[str] = set()
    for (person, text), mine, theirs in zip(said, ours, stock, strict=True):
        if person not in apart and mine != theirs:
            assert serves_a_second_wish(domain, mine, theirs), (person, text, mine, theirs)
            apart.add(person)  # another wish was served: from here on these are two conversations
        elif person not in apart:
            alike += 1
    assert alike > MESSAGES / 3
    assert len({json.dumps(answer["said"]) for answer in ours}) > 20
