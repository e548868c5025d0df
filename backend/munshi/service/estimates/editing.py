"""An estimate that was shown is changed in words: "motor hatao, sirf pipe", "labour 200 bhi jodo"."""

import re
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence

from munshi.service.estimates import naming
from munshi.service.estimates.marks import is_mark, stripped
from munshi.service.estimates.rules import SUMMED, Line, Written, written_in
from munshi.service.parts.looking import Found, named_in, shapes
from munshi.service.visits import words

CLAUSE = re.compile(r"[,;।\n]|\.\s")
TOKEN = re.compile(r"\s*\S+")
WORD = r"[^\s\d,;:!?।]+"
LENGTH = re.compile(rf"^\W*(?:\w{{2}}\s+)?\d+\s*(?:{WORD})?")  # "guarantee 90 din", "warranty of 1 year"
LENGTH_BEFORE = re.compile(rf"\d+\s*{WORD}\s*(?:{WORD}\s*)?$")  # "90 din ki guarantee"
ONLY_TELLS = ("lacking", "coming_again")
WANTED = ("fitted", "part_wanted", "broken", "added")
INSTEAD = re.compile(  # the sum that is denied beside the right one: "400 ki jagah 350"
    r"(?<!\w)\d+\s*(?:ki\s+jagah|ke\s+badle|nahi|nahin|की\s+जगह|के\s+बदले|नहीं)(?!\w)|\b(?:instead\s+of|not)\s+\d+",
    re.IGNORECASE,
)
HEADING = re.compile(r"^\W*(?:estimate|kharcha|kharch|एस्टीमेट|खर्चा|ख़र्चा)\s*[:–-]", re.IGNORECASE)
NUMBER = re.compile(rf"(?<![\w-])\d+(?:[.-]\d+)?\s*({WORD})")
FEWEST_OF_A_FAULT = 3  # words beside those that only change the lines
FEWEST_OF_TALK = 2  # words that say something else of a part than that it is a line
LABOUR, TOTAL = "labour", "total"


def edited(text: str, before: Sequence[Written], parts: Sequence[Found]) -> str:
    """The lines as the words change those of before; the words alone where they write them anew."""
    text, denies = INSTEAD.subn(" ", text)
    told, before = told_lines(text), [each for each in before if not is_total(each)]
    said, totals = [each for each in told if not is_total(each)], [each for each in told if is_total(each)]
    whole = _whole(told)
    if whole is not None and (made := _made_to(whole, before, parts) if before else [whole]):
        return ", ".join(each.again for each in made)
    off, on = _sorted(said, parts)
    only, adds = words.says(text, "only"), words.says(text, "added") or words.says(text, "unchanged")
    of_labour = bool(on) and all(_key(each, parts) == LABOUR for each in on)
    kept = {_key(each, parts) for each in before}
    of_kept = bool(on) and bool(denies) and all(_key(each, parts) in kept for each in on)
    changes = of_kept or (of_labour and LABOUR in kept and len(kept) > 1)
    if not (off or only or adds or changes):
        return text
    key = _own_key if adds and not (off or denies) else _key
    gone = {key(each, parts) for each in (*off, *on)}
    left = [] if only else [each for each in before if key(each, parts) not in gone]
    return ", ".join(each.again for each in (*left, *on, *totals))


def _whole(told: Sequence[Written]) -> Written | None:
    """The one sum of words that name nothing, which is then of labour: "600 lagenge", "total 1250 kar do"."""
    sums = [each for each in told if each.paise is not None]
    names = any(not _is_bare(each) for each in told)
    return Written(LABOUR, sums[0].paise) if len(sums) == 1 and not names else None


def whole_beside(text: str) -> Written | None:
    """The sum of all, said in a clause of its own beside a fault: "pipe choke tha, 600 lagenge total"."""
    found = (_whole(told_lines(each)) for each in CLAUSE.split(text))
    wholes = [each for each in found if each is not None]
    return wholes[0] if len(wholes) == 1 else None


def _is_bare(line: Written) -> bool:
    """Whether a line names nothing that is done or put in."""
    said = stripped(line.text)
    return is_total(line) or not said or words.is_of(said, "costs")


