"""A day and an hour that stand on both sides of the work: what stands between them is no time."""

from dataclasses import replace

from munshi.asking.reading import Reading, Value
from munshi.service.visits import words
from munshi.service.visits.wishes import OF_TIMES


def parted(reading: Reading) -> Reading:
    """The message with such a time at its hour alone: "kal AC ki servicing karwani hai subah 11 baje"."""
    text = reading.text or ""
    around = [each for each in (*reading.values, *reading.as_answer) if _is_around(text, each)]
    if reading.is_tap or not around:
        return reading
    for each in around:
        day = text[each.start : each.end].split()[0]
        text = text[: each.start] + " " * len(day) + text[each.start + len(day) :]
    values, as_answer = (
        [replace(each, start=_hour(text, each)) if each in around else each for each in read]
        for read in (reading.values, reading.as_answer)
    )
    return replace(reading, text=text, values=values, as_answer=as_answer)


def _is_around(text: str, value: Value) -> bool:
    said = text[value.start : value.end] if value.entity in OF_TIMES and value.end else ""
    starts_with_it = words.machine_in(" ".join(said.split()[:1])) is not None
    return words.machine_in(said) is not None and not starts_with_it


def _hour(text: str, value: Value) -> int:
    """Where the words at the end begin that say the hour."""
    start = value.end
    for found in reversed(list(words.WORD.finditer(text, value.start, value.end))):
        said = found.group()
        is_hour = any(sign.isdecimal() for sign in said) or words.is_of(said, "of_hour")
        if not (is_hour or words.part_of_day_in(said)):
            break
        start = found.start()
    return start
