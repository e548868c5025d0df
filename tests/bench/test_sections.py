"""The printed tables of what is learnt and understood: each target is told as reached or not."""

import json
from pathlib import Path
from typing import Any

import pytest

from bench import own, sample, table, understanding
from bench.__main__ import newest
from bench.own import Sentence
from bench.public import mcc, root_intent
from bench.table import OURS, SIDES, Section

SPLIT = {"ours": {"in_scope": 80.0, "mcc": 0.65}, "tfidf": {"in_scope": 75.0, "mcc": 0.6}}
PUBLIC = {
    **{bot: {"plain": SPLIT, "apart": SPLIT} for bot in understanding.IN_SCOPE},
    "hinglish-top": {"ours": 88.0, "tfidf": 84.0},
    "slot_f1": 65.0,
}


def own_figures(intent: float, heavy: float | None = 90.0) -> dict[str, Any]:
    return {
        "sentences": 100,
        "intent": {"hi": intent, "en": intent, "hinglish": intent},
        "misspelt": {"light": 92.0, "heavy": heavy},
        "out_of_scope": 86.0,
        "refused": 3.0,
        "values": {"dates": 94.0, "money": 94.0, "order lines": None},
    }


def lines_of_understanding(found: dict[str, Any]) -> list[str]:
    lines: list[str] = []
    table.show(understanding.sections(found), lines.append)
    return lines


def one(lines: list[str], start: str) -> str:
    (line,) = [line for line in lines if line.startswith(start)]
    return line


@pytest.fixture
def found() -> dict[str, Any]:
    return {
        "corpora": own_figures(95.0),
        "typed_in_haste": 70.0,
        "public": PUBLIC,
        "spelling": {"dev": {"recall": 0.78, "precision": 0.98, "f1": 0.87}},
    }


def test_each_target_of_understanding_is_told_as_reached_or_not(found: dict[str, Any]) -> None:
    lines = lines_of_understanding(found)
    assert one(lines, "intents right, Hindi").endswith("≥ 93: reached")
    assert one(lines, "intents right, misspelt by hand").endswith("≥ 88: NOT reached")
    assert one(lines, "good messages refused").endswith("≤ 4: reached")
    assert one(lines, "money exactly right").endswith("≥ 95: NOT reached")
    assert one(lines, "HINT3 curekart, in scope, %, alike apart").endswith("≥ 86: NOT reached")
    assert one(lines, "HINT3 powerplay11, MCC, alike apart").endswith("≥ 0.44: reached")
    assert one(lines, "Hinglish-TOP, root").endswith("≥ 87: reached")
    assert one(lines, "Hinglish-TOP, slots").endswith("≥ 66: NOT reached")


def test_easier_folds_are_told_without_a_verdict(found: dict[str, Any]) -> None:
    assert "reached" not in one(lines_of_understanding(found), "HINT3 curekart, in scope, %, 5-fold")


def test_messages_that_are_held_apart_decide(found: dict[str, Any]) -> None:
    lines = lines_of_understanding({**found, "held_apart": own_figures(92.9, heavy=None)})
    line = one(lines, "intents right, Hindi")
    assert "95 " in line
    assert line.endswith("92.9                      ≥ 93: NOT reached")
    assert "reached" not in one(lines, "intents right, heavily")


def test_public_sets_that_are_not_here_are_told_with_where_to_get_them(found: dict[str, Any]) -> None:
    lines = lines_of_understanding({**found, "public": {"missing": "get it there"}})
    assert "get it there" in one(lines, "not here")


@pytest.mark.parametrize(("misspelt", "told"), [(80.0, "reached"), (80.1, "NOT reached")])
def test_misspelt_sentences_are_understood_so_much_better_than_by_stock_rasa(
    misspelt: float, told: str
) -> None:
    line = one(
        lines_of_sample(side(misspelt=86.0), side(misspelt=misspelt)), "intents right, heavily misspelt"
    )
    assert line.endswith(f": {told}")


@pytest.mark.parametrize(("p50", "p99", "told"), [(1.5, 5.0, "reached"), (1.4, 5.1, "NOT reached")])
def test_both_percentiles_of_a_parse_count(p50: float, p99: float, told: str) -> None:
    line = one(lines_of_sample(side(p50=p50, p99=p99), None), "all the pages: parse")
    assert line.endswith(f"≤ 1.5 / 5: {told}")


def side(misspelt: float = 90.0, p50: float = 1.0, p99: float = 2.0) -> dict[str, Any]:
    parse = {"p50_ms": p50, "p99_ms": p99, "samples": 100}
    return {"training_s": 10.0, "right": 95.0, "misspelt": misspelt, "parse": parse}


def lines_of_sample(ours: dict[str, Any], stock: dict[str, Any] | None) -> list[str]:
    measured = {"stock": stock, "munshi": ours, "all": ours, "examples": 4000, "all_examples": 30_000}
    lines: list[str] = []
    table.show([Section("", SIDES if stock else OURS, sample.rows(measured))], lines.append)
    return lines


def test_what_was_measured_apart_is_shown_together(tmp_path: Path) -> None:
    for name, parts in (("1", ["sample", "servers"]), ("2", ["servers"]), ("3", ["understanding"])):
        found = {"at": name, **dict.fromkeys(parts, name)}
        (tmp_path / f"{name}.json").write_text(json.dumps(found), encoding="utf-8")
    assert list(newest(tmp_path)) == [
        {"at": "1", "sample": "1"},
        {"at": "2", "servers": "2"},
        {"at": "3", "understanding": "3"},
    ]


def test_what_is_unsure_counts_as_out_of_scope() -> None:
    wanted = ["a", "b", "out of scope", "out of scope"]
    guessed = [("a", 0.9), ("b", 0.8), ("a", 0.2), ("b", 0.3)]
    assert mcc(wanted, guessed, 0.5) == 1.0
    assert mcc(wanted, guessed, 0.1) < 0.8


def test_the_root_intent_is_the_outermost() -> None:
    assert root_intent("[IN:SEND_MESSAGE [SL:CONTENT [IN:GET_EVENT kal ] ] bhejo ]") == "SEND_MESSAGE"


def test_a_line_agrees_in_what_the_corpus_names() -> None:
    read = {"name": "aata", "quantity": "2", "unit": "kg", "pack": None, "note": "jaldi"}
    assert own.agrees([read], [{"name": "aata", "quantity": "2", "unit": "kg"}])
    assert not own.agrees([{**read, "pack": "5 kg"}], [{"name": "aata", "quantity": "2", "unit": "kg"}])
    assert not own.agrees([read, read], [{"name": "aata"}])


def test_sentences_that_are_held_apart_may_stand_in_corpora_or_lists(tmp_path: Path) -> None:
    (tmp_path / "thank.yml").write_text("intent: thank\nsays: [{value: {}, en: [thanks]}]", encoding="utf-8")
    (tmp_path / "list.yml").write_text("- {intent: greet, text: namaste}", encoding="utf-8")
    (tmp_path / "other.yml").write_text("words: [one]", encoding="utf-8")
    assert [each for file in sorted(tmp_path.glob("*")) for each in own.sentences(file)] == [
        Sentence("namaste", "greet", "", {}),
        Sentence("thanks", "thank", "en", {}),
    ]
