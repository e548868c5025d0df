"""Whom of several people the words of a message name, by the sound of what they are called."""

from collections.abc import Iterable, Sequence

from munshi.people.models import Person
from spelling import key

GIVING = frozenset(key(word) for word in ("ko", "give", "assign", "to", "dedo", "sambhalega", "को"))


def named_in(text: str, people: Iterable[Person]) -> Person | None:
    """The only one of them whose first name stands in the text; None where it is nobody's or several people's."""
    said = _sounds(text)
    found = [each for each in people if each.called and key(each.called.split()[0]) in said]
    return found[0] if len(found) == 1 else None


def gives(text: str) -> bool:
    """Whether a text gives something to somebody, and does not only ask."""
    return not text.rstrip().endswith("?") and not GIVING.isdisjoint(_sounds(text))


def _sounds(text: str) -> Sequence[str]:
    return [key(word.strip(".,!?;:।")) for word in text.split()]
