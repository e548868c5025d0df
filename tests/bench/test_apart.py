"""Messages of strangers: what counts as right, and that nobody is shown the half that says how good it is."""

from typing import Any

from bench import apart
from bench.apart import Message

LINE = {"name": "rajma", "quantity": "2", "unit": "kg", "pack": None, "op": None}
TEXT = "rajma 2 kilo"


def message(number: int, intent: str, *lines: dict[str, Any], also: tuple[str, ...] = ()) -> Message:
    entities = [{"entity": "order_line", "value": line} for line in lines]
    parsed = {"intent": {"name": intent}, "entities": entities}
    return Message(number, TEXT, ["place_order", *also], "hinglish", {"order_line": [LINE]}, parsed)


def test_an_order_is_right_when_every_line_is() -> None:
    assert message(1, "place_order", LINE).has_its_lines
    assert not message(1, "place_order", LINE, LINE).has_its_lines
    assert not message(1, "place_order", {**LINE, "pack": {"quantity": "1", "unit": "kg"}}).has_its_lines
    assert not message(1, "place_order", {**LINE, "op": "set"}).has_its_lines


def test_either_of_two_intents_is_right_where_the_writer_let_both_be() -> None:
    assert not message(1, "modify_order").has_its_intent
    assert message(1, "modify_order", also=("modify_order",)).has_its_intent


def test_only_the_odd_half_is_shown_with_what_is_wrong() -> None:
    said = [message(number, "deny", {**LINE, "unit": "g"}) for number in (1, 2, 3)]
    shown = list(apart.wrong(said, 9))
    assert shown[:4] == [
        f"\n   1 {TEXT}",
        "     place_order, taken for deny",
        "     wanted: rajma | 2 | kg |  | ",
        "     read:   rajma | 2 | g |  | ",
    ]
    assert len(shown) == 8
    assert len(list(apart.wrong(said, 1))) == 4
