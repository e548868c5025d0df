"""The texts that are written to the bots."""

from pathlib import Path
from typing import Any

import yaml

from engine.settings import ROOT

LANGUAGES = ("hinglish", "hi", "en")


def one_round() -> list[str]:
    """What one person writes in one round."""
    content = yaml.safe_load(Path(__file__).with_name("messages.yml").read_text(encoding="utf-8"))
    texts: list[str] = content["round"]
    return texts


def held_out() -> list[str]:
    """Every sentence of the corpora, which no model has been trained with."""
    found: list[str] = []
    for file in sorted((ROOT / "tests").glob("*/*.yml")):
        content: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
        for said in content.get("says", []):
            found += [text for language in LANGUAGES for text in said.get(language, [])]
    return found
