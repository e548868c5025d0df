"""Tells what only says how a dish or a thing shall be: "achar zyada dena", "roti patli rakhna", "ek bina pyaz"."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.orders.around.telling import MAKING, QUALITIES, STRENGTHS
from nlu.orders.parts import Part
from nlu.orders.words import NOTES, WALA
from nlu.words.reading import Word

BESIDE_DISHES = frozenset({"no", "with", "without", "bina", "बिना"})
WITHOUT = frozenset({"without", "bina", "बिना"})


def is_noted(words: Sequence[Word], part: Part) -> bool:
    """Whether a part only says how something shall be: "achar zyada dena", "no onion", "with raita", "malai wala"."""
    before, behind = words[max(part.start - 1, 0) : part.start], words[part.end : part.end + 1]
    if any(word.plain in BESIDE_DISHES for word in before):
        return True
    return any(word.plain in NOTES or word.key in WALA for word in behind) or _is_made(words, part)


def is_lacking(words: Sequence[Word], part: Part) -> bool:
    """Whether a part says what one of them shall be without: "ek bina pyaz"; not "ek bina pyaz wali sabzi"."""
    said = words[max(part.start - 1, 0) : part.end + 1]
    return any(word.plain in WITHOUT for word in said[:2]) and not any(word.key in WALA for word in said)


def _is_made(words: Sequence[Word], part: Part) -> bool:
    """Whether a part says how a thing shall be made or kept: "roti patli rakhna", "naan thoda crispy banana"."""
    at = part.end
    while at < len(words) and (words[at].plain in STRENGTHS or QUALITIES.has(words[at])):
        at += 1
    is_such = QUALITIES.has(words[at - 1]) and at - part.start > 1
    return is_such and at < len(words) and MAKING.has(words[at])
