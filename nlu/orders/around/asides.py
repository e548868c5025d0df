"""What a question or a wish for parts names beside its things: the machine that a part is for, and talk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlu.orders.around.telling import is_circumstance, is_told, tells
from nlu.orders.counting.amounts import Amount
from nlu.orders.goods import names_goods
from nlu.orders.lines import Line, text_of
from nlu.orders.words import AND, FOR, OF, TOO, keys, spelt
from nlu.words.reading import Word

PARTS = keys("part parts spare spares purja purje purza purze kalpurze पार्ट्स पुर्जे")
NUMBERS = spelt("no nos")
ASKED = keys(
    "rate bhav daam price cost kitna kitne kitni kya milega milegi milenge milta milti available uplabdh kimat mrp"
)
# Of a question itself, though they are of sentences.
ASKING = spelt(
    "hai h hain he kya nahi nahin nhi is are do does have has any you your aap aapke tum on in at it ho था थी"
)
OF_SOMEBODY = (("he", "is"), ("he", "has"))  # else *he* is as good as *hai*
FAR = 12  # words of a clause that count


def parts_alone(words: Sequence[Word], lines: list[Line]) -> list[Line]:
    """The parts that are wanted, without the machine that they are for."""
    lines = [_as_part(words, line) for line in lines]
    named = [line for line in lines if line.name]
    counted = {i for i, line in enumerate(named) if line.amount.quantity is not None}
    kept = [
        line
        for i, line in enumerate(named)
        if not line.is_bare
        or not (_is_machine(words, line) if not counted else not _is_listed(words, named, i, counted))
    ]
    return kept or named


def _as_part(words: Sequence[Word], line: Line) -> Line:
    """A jar or a box is a part where nothing else is named; "1 no." is one piece."""
    amount = line.amount
    if line.name is None and amount.unit and amount.quantity is not None and line.end - line.start > 1:
        name = text_of(words, line.end - 1, line.end)
        return replace(line, name=name, amount=Amount(amount.quantity))
    behind = words[line.end : line.end + 1]
    is_piece = amount.quantity is not None and not (amount.unit or amount.pack)
    if is_piece and behind and behind[0].plain in NUMBERS:
        return replace(line, amount=replace(amount, unit="pc"))
    return line


def _is_machine(words: Sequence[Word], line: Line) -> bool:
    """ "spare part for my fridge", "cooler ke parts": what the parts are for, where they are named apart."""
    behind = [word for word in words[line.end : line.end + 3] if word.key]
    has_parts = [word.key in PARTS for word in behind]
    if behind and behind[0].plain in OF and any(has_parts[1:]):
        return True
    before = [word for word in words[max(line.start - 3, 0) : line.start] if word.key]
    return any(word.plain in FOR for word in before) and any(
        word.key in PARTS for word in words[: line.start]
    )


def _is_listed(words: Sequence[Word], lines: Sequence[Line], at: int, counted: set[int]) -> bool:
    """Whether a part without an amount stands as a counted one does: alone between commas, or joined to one."""
    line = lines[at]
    before, after = words[max(line.start - 1, 0) : line.start], words[line.end : line.end + 1]
    if after and after[0].plain in TOO:
        return True
    joined = any(word.plain in AND for word in before) and at - 1 in counted
    if joined or (any(word.plain in AND for word in after) and at + 1 in counted):
        return True
    return all(not word.key for word in [*before, *after])


def without_talk(words: Sequence[Word], lines: list[Line]) -> list[Line]:
    """ "paneer milega? sab jagah dhoond li", "supplier ne dhokha diya": the lines that are not only told of."""
    if len(lines) < 2:
        return lines
    kept = [line for line in lines if not line.is_bare or not _is_talk(words, line)]
    return kept or lines


def _is_talk(words: Sequence[Word], line: Line) -> bool:
    own = words[line.start : line.end]
    if names_goods(own):
        return False
    if is_told(own):
        return True
    clause = _clause(words, line)
    if any(words[i].key in ASKED for i in clause):
        return False
    if any((words[i].plain, words[i + 1].plain) in OF_SOMEBODY for i in clause[:-1]):
        return True
    return any(
        words[i].plain not in ASKING and (is_circumstance(words[i]) or tells(words, i)) for i in clause
    )


def _clause(words: Sequence[Word], line: Line) -> range:
    """From sign to sign around a line."""
    first, last = line.start, line.end
    while first > max(line.start - FAR, 0) and words[first - 1].key:
        first -= 1
    while last < min(line.end + FAR, len(words)) and words[last].key:
        last += 1
    return range(first, last)
