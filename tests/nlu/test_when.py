"""Days, times and durations: what each sentence of the corpus says, under a fixed clock."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from ruamel.yaml import YAML

from nlu.time.when import when
from nlu.words.reading import read

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Asia/Kolkata"))
CORPUS = [
    (page.stem, case["values"], text)
    for page in sorted(Path(__file__).with_name("when").glob("*.yml"))
    for case in YAML(typ="safe").load(page.read_text(encoding="utf-8"))
    for language in ("hinglish", "hi", "en")
    for text in case.get(language, ())
]


def written(entity: str, value: dict[str, Any]) -> str:
    """A value as the corpus writes it."""
    if entity == "duration":
        return f"duration {value['minutes']}min" if "minutes" in value else f"duration {value['days']}d"
    if entity == "time":
        to = f"-{value['to'] or ''}" if value["to"] or value.get("open") else ""
        span = f"{value['from'] or ''}{to}"
        return f"time {span} {value['date'] or ''}".strip()
    days = value["from"] if value["from"] == value["to"] else f"{value['from']}..{value['to']}"
    half = f" half={value['half']}" if value["half"] else ""
    return f"period {days or 'null'}{half}{' ambiguous' if value['ambiguous'] else ''}"


@pytest.mark.parametrize(("page", "values", "text"), CORPUS)
def test_a_sentence_says_when(page: str, values: list[str], text: str) -> None:
    assert [written(found.entity, found.value) for found in when(read(text), NOW)] == values
