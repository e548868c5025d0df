"""An estimate that was shown is changed in words: "motor hatao, sirf pipe", "labour 200 bhi jodo"."""

import re
from collections.abc import Hashable, Sequence

from munshi.service.estimates.rules import Line, Written, written_in
from munshi.service.parts.looking import Found, named_in
from munshi.service.visits import words

CLAUSE = re.compile(r"[,;।\n]|\.\s")
TOKEN = re.compile(r"\s*\S+")
MARKS = ("taken_off", "added", "only", "fillers", "editing", "correcting")
WANTED = ("fitted", "part_wanted", "broken", "added")
FEWEST_OF_A_FAULT = 3  # words beside those that only change the lines
FEWEST_OF_TALK = 2  # words that say something else of a part than that it is a line
LABOUR = "labour"
LONGEST_MARK = 3  # words


def edited(text: str, before: Sequence[Written], parts: Sequence[Found]) -> str:
    """The lines as the words change those of before; the words alone where they write them anew."""
    said = told_lines(text)
    off, on = _sorted(said, parts)
    only, adds = words.says(text, "only"), words.says(text, "added")
    of_labour = bool(on) and all(_key(each, parts) == LABOUR for each in on)
    kept = {_key(each, parts) for each in before}
    changes = of_labour and LABOUR in kept and len(kept) > 1
    if not (off or only or adds or changes):
        return text
    gone = {_key(each, parts) for each in (*off, *on)}
    left = [] if only else [each for each in before if _key(each, parts) not in gone]
    return ", ".join(each.again for each in (*left, *on))


def told_lines(text: str) -> list[Written]:
    """The lines in a text; what stands before a sum and only says that it is all there is begins none."""
    said = TOKEN.findall(text)
    pairs = zip(said, [*said[1:], ""], strict=True)
    return written_in("".join(word for word, behind in pairs if not _is_led(word, behind)))


def _is_led(word: str, behind: str) -> bool:
    return behind.strip()[:1].isdecimal() and words.is_of(word, "only")


def other_fault(text: str, parts: Sequence[Found]) -> str | None:
    """Another fault than was written before, in words that take that back; None where they tell of lines alone."""
    clauses = [each.strip() for each in CLAUSE.split(text) if each.strip()]
    taken_back = [each for each in clauses if _is_off(each, parts) or words.says(each, "correcting")]
    told = [each for each in clauses if each not in taken_back or _names_beside(each, parts)]
    beside = [
        word for each in told for word in each.split() if not _is_mark(word) and not named_in(word, parts)
    ]
    if not taken_back or any(sign.isdecimal() for sign in text) or len(beside) < FEWEST_OF_A_FAULT:
        return None
    return ", ".join(told)


def only_speaks(written: Written, parts: Sequence[Found]) -> bool:
    """Whether a part is spoken of, and neither priced, put in nor needed: "battery mein pani kam tha"."""
    if written.paise is not None or written.quantity > 1 or not named_in(written.text, parts):
        return False
    if any(words.says(written.text, each) for each in WANTED):
        return False
    beside = [word for word in written.text.split() if not _is_mark(word) and not named_in(word, parts)]
    return len([word for word in beside if words.machine_in(word) is None]) >= FEWEST_OF_TALK


def lines_again(lines: Sequence[Line]) -> list[Written]:
    """Lines as they would be written."""
    return [Written(each.text, None if each.sku else each.amount_paise, each.quantity) for each in lines]


def _sorted(said: Sequence[Written], parts: Sequence[Found]) -> tuple[list[Written], list[Written]]:
    """What is taken off, and what is on it; words that only say so are of what stands before them."""
    off, on = list[Written](), list[Written]()
    for each in said:
        bare = stripped(each.text)
        if not bare:
            if words.says(each.text, "taken_off") and on:
                off.append(on.pop())
            continue
        line = Written(bare, each.paise, each.quantity)
        (off if _is_off(each.text, parts) and each.paise is None else on).append(line)
    return off, on


def _is_off(text: str, parts: Sequence[Found]) -> bool:
    named = bool(named_in(text, parts)) or words.says(text, LABOUR)
    return named and (words.says(text, "taken_off") or words.says(text, "found_well"))


def _names_beside(text: str, parts: Sequence[Found]) -> bool:
    """Whether a clause that takes something back tells of a part that is none of it."""
    return bool(named_in(text, parts)) and not _is_off(text, parts)


def stripped(text: str) -> str:
    """A line without the words around it that only say what becomes of it."""
    said = text.split()
    while size := _marked(said[:LONGEST_MARK], from_start=True):
        said = said[size:]
    while size := _marked(said[-LONGEST_MARK:], from_start=False):
        said = said[:-size]
    return " ".join(said)


def _marked(said: Sequence[str], *, from_start: bool) -> int:
    """How many words at the start or the end are one of those."""
    for size in range(len(said), 0, -1):
        if _is_mark(" ".join(said[:size] if from_start else said[-size:])):
            return size
    return 0


def _is_mark(word: str) -> bool:
    return any(words.is_of(word, each) for each in MARKS)


def _key(line: Written, parts: Sequence[Found]) -> Hashable:
    """The part that it is, labour, or its words."""
    if found := named_in(line.text, parts):
        return found[0].part.sku
    return LABOUR if words.says(line.text, LABOUR) else tuple(words.sounds(line.text))
