"""Takes out of a message of orders what heads its list, what it is for, and how things shall be made."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.orders.around.openings import HONORIFICS
from nlu.orders.parts import Kind, Part, gap, segments
from nlu.orders.words import (
    ARTICLES,
    AWAY,
    BESIDE,
    COPULAS,
    FOR,
    FOR_HINDI,
    LANDMARKS,
    MAKING,
    NOTES,
    OCCASIONS,
    OF,
    STAPLES,
    TIMES_OF_DAY,
    WALA,
    WHEREABOUTS,
    spelt,
)
from nlu.words.reading import Word

LACKING = frozenset({"no", "less", "without", "bina", "kam", "बिना", "कम"})
HEADS = frozenset(":-")
# A message without any of these has no heading and no purpose, and says of nothing how it is made.
_SHOWING = HEADS | AWAY | NOTES | FOR_HINDI | MAKING | LANDMARKS
LANDMARKS_BEHIND = LANDMARKS - spelt("near opp opposite behind beside pillar pole")
POSSESSIVES = spelt("mera mere meri hamara hamare my our the apna apne मेरा मेरे हमारा हमारे and aur")


def without_clauses(words: Sequence[Word], parts: Sequence[Part], *, ordered: bool = True) -> list[Part]:
    """The parts with headings and purposes turned into gaps; how a thing is made too, where things are ordered."""
    if not any(word.plain in _SHOWING for word in words):
        return list(parts)
    found: list[Part] = []
    for segment in segments(parts):
        segment = _without_heading(words, _without_place(words, segment))
        segment = _without_english_purpose(words, segment)
        segment = _without_notes(words, segment, behind=_has_amount(found)) if ordered else segment
        segment = _without_hindi_purpose(words, segment)
        found += _without_making(words, segment) if ordered else segment
    return found


def without_descriptions(words: Sequence[Word], parts: Sequence[Part]) -> list[Part]:
    """What is said of a thing behind its amount is no other thing: "saree 1 blue colour ki", "copy 6 line wali"."""
    found: list[Part] = []
    for segment in segments(parts):
        kinds = [part.kind for part in segment if part.kind in (Kind.NAME, Kind.AMOUNT)]
        if kinds in ([Kind.NAME, Kind.AMOUNT, Kind.NAME], [Kind.AMOUNT, Kind.NAME, Kind.NAME]):
            at = max(i for i, part in enumerate(segment) if part.kind is Kind.NAME)
            last = words[segment[at + 1].start - 1 if at + 1 < len(segment) else _run_end(words, segment[at])]
            if last.plain in OF or last.key in WALA:
                segment = [*segment[:at], *gap(segment[at : at + 1]), *segment[at + 1 :]]
        found += segment
    return found


def _run_end(words: Sequence[Word], part: Part) -> int:
    """The last word of what was joined to a name."""
    following = [i for i in range(part.end, len(words)) if words[i].key]
    return following[-1] if following else part.end - 1


def _has_amount(parts: Sequence[Part]) -> bool:
    return any(part.kind is Kind.AMOUNT for part in parts)


def _without_place(words: Sequence[Word], segment: list[Part]) -> list[Part]:
    """ "site wahi hai MR 10 ke paas", "address is near pillar 45": a figure there counts nothing."""
    spoken = [words[i] for part in segment for i in range(part.start, part.end) if words[i].key]
    heads = next((word for word in spoken if word.plain not in POSSESSIVES), None)
    if heads is None or heads.plain not in WHEREABOUTS or not any(word.plain in LANDMARKS for word in spoken):
        return segment
    if any(part.amount and part.amount.unit for part in segment):
        return segment
    at = max(
        (i for i, part in enumerate(segment) if words[part.end - 1].plain in LANDMARKS_BEHIND), default=-1
    )
    ordered = at >= 0 and {Kind.NAME, Kind.AMOUNT} <= {part.kind for part in segment[at + 1 :]}
    return [*gap(segment[: at + 1]), *segment[at + 1 :]] if ordered else gap(segment)


def _without_heading(words: Sequence[Word], segment: list[Part]) -> list[Part]:
    """ "My list for today:" heads a list; "aata: 2 kg" does not."""
    at = next((i for i in range(len(segment)) if _heads(words, segment, i)), None)
    if at is None or _has_amount(segment[:at]):
        return segment
    if _has_amount(segment[at + 1 : at + 2]) and not _goes_on(words, segment, at):
        return segment
    sign = segment[at]
    return [*gap(segment[:at]), Part(Kind.BREAK, sign.start, sign.end), *segment[at + 1 :]]


def _goes_on(words: Sequence[Word], segment: Sequence[Part], at: int) -> bool:
    """Whether an amount behind a colon is of a name behind it: "list: 5 kg sugar", not "aata: 2 kg, dal: 1 kg"."""
    said = [part for part in segment[at + 2 :] if part.kind is not Kind.GAP or words[part.start].plain == ":"]
    named = bool(said) and said[0].kind is Kind.NAME
    thing = any(words[part.start].plain in STAPLES for part in segment[:at])
    return named and not thing and not any(words[part.start].plain == ":" for part in said)


def _heads(words: Sequence[Word], segment: Sequence[Part], at: int) -> bool:
    """A colon, or a dash after a verb: "sabzi bhej do - lauki 1"."""
    sign = words[segment[at].start].plain
    return sign == ":" or (sign == "-" and at > 0 and segment[at - 1].kind is Kind.GAP)


def _without_english_purpose(words: Sequence[Word], segment: list[Part]) -> list[Part]:
    """ "for the office", "at the hostel mess"; but "an order for 2 litre oil" orders oil."""
    for i, part in enumerate(segment):
        if words[part.start].plain not in AWAY or part.kind is Kind.AMOUNT or part.end > part.start + 1:
            continue
        first = next((at for at in range(i + 1, len(segment)) if _counts(words, segment[at])), None)
        if first is None:
            return [*segment[:i], *gap(segment[i:])]
        beside = words[part.start].plain in BESIDE
        if beside or (words[part.start].plain in FOR and _is_of_somebody(segment, i, first)):
            return [*segment[:i], *gap(segment[i:first]), *segment[first:]]
        if words[part.start].plain in FOR and not _has_amount(segment[:i]):
            return [*gap(segment[: i + 1]), *segment[i + 1 :]]
        if words[part.start].plain in FOR and not any(each.kind is Kind.NAME for each in segment[first:]):
            return [*segment[:i], *gap(segment[i:])]  # "4 coffees for table 6"
    return segment


def _is_of_somebody(segment: Sequence[Part], at: int, amount: int) -> bool:
    """ "for my daughter 1 pencil", not "an order for rice 2 kg": names stand on both sides of the amount."""
    before = any(part.kind is Kind.NAME for part in segment[at + 1 : amount])
    after = next((part.kind for part in segment[amount + 1 :] if part.kind is not Kind.GAP), None)
    return before and after is Kind.NAME


def _without_notes(words: Sequence[Word], segment: list[Part], *, behind: bool) -> list[Part]:
    """ "2 dosa bina pyaz ke", "2 tiffins. less oil": how a thing shall be made, up to the next amount."""
    kept = list(segment)
    first = words[segment[0].start : segment[0].start + 2]
    noted, named = False, first[0].plain == "," or (behind and first[-1].plain in LACKING)
    for i, part in enumerate(segment):
        if part.amount and (part.amount.quantity is not None or part.amount.pack):
            noted = False
        elif named and part.end == part.start + 1 and _is_note(words, segment, i):
            noted = True
        named = named or (part.kind is Kind.NAME and words[part.start].plain not in NOTES)
        if noted and part.kind in (Kind.NAME, Kind.AMOUNT):
            kept[i] = part.as_gap()
    return kept


def _is_note(words: Sequence[Word], segment: Sequence[Part], at: int) -> bool:
    """Whether a note begins, and the amount right before is not of what it names: "1 extra fries"."""
    is_counted = segment[at - 1].kind is Kind.AMOUNT and all(
        part.kind is not Kind.NAME for part in segment[:at]
    )
    return words[segment[at].start].plain in NOTES and not is_counted


def _counts(words: Sequence[Word], part: Part) -> bool:
    measured = part.amount is not None and part.amount.unit is not None  # "put me down for a dozen pav"
    return part.kind is Kind.AMOUNT and (measured or words[part.start].plain not in ARTICLES)


def _without_hindi_purpose(words: Sequence[Word], segment: list[Part]) -> list[Part]:
    """ "pooja ke liye", "mandir ke bhandare ke liye", "kal subah ke liye"."""
    for i in range(1, len(segment)):
        if words[segment[i].start].plain not in FOR_HINDI or words[segment[i - 1].start].plain not in OF:
            continue
        first = i - 2
        while first >= 2 and words[segment[first - 1].start].plain in OF:
            first -= 2
        while first >= 1 and words[segment[first - 1].start].plain in TIMES_OF_DAY | OCCASIONS:
            first -= 1
        first = max(first, 0)
        if first and words[segment[first].start].plain in HONORIFICS and segment[first - 1].kind is Kind.NAME:
            first -= 1  # "sharma ji ke yahan"
        return [*segment[:first], *gap(segment[first : i + 1]), *segment[i + 1 :]]
    return segment


def _without_making(words: Sequence[Word], segment: list[Part]) -> list[Part]:
    """ "1 kilo maida gulab jamun banane hain": what is made of it is not ordered."""
    at = next((i for i, part in enumerate(segment) if words[part.start].plain in MAKING), 0)
    first = at
    while first and segment[first - 1].kind is Kind.NAME:
        first -= 1
    if first == at or at + 1 == len(segment) or words[segment[at + 1].start].plain not in COPULAS:
        return segment
    first += (
        first > 0 and segment[first - 1].kind is Kind.AMOUNT and words[segment[first].start].plain in STAPLES
    )
    return [*segment[:first], *gap(segment[first : at + 1]), *segment[at + 1 :]]
