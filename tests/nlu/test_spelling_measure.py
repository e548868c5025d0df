"""The measure of the keys falls when they miss a word and when they make two words one."""

from pathlib import Path

import pytest

from bench import spelling
from bench.spelling import Pair, figures

GOOD = [Pair("chutti", "छुट्टी", 3), Pair("chhutti", "छुट्टी", 1), Pair("kal", "कल", 4)]


def test_one_key_for_every_spelling_is_full_marks() -> None:
    found = figures(GOOD, near=True)
    assert (found["recall"], found["recall_by_count"], found["precision"], found["f1"]) == (1, 1, 1, 1)
    assert (found["merged"], found["near_recall"]) == (0, 1)


def test_a_spelling_that_is_missed_costs_recall_by_pairs_and_by_people() -> None:
    found = figures([*GOOD, Pair("xyzzy", "कल", 2)], near=True)
    assert (found["recall"], found["recall_by_count"], found["near_recall"]) == (0.75, 0.8, 0.75)


def test_keys_that_make_everything_one_cost_precision(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "key", lambda _: "x")
    found = figures(GOOD)
    assert (found["recall"], found["precision"], found["merged"]) == (1, 0.5, 1)


def test_a_key_one_letter_away_is_near() -> None:
    found = figures([*GOOD, Pair("dukkhan", "दुकान", 1), Pair("dukan", "दुकान", 1)], near=True)
    assert found["near_recall"] > found["recall"]


def test_a_lexicon_is_read_whichever_script_stands_first(tmp_path: Path) -> None:
    file = tmp_path / "lexicon.tsv"
    file.write_text("kal\tकल\t3\nकल\tkall\t1\n", encoding="utf-8")
    assert list(spelling.pairs(file)) == [Pair("kal", "कल", 3), Pair("kall", "कल", 1)]


def test_without_the_data_it_is_said_where_to_get_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spelling, "FOLDER", tmp_path)
    assert "Dakshina" in str(spelling.measure()["missing"])
