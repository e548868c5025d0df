"""Where the tagger and the rules differ about a line, the entity says so beside its value, for a question back."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from rasa.shared.nlu.training_data.message import Message

from nlu.components.talk import OUTSIDE
from nlu.components.values import ValueExtractor
from nlu.values.message import values
from nlu.words.found import Found
from nlu.words.reading import read
from tests.nlu.order_texts import heard, tagger

MOMENT = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Asia/Kolkata"))
DOUBT = 0.5


def found(text: str, intent: str = "place_order", entity: str = "order_line") -> list[Found]:
    read_values = values(text, heard(text, intent), MOMENT, intent, asked=False)
    return [each for each in read_values if each.entity == entity]


@pytest.mark.parametrize("text", ["2 kilo aata bhej do", "ek packet maggi aur do bread", "1 kg sugar please"])
def test_on_what_tagger_and_rules_agree_there_is_no_doubt(text: str) -> None:
    assert all(each.confidence is not None and each.confidence > DOUBT for each in found(text))


def test_a_name_that_is_kept_because_nothing_else_is_named_is_doubted() -> None:
    (line,) = found("platform 3 pe 2")
    assert line.confidence is not None
    assert line.confidence < DOUBT


def test_the_doubt_stands_beside_the_value_and_never_in_it() -> None:
    for each in found("platform 3 pe 2") + found("2 kilo aata bhej do"):
        assert set(each.value) == {"name", "quantity", "unit", "pack", "op"}


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("school bag, 2 pencil box", []),
        ("2 kilo aata bhej do", []),
    ],
)
def test_a_name_that_is_left_out_at_a_close_chance_is_told_apart_and_ordered_by_nothing(
    text: str, doubted: list[str]
) -> None:
    assert [each.value for each in found(text, entity="doubted_item")] == doubted
    assert not {each.value["name"] for each in found(text)} & set(doubted)


def test_without_a_tagger_nothing_is_known_of_doubt() -> None:
    text = "2 kilo aata bhej do"
    (line,) = values(text, read(text), MOMENT, "place_order", asked=False)
    assert line.confidence is None


def test_the_entity_carries_its_confidence_as_those_of_rasa_do() -> None:
    text = "2 kilo aata bhej do"
    words = read(text)
    message = Message(data={"text": text, "intent": {"name": "place_order"}})
    chances = tagger().outside(words, "place_order")
    message.set(OUTSIDE, {word.start: chance for word, chance in zip(words, chances, strict=True)})
    ValueExtractor().process([message])
    (line,) = [each for each in message.get("entities") if each["entity"] == "order_line"]
    assert line["value"] == {"name": "aata", "quantity": "2", "unit": "kg", "pack": None, "op": None}
    assert line["confidence_entity"] > DOUBT
