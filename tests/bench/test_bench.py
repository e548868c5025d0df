"""The benchmark itself: that both sides get the same, and that a missed target is told."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.shared.importers.rasa import RasaFileImporter

from bench import figures, load, plain, sample, sentences, table
from bench.table import OURS, Section
from engine.settings import ROOT
from nlu.pages.folders import Page
from nlu.pages.importer import PageImporter


@pytest.fixture(scope="module")
def learnt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small sample of the pages under `data/`, and the same as plain Rasa files under `plain/`."""
    folder = tmp_path_factory.mktemp("sample")
    sample.write(folder / "data", most=2)
    plain.write(folder / "plain", folder / "data")
    return folder


def test_stock_rasa_learns_the_same_examples_rules_and_names(learnt: Path) -> None:
    pages = PageImporter(str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [str(learnt / "data")])
    files = RasaFileImporter(
        str(learnt / "plain" / "config.yml"),
        str(learnt / "plain" / "domain.yml"),
        [str(learnt / "plain" / "data")],
    )
    ours, theirs = pages.get_nlu_data(), files.get_nlu_data()
    assert {example.get("text") for example in theirs.training_examples} == {
        example.get("text") for example in ours.training_examples
    }
    assert set(theirs.responses) == set(ours.responses)
    assert {step.block_name for step in files.get_stories().story_steps} == {
        step.block_name for step in pages.get_stories().story_steps
    }
    mine, plain_domain = pages.get_domain(), files.get_domain()
    assert plain_domain.user_actions == mine.user_actions
    assert set(plain_domain.intents) == set(mine.intents)
    assert {slot.name for slot in plain_domain.slots} == {slot.name for slot in mine.slots}


def test_stock_rasa_has_no_component_of_ours(learnt: Path) -> None:
    assert "nlu." not in (learnt / "plain" / "config.yml").read_text(encoding="utf-8")


def test_a_sample_has_so_many_examples_of_each_intent_in_each_language_and_no_others(learnt: Path) -> None:
    whole = examples_by_place(ROOT / "data")
    small = examples_by_place(learnt / "data")
    assert set(small) == set(whole)
    assert all(len(texts) == min(2, len(whole[place])) for place, texts in small.items())
    assert all(set(texts) <= set(whole[place]) for place, texts in small.items())


def examples_by_place(folder: Path) -> dict[tuple[str, str | None], list[str]]:
    pages = [Page(file, yaml.safe_load(file.read_text(encoding="utf-8"))) for file in folder.glob("*/*.yml")]
    return {(intent, language): texts for page in pages for intent, language, texts in page.blocks()}


def test_a_sample_is_spread_over_the_page() -> None:
    assert sample.spread(list("abcdefghij"), 3) == ["a", "d", "g"]
    assert sample.spread(["a", "b"], 3) == ["a", "b"]


def test_a_percentile_is_a_value_that_was_measured() -> None:
    assert figures.percentile([3.0, 1.0, 2.0], 0.5) == 2.0
    assert figures.percentile([1.0], 0.99) == 1.0
    assert figures.percentile([float(value) for value in range(1, 101)], 0.99) == 99.0


def test_every_window_of_a_session_holds_whole_rounds() -> None:
    assert figures.WINDOW % len(sentences.one_round()) == 0


def test_a_session_that_ended_early_is_told_with_its_last_turns() -> None:
    seconds = [0.01] * 200 + [1.0] * figures.WINDOW
    assert figures.by_length(seconds) == {
        "10": {"p50_ms": 10.0, "p99_ms": 10.0, "samples": figures.WINDOW},
        "200": {"p50_ms": 1000.0, "p99_ms": 1000.0, "samples": figures.WINDOW},
    }


@pytest.mark.parametrize(("newcomers", "persons"), [(False, 2), (True, 6)])
async def test_people_go_on_with_their_conversation_and_newcomers_do_not(
    newcomers: bool, persons: int
) -> None:
    heard: list[str] = []

    async def talk(person: str, text: str) -> float:
        heard.append(person)
        return 0.001

    found = await load.people(talk, ["namaste", "bye"], at_once=2, rounds=3, newcomers=newcomers)
    assert len(found.seconds) == 12
    assert len(set(heard)) == persons


@pytest.mark.parametrize(
    ("turn_ms", "told"), [(39.0, "p50 ≤ 40 ms: reached"), (41.0, "p50 ≤ 40 ms: NOT reached")]
)
def test_a_target_is_told_as_reached_or_not(turn_ms: float, told: str) -> None:
    lines: list[str] = []
    table.show([Section("RUNNING", OURS, table.servers(measured(turn_ms), None))], lines.append)
    (line,) = [line for line in lines if line.startswith("turn, 1 person")]
    assert line.endswith(told)


def test_growing_with_the_session_is_told() -> None:
    ours = measured(20.0)
    ours["session"]["5000"]["p50_ms"] = 25.0
    lines: list[str] = []
    table.show([Section("RUNNING", OURS, table.servers(ours, None))], lines.append)
    (line,) = [line for line in lines if line.startswith("turn after 5,000")]
    assert line.endswith("≤ 1.2 × the 10th (is 1.25): NOT reached")


def measured(turn_ms: float) -> dict[str, Any]:
    """Figures of ours in which every turn takes so many milliseconds."""
    latency = {"p50_ms": turn_ms, "p99_ms": turn_ms, "samples": 80}
    people = {**latency, "per_second": 1000 / turn_ms, "cpu_ms": {"assistant": 10.0}}
    memory = {name: {"rss": 50.0, "pss": 40.0} for name in ("assistant", "actions", "backend", "postgres")}
    return {
        "parse_http": dict(latency),
        "one": people,
        "newcomers": people,
        "many": people,
        "many_reported": people,
        "session": {str(after): dict(latency) for after in figures.AFTER},
        "session_turns": 5080,
        "first_answer_s": 5.0,
        "everything_s": 8.0,
        "memory": memory,
        "memory_after": memory,
        "disk_mb": {"munshi": 560.0},
    }
