"""Values of messages: the value, then the ways to say it, and what must not be taken for one."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from ruamel.yaml import YAML

from nlu.values.message import values
from nlu.words.numbers import read_number
from nlu.words.reading import read
from tests.nlu.order_texts import heard

FOLDER = Path(__file__).parent / "values"
MOMENT = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Asia/Kolkata"))


def load(file: Path) -> dict[str, Any]:
    return YAML(typ="safe").load(file.read_text(encoding="utf-8"))


CORPORA = {file.stem: load(file) for file in sorted(FOLDER.glob("*.yml"))}
NUMBERS = CORPORA.pop("numbers")
CORPORA.pop("languages")
SENTENCES = CORPORA.pop("sentences")["sentences"]


def blocks(kind: str) -> Iterator[tuple[str, str, str, list[Any]]]:
    """Entity, intent, text and value of each sentence that says something, or nothing."""
    for corpus in CORPORA.values():
        for block in corpus[kind]:
            entity = block.get("entity") or corpus["entity"]
            for text in block["texts"]:
                yield entity, block["of"], text, block.get("value", [])


def said(text: str, intent: str, entity: str) -> list[Any]:
    found = [
        each
        for each in values(text, heard(text, intent), MOMENT, intent, asked=False)
        if each.entity == entity
    ]
    for each in found:
        assert text[each.start : each.end].strip()
    return [line(each.value) if entity == "order_line" else each.value for each in found]


def line(value: dict[str, Any]) -> str:
    """An order line in short: name | quantity unit."""
    amount = " ".join(part for part in (value["quantity"], value["unit"]) if part)
    return " | ".join(part for part in (value["name"], amount) if part)


@pytest.mark.parametrize(("entity", "intent", "text", "value"), blocks("says"))
def test_a_value_is_read(entity: str, intent: str, text: str, value: list[Any]) -> None:
    assert said(text, intent, entity) == value


@pytest.mark.parametrize(("entity", "intent", "text", "value"), blocks("none"))
def test_what_only_looks_like_a_value_is_none(entity: str, intent: str, text: str, value: list[Any]) -> None:
    assert said(text, intent, entity) == value


@pytest.mark.parametrize(
    ("value", "text"), [(value, text) for value, texts in NUMBERS["numbers"].items() for text in texts]
)
def test_a_number_is_read_whole(value: str, text: str) -> None:
    words = read(text)
    number = read_number(words, 0)
    assert number is not None
    assert (number.value, number.end) == (Decimal(value), len(words))


@pytest.mark.parametrize("text", NUMBERS["none"])
def test_a_word_that_sounds_like_a_number_is_none(text: str) -> None:
    assert read_number(read(text), 0) is None


def short(entity: str, value: Any) -> Any:
    """A value in short: paise, the first day, the hour, minutes or days, or an order line."""
    if entity == "order_line":
        return line(value)
    if entity == "period":
        return str(value["from"])
    if entity == "time":
        return value["from"] or value["to"]
    return next(iter(value.values())) if isinstance(value, dict) else value


@pytest.mark.parametrize(("intent", "text", "wanted"), SENTENCES)
def test_each_value_of_a_sentence_is_read(intent: str, text: str, wanted: list[Any]) -> None:
    found = values(text, heard(text, intent), MOMENT, intent, asked=False)
    assert [[each.entity, short(each.entity, each.value)] for each in found] == [
        [entity, str(value) if entity == "period" else value] for entity, value in wanted
    ]
