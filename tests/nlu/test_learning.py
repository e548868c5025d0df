"""What did not change is not learnt anew, and what comes of it is the same as if it had been."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from engine.model import fingerprints
from engine.model.cache import Cache
from engine.settings import ROOT
from nlu.intents import layer, samples, training
from nlu.intents.learning import fingerprint, learn
from nlu.pages.learning import taught

Examples = tuple[list[str], list[str]]


def nobody(share: float, what: str) -> None:
    """Is told how far it has come."""


@pytest.fixture(scope="module")
def examples() -> Examples:
    """Some of the examples of all pages: as many as are learnt by several processes at once."""
    texts, intents = taught(ROOT / "data")
    return texts[::20], intents[::20]


@pytest.fixture(scope="module")
def from_scratch(examples: Examples, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is learnt without a cache."""
    folder = tmp_path_factory.mktemp("model")
    learn(folder, *examples, None, nobody)
    return folder


def is_same(one: Path, other: Path) -> bool:
    """Whether two models hold the same, number by number and word by word."""
    names = sorted(file.name for file in one.iterdir())
    if names != sorted(file.name for file in other.iterdir()):
        return False
    return all(_is_same_file(one / name, other / name) for name in names)


def _is_same_file(one: Path, other: Path) -> bool:
    if one.suffix != ".npz":
        return one.read_bytes() == other.read_bytes()
    with np.load(one) as ours, np.load(other) as theirs:
        return set(ours) == set(theirs) and all(np.array_equal(ours[name], theirs[name]) for name in ours)


def test_the_same_data_give_the_same_model_with_and_without_a_cache(
    examples: Examples, from_scratch: Path, tmp_path: Path
) -> None:
    cache = Cache(tmp_path / "cache")
    for at, changed in enumerate(([], ["intents"], ["intents", "samples"], ["intents", "layer"])):
        for kind in changed:
            for file in cache.folder.glob(f"{kind}.*"):
                file.unlink()
        folder = tmp_path / str(at)
        folder.mkdir()
        learn(folder, *examples, cache, nobody)
        assert is_same(folder, from_scratch), changed


def test_a_damaged_cache_is_made_anew(examples: Examples, from_scratch: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    learn(made(tmp_path / "first"), *examples, cache, nobody)
    for file in cache.folder.iterdir():
        file.write_bytes(file.read_bytes()[:-100])
    learn(made(tmp_path / "second"), *examples, cache, nobody)
    assert is_same(tmp_path / "second", from_scratch)
    assert all(cache.get(*file.name.split(".")) for file in cache.folder.iterdir())


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_a_changed_reply_learns_no_intent_anew(tmp_path: Path) -> None:
    pages = tmp_path / "data"
    shutil.copytree(ROOT / "data", pages)
    before = fingerprint(*taught(pages))
    page = pages / "common" / "greet.yml"
    text = page.read_text("utf-8")
    assert "utter_greet" in text
    page.write_text(text.replace("Namaste", "Namaskar"), "utf-8")
    assert fingerprint(*taught(pages)) == before


def test_another_example_is_the_only_one_that_is_read(
    few: Examples, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, read = Cache(tmp_path), []
    training.train(*few, cache)
    features = samples.features

    def watched(text: str, *rest: object) -> object:
        read.append((text, *rest))
        return features(text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(samples, "features", watched)
    training.train([*few[0], "ek nayi baat"], [*few[1], "thank"], cache)
    assert [each for each in read if len(each) == 1] == [("ek nayi baat",)]


def test_words_that_are_read_otherwise_but_say_the_same_learn_no_layer_anew(
    examples: Examples, from_scratch: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path / "cache")
    learn(made(tmp_path / "first"), *examples, cache, nobody)
    monkeypatch.setattr(fingerprints, "of_code", lambda *_, **__: "changed")
    monkeypatch.setattr(layer, "_fit", lambda *_: pytest.fail("it was learnt anew"))
    learn(made(tmp_path / "second"), *examples, cache, nobody)
    assert is_same(tmp_path / "second", from_scratch)


@pytest.fixture
def few() -> Examples:
    """So few examples that one process learns them."""
    texts, intents = taught(ROOT / "data")
    chosen = [at for at, intent in enumerate(intents) if intent in ("greet", "thank")][::4]
    return [texts[at] for at in chosen], [intents[at] for at in chosen]
