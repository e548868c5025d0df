"""Whole messages in people's own words, dialects and misspellings: every value of each, and nothing more."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from ruamel.yaml import YAML

from nlu.values.message import values
from nlu.words.found import Found
from nlu.words.reading import read
from tests.nlu.test_when import written

MOMENT = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Asia/Kolkata"))
DATES = ("period", "time", "duration")
OF_OTHERS = "order_line"  # has its own corpus
SAID = YAML(typ="safe").load(Path(__file__).with_name("spoken_values.yml").read_text(encoding="utf-8"))


def messages() -> Iterator[tuple[str, str, list[str]]]:
    """Intent, message, and what it says."""
    for block in SAID:
        for text in block["texts"]:
            yield block["of"], text, block["says"]


def in_words(found: Found) -> str:
    """A value as the corpus writes it; money in rupees."""
    if found.entity in DATES:
        return written(found.entity, found.value)
    value = f"{found.value['paise'] / 100:.10g}" if found.entity == "money" else found.value
    return f"{found.entity} {value}"


@pytest.mark.parametrize(("intent", "text", "says"), messages())
def test_a_message_says_its_values_and_no_more(intent: str, text: str, says: list[str]) -> None:
    found = values(text, read(text), MOMENT, intent, asked=False)
    assert sorted(in_words(each) for each in found if each.entity != OF_OTHERS) == sorted(says)
