"""A yes with the verb that was asked is a plain yes, whatever the verb sounds like: *haan likh do*, *haan hatao*."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import yaml

from munshi.asking.reading import YES, Asked, Reading
from spelling import key

WORDS = Path(__file__).with_name("consent.yml")
CONFIRMS = "confirm_"  # begins the names of questions to which a yes does something
_WORD = re.compile(r"[^\s,;.!?।]+")


def with_the_verb(asked: Asked, reading: Reading) -> Reading:
    """The same as a plain yes, where it is one to the question that is open."""
    if reading.is_tap or reading.is_yes or not asked.question.startswith(CONFIRMS):
        return reading
    said = [key(word) for word in _WORD.findall(reading.text or "")]
    verbs = _sounds("does") | (_sounds("takes_out") if asked.question in _names("removing") else frozenset())
    if len(said) < 2 or said[0] not in _sounds("agrees") or not set(said[1:]) <= verbs:
        return reading
    return replace(reading, intents=[(YES, 1.0)], values=(), as_answer=())


@cache
def _names(name: str) -> frozenset[str]:
    written: dict[str, str] = yaml.safe_load(WORDS.read_text("utf-8"))
    return frozenset(written[name].split())


@cache
def _sounds(name: str) -> frozenset[str]:
    return frozenset(map(key, _names(name)))
