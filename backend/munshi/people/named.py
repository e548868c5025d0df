"""Whom of several people the words of a message name: by the sound of what they are called, or by their number."""

import re
from collections.abc import Iterable, Sequence

from munshi.people import service
from munshi.people.models import Person
from spelling import key

FIGURES = re.compile(r"(?<![\w-])\d{3,12}(?!\w)")  # a PIN, a phone or its end, but no reference
OWNED = re.compile(r"['’]s$", re.IGNORECASE)  # "Ravi's jobs"
OWNING = re.compile(r"[a-z]{4,}s", re.IGNORECASE)
GIVING = frozenset(key(word) for word in ("ko", "give", "assign", "to", "dedo", "sambhalega", "को"))


def named_in(text: str, people: Iterable[Person]) -> Person | None:
    """The only one of them whose first name stands in the text; None where it is nobody's or several people's."""
    said = _sounds(text)
    found = [each for each in people if each.called and key(each.called.split()[0]) in said]
    return found[0] if len(found) == 1 else None


def all_named_in(text: str, people: Iterable[Person]) -> list[Person]:
    """Everybody whom the text names: by first name, or by a phone or the last figures of one, "603 wale"."""
    said, ends = set(_sounds(text)), FIGURES.findall(text)
    return [
        each
        for each in people
        if (each.called and key(each.called.split()[0]) in said)
        or (ends and any(phone.endswith(end) for phone in service.phones(each) for end in ends))
    ]


def gives(text: str) -> bool:
    """Whether a text gives something to somebody, and does not only ask."""
    return not text.rstrip().endswith("?") and not GIVING.isdisjoint(_sounds(text))


def _sounds(text: str) -> Sequence[str]:
    """How its words sound, and how those do without an s that they may have of what is theirs: "shalinis visit"."""
    said = text.split()
    owned = [word.strip(".,!?;:")[:-1] for word in said if OWNING.fullmatch(word.strip(".,!?;:"))]
    return [*map(sound_of, said), *map(sound_of, owned)]


def sound_of(word: str) -> str:
    """How a word sounds, without the signs around it."""
    return key(OWNED.sub("", word.strip(".,!?;:।")))