def is_total(line: Written) -> bool:
    """Whether a line says what all of them come to."""
    return words.says(line.text, TOTAL)


def _made_to(total: Written, before: Sequence[Written], parts: Sequence[Found]) -> list[Written] | None:
    """The lines of before with so much labour that they come to a total; the price of a part is that of the shelf."""
    of_labour = [each for each in before if not naming.meant(each, parts)]
    if total.paise is None or len(of_labour) != 1 or of_labour[0].paise is None:
        return None
    rest = sum(_price(each, parts) for each in before if each is not of_labour[0])
    left = total.paise - rest
    changed = Written(of_labour[0].text, left)
    return [changed if each is of_labour[0] else each for each in before] if left > 0 else None


def _price(line: Written, parts: Sequence[Found]) -> int:
    return round(naming.meant(line, parts)[0].product.price_paise * line.counted.quantity)


def told_lines(text: str, names: Collection[str] = ()) -> list[Written]:
    """The lines in a text; what stands before a sum and only says that it is all there is begins none, nor does what
    stands behind one and only joins it: "pump 950 ka". What a sum equals is their total. `names` of the shelf stay
    whole, whatever word is in them.
    """
    said = TOKEN.findall(SUMMED.sub(f", {TOTAL} ", without_time(HEADING.sub("", text))))
    if not said:
        return []
    around = zip(["", *said[:-1]], said, [*said[1:], ""], strict=True)
    told = "".join(word for before, word, behind in around if not _is_around_a_sum(before, word, behind))
    return list(
        _with_totals(
            _to_the_thing(
                [line for each in _without_verbs(written_in(told)) for line in _labour_apart(each, names)]
            )
        )
    )


def _without_verbs(found: Iterable[Written]) -> Iterator[Written]:
    """The lines without one that only says that something was put in: its sum is that of the thing counted before.

    *रोलर 1 लगाया 250* is one roller for 250.
    """
    before: Written | None = None
    for each in found:
        counts = before is not None and before.counted != before
        if before is not None and counts and each.paise is not None and words.is_of(each.text, "fitted"):
            before = Written(before.text, each.paise, before.counted.quantity)
            continue
        if before is not None:
            yield before
        before = each
    if before is not None:
        yield before


def _is_quality(text: str) -> bool:
    return len(text.split()) == 1 and words.quality_in(text) is not None


def without_time(text: str) -> str:
    """A text without the numbers that are of days or hours, or say how long a guarantee is: they cost nothing."""
    guarantee = words.placed(text, "guarantee")
    if guarantee is not None:
        before, behind = text[: guarantee[0]], text[guarantee[1] :]
        text = (
            f"{before},{LENGTH.sub('', behind)}"
            if LENGTH.match(behind)
            else f"{LENGTH_BEFORE.sub('', before)},{behind}"
        )
    return NUMBER.sub(lambda found: "," if words.is_of(found[1], "of_time") else found[0], text)


def _to_the_thing(lines: Sequence[Written]) -> list[Written]:
    """A sum behind words that name nothing is of the thing before, as they tell how it is had or that it costs so
    much: "valve gaya, bazaar se 650", "board gaya hai, 4500 ka lagega".
    """
    found = list[Written]()
    for line in lines:
        only_tells = any(words.says(line.text, each) for each in ONLY_TELLS) or _is_quality(line.text)
        only_tells = only_tells or (bool(line.text) and words.is_of(line.text, "costs"))
        if line.paise is not None and only_tells and found and found[-1].paise is None:
            found[-1] = Written(found[-1].text, line.paise, found[-1].quantity)
        else:
            found.append(line)
    return found


def _with_totals(lines: Sequence[Written]) -> Iterator[Written]:
    """A sum of nothing right before the word is the total: "last 4800 total kar do"."""
    for line, behind in zip(lines, [*lines[1:], None], strict=True):
        of_nothing = line.paise is not None and not stripped(line.text)
        if of_nothing and behind is not None and is_total(behind) and behind.paise is None:
            yield Written(TOTAL, line.paise)
        elif not (is_total(line) and line.paise is None):
            yield line


