"""Words that act whatever else is going on: who says STOP need not be understood, and waits for nobody."""

import unicodedata
from functools import cache
from pathlib import Path

import yaml

from channels.whatsapp.incoming import reading

WORDS = Path(__file__).with_name("at_once.yml")

_NOT_WORDS = "PSZC"  # the Unicode categories of signs, spaces and what cannot be seen


def command(words: str) -> str | None:
    """What a message that consists of such words alone stands for; None for every other, and for what is no words."""
    return None if reading.typed(words) != words.strip() else _commands().get(_plain(words))


@cache
def _commands() -> dict[str, str]:
    listed = yaml.safe_load(WORDS.read_text("utf-8"))
    return {_plain(words): f"/{intent}" for intent, every in listed.items() for words in every}


def _plain(words: str) -> str:
    """The words in lower case with single spaces, without anything else."""
    composed = unicodedata.normalize("NFKC", words[:200]).casefold()
    bare = "".join(" " if unicodedata.category(sign)[0] in _NOT_WORDS else sign for sign in composed)
    return " ".join(bare.split())
