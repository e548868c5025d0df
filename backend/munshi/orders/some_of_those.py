"""Some of what the same message has counted, called by its last words and made otherwise, are no other goods.

In *2 meethi lassi, ek lassi me chini kam* the second lassi is one of the two.
"""

from dataclasses import replace

from munshi.orders.kept import Spoken
from munshi.orders.messages import Message, Said
from munshi.word_lists import plain


def with_some_of_those(message: Message) -> Message:
    """The message, in which such a line is a note of the line before it, in the words of its clause."""
    for line in message.lines:
        before = message.lines[: list(message.lines).index(line)]
        whole = next((each for each in before if _is_some_of(line, each)), None)
        clause = message.clause_with(line.text or line.name or "")
        made = [note for note in message.beside.notes if note.of_making and note.text in clause]
        if whole is None or not made:
            continue
        lines = [each for each in message.lines if each is not line]
        noted = Spoken(clause, whole.name, of_making=True, wished=True)
        others = [note for note in message.beside.notes if note not in made]
        return replace(message, lines=lines, beside=replace(message.beside, notes=[*others, noted]))
    return message


def _is_some_of(line: Said, whole: Said) -> bool:
    """Whether a line counts fewer of what another one names, by the last words of its name."""
    if not (line.name and whole.name and line.quantity and whole.quantity) or line.unit != whole.unit:
        return False
    called, words = plain(line.name).split(), plain(whole.name).split()
    return line.quantity < whole.quantity and len(called) < len(words) and words[-len(called) :] == called
