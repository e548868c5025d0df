"""Why not, which and how many: what a yes or no to requests says beside whose it is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from nlu.answers.collecting import values_of_answer
from nlu.pages.trial import MOMENT
from nlu.words.reading import read

CORPUS: dict[str, Any] = YAML(typ="safe").load(
    Path(__file__).with_name("decisions.yml").read_text(encoding="utf-8")
)
NOTHING = {"all": False, "but": False, "count": None, "places": [], "kind": None, "reason": None}


def decided(text: str, intent: str, asking: str | None = None) -> dict[str, Any]:
    """What is said of the decision."""
    found = values_of_answer(text, read(text), MOMENT, intent, asking)
    return next((each.value for each in found if each.entity == "decision"), NOTHING)


def which(kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for block in CORPUS[kind]:
        said = {name: value for name, value in block.items() if name != "texts"}
        yield from ((text, {**NOTHING, **said}) for text in block["texts"])


@pytest.mark.parametrize(
    ("text", "reason"), [(text, reason) for reason, texts in CORPUS["reasons"].items() for text in texts]
)
def test_the_reason_is_what_is_left_beside_the_decision(text: str, reason: str) -> None:
    assert decided(text, "reject_request")["reason"] == reason


@pytest.mark.parametrize("text", CORPUS["none"])
def test_what_only_turns_down_gives_no_reason(text: str) -> None:
    assert decided(text, "reject_request")["reason"] is None


@pytest.mark.parametrize(("text", "said"), which("which"))
def test_which_are_meant(text: str, said: dict[str, Any]) -> None:
    assert decided(text, "approve_request") == said


@pytest.mark.parametrize(("text", "said"), which("chosen"))
def test_which_of_those_shown_are_meant(text: str, said: dict[str, Any]) -> None:
    assert decided(text, "approve_request", "approval_to_choose") == said


@pytest.mark.parametrize(
    ("text", "each"), [(text, block) for block in CORPUS["each"] for text in block["texts"]]
)
def test_of_each_what_is_said_of_it(text: str, each: dict[str, Any]) -> None:
    found = decided(text, "reject_request").get("each", [])
    said = {verdict: [one["reference"] or one["person"] for one in found if one["approve"] is verdict]
            for verdict in (True, False)}  # fmt: skip
    assert (said[True], said[False]) == (each["yes"], each["but_not"])


def test_the_reason_is_that_of_those_that_are_refused() -> None:
    both = decided("Asha's leave is ok, reject Ravi's, too few people", "approve_request")
    assert (len(both["each"]), both["reason"]) == (2, "too few people")


@pytest.mark.parametrize("text", CORPUS["why"])
def test_any_words_are_the_reason_that_was_asked_for(text: str) -> None:
    assert decided(text, "reject_request", "rejection_reason") == {**NOTHING, "reason": text}


@pytest.mark.parametrize("text", CORPUS["unsaid"])
def test_who_gives_no_reason_has_given_none(text: str) -> None:
    assert decided(text, "reject_request", "rejection_reason") == NOTHING


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("asha wali kar do", ["asha"]),
        ("ramesh", ["ramesh"]),
        ("Ramesh wali", ["Ramesh"]),
        ("LV-12", []),
        ("pehla", []),
    ],
)
def test_a_name_alone_chooses(text: str, named: list[str]) -> None:
    found = values_of_answer(text, read(text), MOMENT, "approve_request", "approval_to_choose")
    assert [each.value for each in found if each.entity == "person"] == named


@pytest.mark.parametrize("text", ["LV-13 bhi reject karo", "Ramesh ki bhi mana karo"])
def test_another_no_is_not_the_reason_of_the_first(text: str) -> None:
    assert decided(text, "reject_request", "rejection_reason")["reason"] is None


def test_of_other_wishes_nothing_is_decided() -> None:
    assert decided("sab bhej do", "place_order") == NOTHING
