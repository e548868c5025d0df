"""The intent classifier by itself: that its confidence is honest, and that it learns from little."""

import random
from pathlib import Path

import numpy as np
import pytest

from engine.settings import ROOT
from nlu.intents.classifier import IntentModel
from nlu.intents.confidence import UNTAUGHT, Confidence
from nlu.intents.features import features
from nlu.intents.training import train
from nlu.intents.vectors import MANY_SAMPLES, Vectoriser
from nlu.pages.trial import Example, examples

SKILLS = ("billing", "leave")
THRESHOLD = 0.4
DELIVERY = ["where is my parcel", "parcel kab aayega", "track my parcel", "parcel kahan hai", "पार्सल कहाँ है"]
LOGIN = ["cannot log in", "password bhool gaya", "reset my password", "login nahi ho raha", "पासवर्ड भूल गया"]
FOREIGN = ["zxqv wrrt plgh", "qqqq", "ψυχή ἀγαθή", "xkcd jjj bbb vvv"]


def taught(*texts_and_intents: tuple[list[str], str]) -> IntentModel:
    pairs = [(text, intent) for texts, intent in texts_and_intents for text in texts]
    return train([text for text, _ in pairs], [intent for _, intent in pairs])


@pytest.fixture(scope="module")
def small() -> IntentModel:
    return taught((DELIVERY, "track_parcel"), (LOGIN, "reset_password"))


@pytest.fixture(scope="module")
def tried() -> list[tuple[bool, float]]:
    """Whether each unseen example of some skills was understood, and how sure the model was."""
    said = [each for skill in SKILLS for each in examples_of(skill)]
    random.Random(7).shuffle(said)
    seen, unseen = said[len(said) // 4 :], said[: len(said) // 4]
    model = train([each.text for each in seen], [each.intent for each in seen])
    guesses = [(model.rank(each.text)[0], each.intent) for each in unseen]
    return [(best == intent, confidence) for (best, confidence), intent in guesses]


def examples_of(skill: str) -> list[Example]:
    intents = {file.stem for file in (ROOT / "data" / skill).glob("*.yml")}
    return [each for each in examples(ROOT) if each.intent in intents][::2]


def test_who_is_sure_is_right(tried: list[tuple[bool, float]]) -> None:
    sure = [right for right, confidence in tried if confidence >= 0.8]
    assert len(sure) > len(tried) / 3
    assert sum(sure) / len(sure) > 0.9


def test_confidence_is_about_as_high_as_the_share_that_is_right(tried: list[tuple[bool, float]]) -> None:
    share = sum(right for right, _ in tried) / len(tried)
    mean = sum(confidence for _, confidence in tried) / len(tried)
    assert share - 0.2 < mean < share + 0.05  # lower rather than higher: strangers write as well


def test_who_is_unsure_is_wrong_more_often(tried: list[tuple[bool, float]]) -> None:
    ranked = [right for right, _ in sorted(tried, key=lambda entry: entry[1])]
    third = len(ranked) // 3
    assert sum(ranked[:third]) < sum(ranked[-third:])


@pytest.mark.parametrize("text", FOREIGN)
def test_a_text_of_unknown_words_is_refused(small: IntentModel, text: str) -> None:
    ranked = small.rank(text)
    assert not ranked or ranked[0][1] < THRESHOLD


@pytest.mark.parametrize("text", ["", "   ", "\n", "?!", "…"])
def test_nothing_is_said_of_a_text_without_words(small: IntentModel, text: str) -> None:
    assert small.rank(text) == []


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("parcl kaha h", "track_parcel"),
        ("where's the parcel", "track_parcel"),
        ("pasword bhul gya", "reset_password"),
    ],
)
def test_two_intents_of_five_examples_are_told_apart(small: IntentModel, text: str, intent: str) -> None:
    assert small.rank(text)[0][0] == intent


def test_chances_fall_and_leave_room_for_none_of_them(small: IntentModel) -> None:
    chances = [chance for _, chance in small.rank("parcel")]
    assert chances == sorted(chances, reverse=True)
    assert 0 < sum(chances) <= 1 + 1e-6


def test_an_intent_of_one_example_is_found_by_its_words() -> None:
    model = taught((DELIVERY, "track_parcel"), (LOGIN, "reset_password"), (["sing a song"], "sing"))
    assert model.rank("sing me a song")[0][0] == "sing"


def test_two_examples_of_two_intents_are_enough_to_train() -> None:
    model = taught((["hello"], "greet"), (["bye"], "goodbye"))
    assert model.rank("hello")[0][0] == "greet"


def test_what_is_saved_answers_as_before(small: IntentModel, tmp_path: Path) -> None:
    small.save(tmp_path)
    loaded = IntentModel.load(tmp_path)
    for text in (*DELIVERY, *LOGIN, *FOREIGN):
        before, after = small.rank(text), loaded.rank(text)
        assert [name for name, _ in after] == [name for name, _ in before]
        assert [chance for _, chance in after] == pytest.approx([chance for _, chance in before], abs=0.01)


def test_words_that_mean_the_same_count_as_the_same() -> None:
    assert set(features("cancelling").names) & set(features("radd").names) == {"ccancel", "=^", "=$"} & set(
        features("radd").names
    )


def test_what_is_ordered_by_weight_says_nothing_but_what_is_asked_of_it_does() -> None:
    asked = features("ek kilo ghee kitne ka padega").names
    assert "chow_much" in asked
    assert "=ghi" not in asked


def test_what_is_counted_by_the_piece_is_seen() -> None:
    assert features("geyser ka element 1 piece").names != features("lux ka sabun 1 piece").names
    assert features("ghee 1 kilo").names == features("besan 1 kilo").names


def test_who_may_as_well_want_nothing_is_less_sure() -> None:
    confidence = Confidence(UNTAUGHT, nothing=2)
    near, far = (np.array([3.0, 1.0, nothing], dtype=np.float32) for nothing in (0.9, -6.0))
    assert confidence.of(near, known=1.0) < confidence.of(far, known=1.0)


def test_a_piece_that_one_of_many_examples_has_is_left_out_and_a_whole_word_is_not() -> None:
    many = [f"number {number}" for number in range(MANY_SAMPLES)]
    vocabulary = Vectoriser.learn([features(text) for text in [*many, "rosogolla please"]])
    assert "=rosogola" in vocabulary
    assert not {feature for feature in vocabulary.names if feature.startswith(("kros", "=rosogola_"))}