def _is_around_a_sum(before: str, word: str, behind: str) -> bool:
    leads = behind.strip()[:1].isdecimal() and words.is_of(word, "only")
    return leads or (before.strip()[-1:].isdecimal() and words.is_of(word, "belonging"))


def _labour_apart(line: Written, names: Collection[str]) -> Iterator[Written]:
    """A sum right behind labour is of labour alone: "element badlega majdoori 300" has a part before it. Not where
    goods of the shelf are called so, all of it: "Engine Work Labour 1500".
    """
    said = line.text.split()
    at = next((at for at, word in enumerate(said) if words.is_of(word, "pure_labour")), 0)
    if line.paise is None or at == 0 or at != len(said) - 1 or any(name in line.text for name in names):
        yield line
    else:
        yield Written(" ".join(said[:at]), None, line.quantity)
        yield Written(said[at], line.paise)


def other_fault(text: str, parts: Sequence[Found]) -> str | None:
    """Another fault than was written before, in words that take that back; None where they tell of lines alone."""
    clauses = [each.strip() for each in CLAUSE.split(text) if each.strip()]
    taken_back = [each for each in clauses if _is_off(each, parts) or words.says(each, "correcting")]
    told = [each for each in clauses if each not in taken_back or _names_beside(each, parts)]
    beside = [
        word for each in told for word in each.split() if not is_mark(word) and not named_in(word, parts)
    ]
    if not taken_back or any(sign.isdecimal() for sign in text) or len(beside) < FEWEST_OF_A_FAULT:
        return None
    return ", ".join(told)


def fault_beside(text: str) -> str:
    """What words about cost say of the fault: the clauses in which no sum stands."""
    clauses = (each.strip() for each in CLAUSE.split(text))
    return ", ".join(each for each in clauses if each and not any(sign.isdecimal() for sign in each))


def only_speaks(written: Written, parts: Sequence[Found]) -> bool:
    """Whether a part is spoken of, and neither priced, put in nor needed: "battery mein pani kam tha"."""
    found = named_in(written.text, parts)
    if written.paise is not None or written.quantity != 1 or not found:
        return False
    if any(words.says(written.text, each) for each in WANTED):
        return False
    own = naming.own_shapes(found)
    beside = [word for word in written.text.split() if not is_mark(word) and not shapes(word) <= own]
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
    named = naming.is_any(Written(text, None), parts) or words.says(text, LABOUR)
    return named and (words.says(text, "taken_off") or words.says(text, "found_well"))


def _names_beside(text: str, parts: Sequence[Found]) -> bool:
    """Whether a clause that takes something back tells of a part that is none of it."""
    return bool(named_in(text, parts)) and not _is_off(text, parts)


def _key(line: Written, parts: Sequence[Found]) -> Hashable:
    """The part that it is, labour, or its words."""
    if found := naming.meant(line, parts):
        return found[0].part.sku
    return LABOUR if words.says(line.text, LABOUR) else tuple(words.sounds(line.text))


def _own_key(line: Written, parts: Sequence[Found]) -> Hashable:
    """The same of what is added: work that has a name of its own, *motor repair*, is beside the labour."""
    key = _key(line, parts)
    is_named = key == LABOUR and not words.is_of(stripped(line.text), "pure_labour")
    return tuple(words.sounds(line.text)) if is_named else key


def each_with_its_sum(lines: Sequence[Written]) -> list[Written]:
    """The lines without what was said to be broken or put in and has its sum in another one, and without words that
    only say that it was put in: "capacitor kharab tha, badal diya, capacitor 60".
    """
    priced = [named for each in lines if each.paise is not None and (named := shapes(stripped(each.text)))]

    def is_told_again(line: Written) -> bool:
        told_of = any(words.says(line.text, each) for each in ("broken", "fitted"))
        return told_of and any(named <= shapes(line.text) for named in priced)

    return [
        each
        for each in lines
        if each.paise is not None
        or not (priced and (words.is_of(stripped(each.text), "fitted") or is_told_again(each)))
    ]
