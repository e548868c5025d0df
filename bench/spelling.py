"""`python -m bench.spelling`: how well one key stands for one word, on how people really spell Hindi (Dakshina)."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from engine.settings import ROOT
from spelling import key

FOLDER = ROOT.parent / "shared" / "data" / "dakshina-hi"
SPLITS = ("dev", "train")  # the rules were learnt from train
HOW_TO_GET = (
    "Dakshina (Google, CC BY-SA 4.0): https://github.com/google-research-datasets/dakshina; "
    f"put hi/lexicons/hi.translit.sampled.{{train,dev}}.tsv into {FOLDER}"
)
NEAR = 1  # letters between two keys


class Pair(NamedTuple):
    """A way in which so many people spelt a Devanagari word."""

    spelling: str
    word: str
    times: int


def measure() -> dict[str, object]:
    """The figures of each split, or where to get the data."""
    files = {split: FOLDER / f"hi.translit.sampled.{split}.tsv" for split in SPLITS}
    missing = [split for split, file in files.items() if not file.exists()]
    if missing:
        return {"missing": HOW_TO_GET}
    return {split: figures(list(pairs(file)), near=split == "dev") for split, file in files.items()}


def pairs(file: Path) -> Iterable[Pair]:
    """The lines of a lexicon of Dakshina: word, spelling and count, in whichever order the first two stand."""
    for line in file.read_text(encoding="utf-8").splitlines():
        one, other, times = line.split("\t")
        spelling, word = (one, other) if one.isascii() else (other, one)
        yield Pair(spelling, word, int(times))


def figures(spelt: Sequence[Pair], *, near: bool = False) -> dict[str, float]:
    """Recall and precision of keys over all pairs of a spelling and a word, from 0 to 1.

    `precision` is the share of right ones among the pairs with one key, so that keys which make everything one fall;
    `merged` the share of words that share their key with another word; `near_recall` also counts a spelling whose
    key is nearest to that of its word, and no more than a letter away.
    """
    began = time.process_time()
    said = {pair.spelling: key(pair.spelling) for pair in spelt}
    heard = {pair.word: key(pair.word) for pair in spelt}
    taken = time.process_time() - began
    right = [pair for pair in spelt if said[pair.spelling] == heard[pair.word]]
    words_of: dict[str, set[str]] = defaultdict(set)
    for word, sound in heard.items():
        words_of[sound].add(word)
    alike = sum(len(words_of.get(sound, ())) for sound in said.values())
    recall = len(right) / len(spelt)
    precision = len(right) / max(alike, 1)
    found = {
        "pairs": len(spelt),
        "recall": recall,
        "recall_by_count": sum(pair.times for pair in right) / sum(pair.times for pair in spelt),
        "precision": precision,
        "f1": 2 * precision * recall / max(precision + recall, 1e-9),
        "merged": sum(len(words) for words in words_of.values() if len(words) > 1) / len(heard),
        "microseconds_a_word": 1e6 * taken / (len(said) + len(heard)),
    }
    if near:
        missed = [pair for pair in spelt if said[pair.spelling] != heard[pair.word]]
        found["near_recall"] = (len(right) + _nearest(missed, said, sorted(words_of), heard)) / len(spelt)
    return {name: round(value, 4) for name, value in found.items()}


def _nearest(
    missed: Sequence[Pair], said: dict[str, str], known: Sequence[str], heard: dict[str, str]
) -> int:
    """How many spellings have the key of their word as the one nearest key."""
    right = 0
    for pair in missed:
        near = process.extract(
            said[pair.spelling], known, scorer=OSA.distance, score_cutoff=NEAR, limit=2, processor=None
        )
        right += len(near) == 1 and near[0][0] == heard[pair.word]
    return right


if __name__ == "__main__":
    print(json.dumps(measure(), indent=2, ensure_ascii=False))
