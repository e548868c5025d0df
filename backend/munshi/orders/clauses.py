"""A question or a clause beside what else a message says, and the message without it."""

import re
from dataclasses import replace

from munshi.asking.reading import FALLBACK, Reading

QUESTION = re.compile(r"[.!।;\n]\s*([^.!?।;\n]+\?)\s*$")  # behind another sentence
LAST_QUESTION = re.compile(r"[,.;।\n]\s*([^,.;।\n?]+\?)\s*$")


def asked_behind(reading: Reading) -> str | None:
    """The question about goods that stands behind another sentence: "ultratech hi. acc ka rate kya hai?"."""
    text = reading.text or ""
    found = QUESTION.search(text)
    if found is None:
        return None
    lines = [each for each in (*reading.values, *reading.as_answer) if each.entity == "order_line"]
    named = [each for each in lines if each.start >= found.start(1)]
    is_asked = bool(named) and all(each.value.get("quantity") is None for each in named)
    return found[1] if is_asked else None


def before(reading: Reading, question: str) -> Reading:
    """The message without the question that stands at its end."""
    text = reading.text or ""
    start = text.rindex(question)
    return replace(
        reading,
        text=text[:start].strip(),
        values=[each for each in reading.values if each.start < start],
        as_answer=[each for each in reading.as_answer if each.start < start],
        left_over=[each for each in reading.left_over if each.get("start", 0) < start],
        telling=[each for each in reading.telling if each["start"] < start],
    )


def without(reading: Reading, clause: str) -> Reading:
    """The message without one of its clauses; what is left stands where it stood."""
    text = reading.text or ""
    start = text.index(clause)
    end = start + len(clause)
    return replace(
        reading,
        text=f"{text[:start]}{' ' * len(clause)}{text[end:]}".rstrip(" ,.;?!"),
        values=[each for each in reading.values if not start <= each.start < end],
        as_answer=[each for each in reading.as_answer if not start <= each.start < end],
        left_over=[each for each in reading.left_over if not start <= each.get("start", 0) < end],
        telling=[each for each in reading.telling if not start <= each["start"] < end],
    )


def asked_before(reading: Reading) -> str | None:
    """The question that stands before where the goods go: "is delivery free? 12 Gandhi Hall 452004"."""
    question, sign, _ = (reading.text or "").partition("?")
    pincode = next(reading.all("pincode"), None)
    return question + sign if sign and pincode and pincode.start > len(question) else None


def asked_after(reading: Reading) -> str | None:
    """The question that stands behind where the goods go: "12 Gandhi Hall 452004, is delivery free?"."""
    found, pincode = LAST_QUESTION.search(reading.text or ""), next(reading.all("pincode"), None)
    return found[1] if found and pincode and pincode.end <= found.start(1) else None


def behind(reading: Reading, question: str) -> Reading:
    """The message without the question with which it begins, as an answer."""
    end = len(question)
    return replace(
        reading,
        text=(reading.text or "")[end:].strip(),
        intents=[(FALLBACK, 1.0)],
        values=[each for each in reading.values if each.start >= end],
        as_answer=[each for each in reading.as_answer if each.start >= end],
        left_over=[each for each in reading.left_over if each.get("start", 0) >= end],
        telling=[],
    )
