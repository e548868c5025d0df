"""What a message says beside its values: pieces in the person's own words that no value has read, and of which kind.

Every word is read, known as talk, or left over. What is left over and says something is handed on as it was written;
of an order it is known where it says how the goods come, how they are paid, or where they go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import asdict, dataclass, replace
from typing import Any

from nlu.orders.lexicon import LEXICON, Role
from nlu.orders.of_some import of_some
from nlu.orders.words import AND, OF, WALA
from nlu.orders.worth import Worth, worths
from nlu.words.found import Found
from nlu.words.lexicon import lexicon
from nlu.words.numbers import may_begin_number, read_number
from nlu.words.phrases import Phrases
from nlu.words.reading import Word
from nlu.words.unit_words import is_unit

LINE, REMOVED = "order_line", "remove"
ORDER = "place_order"
CHANGE = "modify_order"  # "aalu mat daalna" is one
NOTE, ADDRESS, NOTE_OFF, WAY, PAYMENT, WORTH = "note", "address", "note_off", "way", "payment", "worth"
# A note that puts another one right, one of how a dish shall be made, and one of how some of them shall be.
INSTEAD, MADE, SOME = "instead", "made", "some"
WISHED = (
    "wished"  # one of how goods shall be, be packed or be brought: it stands also where no goods are named
)
DICTATED = "dictated"  # one that is said to be a note: "note: ring the bell"
OF_EVERY_MESSAGE = "language"
COMMA, ENDS, ASKED_BY = ",", frozenset(";.|।!?"), "?"
SLASH, SLASHED, MOST_OF_A_NAME = (
    "/",
    3,
    3,
)  # the sign in "8/2", its words, and the most words of a place before *nagar*
MOST_OF_A_NOTE = 4  # words that say which note
LONGEST, MOST = 1000, 100  # characters of one piece, and pieces: what is longer is a story

_lists = lexicon("talk")
_ROLES, _FRONTS, _BACKS = (
    [LEXICON.role(name) for name in _lists.text(list_).split()]
    for list_ in ("talk_roles", "front_roles", "back_roles")
)
APART = frozenset().union(*(LEXICON.words(name) for name in _lists.text("apart_roles").split()))
TALK, SMALL, BOUND = _lists.phrases("talk"), _lists.phrases("small"), _lists.phrases("bound")
PLACES, BEHIND_PLACES = _lists.phrases("address"), _lists.phrases("address_behind")
DISHES, BEHIND_DISHES = _lists.phrases("dish"), _lists.phrases("dish_behind")
CONTENT, BINDING = _lists.spelt("content"), _lists.spelt("binding")
DISHES_IN, DISHES_ONLY, PACKED = (_lists.phrases(name) for name in ("dish_in", "dish_only", "packed"))
DICTATING, REMARKS, NOTE_OF = (_lists.phrases(name) for name in ("dictated", "remark", "note_of"))
WISHES, ASKING, ASKING_KINDLY, COMPLAINTS = (
    _lists.phrases(name) for name in ("wish", "asking", "asking_kindly", "complaint")
)
TALK_OF = _lists.phrases_by("talk_of")
JOINTS, FOR = LEXICON.spelt("joints"), LEXICON.spelt("for")
PAYMENT_ALONE = _lists.phrases_by("payment_alone")
READ = {intent: frozenset(names.split()) for intent, names in _lists.entries("read").items()}
ASKED = _lists.names("asked_of_orders")
KINDS: tuple[tuple[str, str | None, Phrases], ...] = (
    *((WAY, way, phrases) for way, phrases in _lists.phrases_by("way").items()),
    *((PAYMENT, payment, phrases) for payment, phrases in _lists.phrases_by("payment").items()),
    (NOTE_OFF, None, _lists.phrases("note_off")),
)

Number = Callable[[int], int]


@dataclass(frozen=True)
class LeftOver:
    """A piece of a message; `line` is the place of the order line beside which it stands, among all of them."""

    text: str
    start: int
    end: int
    kind: str = NOTE
    value: str | None = None
    line: int | None = None

    def as_json(self) -> dict[str, Any]:
        """As the parser hands it on."""
        return asdict(self)


@dataclass(frozen=True)
class _Span:
    """Words from one place to another; of a kind where they were recognised."""

    start: int
    end: int
    kind: str = NOTE
    value: str | None = None
    line: int | None = None


def left_over(
    text: str, words: Sequence[Word], found: Sequence[Found], intent: str | None, asking: str | None = None
) -> list[LeftOver]:
    """What no value has read and says something, in the order in which it was written.

    `asking` is the question that is open: beside one of an order, every message is read as one of the order.
    """
    wanted = READ[ORDER] if asking in ASKED else READ.get(intent or "")
    kept = [each for each in found if each.entity in (wanted or {each.entity} - {OF_EVERY_MESSAGE})]
    taken = {at for each in kept for at in each.inside(words)}
    number = _numbers(words)
    lines = [each for each in kept if each.entity == LINE]
    known = list(_known(words, taken, number, lines)) if wanted else []
    sums = list(worths(words, lines, found)) if wanted else []
    taken |= {at for span in known for at in range(span.start, span.end)}
    taken |= {at for worth in sums for at in range(worth.start, worth.end)}
    said = _Saying(words, number, TALK_OF.get(intent or ""))
    free = [_piece(span, said) for span in _runs(words, taken)]
    notes = [span for span in _joined(words, [each for each in free if each]) if said.has_content(span)]
    takes_back = any(span.kind == NOTE_OFF for span in known)
    notes = [span for span in notes if _may_be_kept(words, span, takes_back=takes_back)]
    spans = sorted([*known, *notes], key=lambda span: span.start)
    told = [_left_over(text, words, span, lines) for span in spans[:MOST]]
    return [*told, *(_of_worth(text, words, each) for each in sums)]


def beside_goods(words: Sequence[Word], intent: str | None, *, goes: bool) -> frozenset[int]:
    """The words that say how an order comes, is paid or is made, and name no goods; `goes`: a pincode is named."""
    if intent not in READ:
        return frozenset()
    number = _numbers(words)
    spans = [
        (span.start, span.end)
        for span in (*_recognised(words, set(), number), *_paid_alone(words, set(), number))
    ]
    for phrases in (DISHES_IN, DISHES_ONLY, PACKED, REMARKS):
        spans += _matches(phrases, words, number)
    spans += [(start, end) for start, _, end in _dictated(words, number)]
    spans += of_some(words, number)
    if intent != CHANGE:
        spans += [*_matches(DISHES, words, number), *_behind(BEHIND_DISHES, words, number)]
    if goes:
        spans += _places(words, number)
    return frozenset(at for start, end in spans for at in range(start, end))


def only_beside_goods(words: Sequence[Word]) -> bool:
    """Whether a message says how an order comes, is paid or is made, and nothing else: "UPI kar dunga"."""
    number = _numbers(words)
    spans = [(span.start, span.end) for span in _recognised(words, set(), number)]
    inside = {at for start, end in (*spans, *_matches(DISHES, words, number)) for at in range(start, end)}
    said = _Saying(words, number, None)
    rest = _Span(0, len(words))
    return bool(inside) and not said.has_content(rest, besides=inside)


def beside_places(words: Sequence[Word]) -> Sequence[Word]:
    """The words without those that name places, where any are left: of "AB Road" nobody speaks Hindi."""
    spans = _places(words, _numbers(words))
    inside = {at for start, end in spans for at in range(start, end)}
    return [word for at, word in enumerate(words) if at not in inside] or words


def names_place(words: Sequence[Word]) -> bool:
    """Whether a place is named, as in an address."""
    return bool(_places(words, _numbers(words)))


class _Saying:
    """What each word of a message says: talk, something, or something of another word."""

    def __init__(self, words: Sequence[Word], number: Number, of_wish: Phrases | None) -> None:
        self._words = words
        self._talk = {*_inside(TALK, words, number), *_inside(REMARKS, words, number)}
        self._talk |= set(_inside(of_wish, words, number)) if of_wish else set()
        self._small = set(_inside(SMALL, words, number))
        self._bound = set(_inside(BOUND, words, number))
        self.places = _places(words, number)

    def binds(self, at: int) -> bool:
        """Whether a word belongs to what stands beside it: *mat*, *kam*, *without*."""
        return self._words[at].plain in BINDING or at in self._bound

    def may_go(self, at: int, *, in_front: bool) -> bool:
        """Whether a word at an end of what is said can be left away."""
        word = self._words[at]
        if not word.key or self.binds(at):
            return not word.key
        is_small = in_front and at in self._small
        return at in self._talk or is_small or _has(_FRONTS if in_front else _BACKS, word)

    def has_content(self, span: _Span, besides: Set[int] = frozenset()) -> bool:
        """Whether anything is said in these words, besides some of them."""
        inside = (at for at in range(span.start, span.end) if at not in besides)
        return span.kind != NOTE or any(self._says(at) for at in inside)

    def _says(self, at: int) -> bool:
        word = self._words[at]
        if not word.key or self.binds(at) or at in self._talk or at in self._small:
            return False
        return word.plain in CONTENT or not (self._counts(at) or _has(_ROLES, word))

    def _counts(self, at: int) -> bool:
        """Whether a word is a number, or the unit behind one; a bag alone is a thing: "thaila mat dena"."""
        word = self._words[at]
        is_number = may_begin_number(word) or len(word.plain) == 1
        return is_number or (at > 0 and is_unit(word.key) and may_begin_number(self._words[at - 1]))


def _numbers(words: Sequence[Word]) -> Number:
    def number(at: int) -> int:
        found = read_number(words, at)
        return found.end if found else at

    return number


def _matches(phrases: Phrases, words: Sequence[Word], number: Number) -> Iterator[tuple[int, int]]:
    """Where phrases begin and end, one behind the other."""
    at = 0
    while at < len(words):
        end = phrases.match(words, at, number)
        if end > at:
            yield at, end
        at = max(end, at + 1)


def _behind(phrases: Phrases, words: Sequence[Word], number: Number) -> Iterator[tuple[int, int]]:
    """Phrases with the word before them, to which they belong."""
    for start, end in _matches(phrases, words, number):
        if start > 0 and words[start - 1].key:
            yield start - 1, end


def _places(words: Sequence[Word], number: Number) -> list[tuple[int, int]]:
    """Where places are named, with the number of the house before them."""
    found = [*_matches(PLACES, words, number), *_behind(BEHIND_PLACES, words, number)]
    return [(_house(words, start), end) for start, end in found]


def _house(words: Sequence[Word], start: int) -> int:
    """Where a place begins that has its house before it: "14 MG road", or as part of a plot "8/2 new palasia road"."""
    for at in range(start, max(start - MOST_OF_A_NAME, 0), -1):
        if at > SLASHED - 1 and _is_part_of_plot(words, at - SLASHED):
            return at - SLASHED
        if not words[at - 1].key or is_unit(words[at - 1].key) or words[at - 1].is_number:
            break
    return start - (start > 0 and words[start - 1].is_number)


def _is_part_of_plot(words: Sequence[Word], at: int) -> bool:
    """Whether "8/2" stands there, written as one."""
    first, sign, last = words[at : at + SLASHED]
    is_one = first.end == sign.start and sign.end == last.start
    return first.is_number and sign.plain == SLASH and last.is_number and is_one


def with_plots(words: Sequence[Word]) -> frozenset[int]:
    """The words of places whose house is a part of a plot: "45/2 sneh nagar" is no amount and no day."""
    found = [(_plot_of(words, start), end) for start, end in _places(words, _numbers(words))]
    return frozenset(at for start, end in found if start is not None for at in range(start, end))


def _plot_of(words: Sequence[Word], start: int) -> int | None:
    """Where the part of a plot begins that a place begins with, or that stands before it and a comma."""
    apart = words[start - 1].plain == COMMA if start > SLASHED else False
    places = (start, start - SLASHED - 1) if apart else (start,)
    return next((at for at in places if len(words) >= at + SLASHED and _is_part_of_plot(words, at)), None)


def slashed(words: Sequence[Word]) -> frozenset[int]:
    """The words of figures like "45/2", which are no fraction, and by themselves no amount."""
    found = (at for at in range(len(words) - SLASHED + 1) if _is_part_of_plot(words, at))
    return frozenset(at + i for at in found if not _is_fraction(words, at) for i in range(SLASHED))


def _is_fraction(words: Sequence[Word], at: int) -> bool:
    """Whether "1/2" or "3/4" stands there."""
    first, last = read_number(words, at), read_number(words, at + SLASHED - 1)
    return first is None or last is None or first.value < last.value


def _inside(phrases: Phrases, words: Sequence[Word], number: Number) -> Iterator[int]:
    for start, end in _matches(phrases, words, number):
        yield from range(start, end)


def _has(roles: Sequence[Role], word: Word) -> bool:
    return any(role.has(word) for role in roles)


def _recognised(words: Sequence[Word], taken: set[int], number: Number) -> Iterator[_Span]:
    """The phrases of a known kind among words that are still free, the longest that begins at each place."""
    at = 0
    while at < len(words):
        found = [
            _Span(at, end, kind, value)
            for kind, value, phrases in KINDS
            if (end := phrases.match(words, at, number)) > at and taken.isdisjoint(range(at, end))
        ]
        longest = max(found, key=lambda span: span.end, default=None)
        if longest:
            yield _with_its_name(words, longest) if longest.kind == NOTE_OFF else longest
        at = longest.end if longest else at + 1


def _known(words: Sequence[Word], taken: set[int], number: Number, lines: Sequence[Found]) -> Iterator[_Span]:
    """The phrases of a known kind among words that are still free, and the notes that are known by their words."""
    for start, begins, end in _dictated(words, number):
        taken.update(range(start, end))
        if begins < end:
            yield _Span(begins, end, NOTE, DICTATED)
    packed = [_Span(start, end, NOTE, WISHED) for start, end in _matches(PACKED, words, number)]
    for start, end in of_some(words, number):
        before = [place for place, line in enumerate(lines) if line.start < words[start].start]
        packed.append(_Span(start, end, NOTE, SOME, before[-1] if before else None))
    for span in packed:
        if span.start not in taken:
            taken.update(range(span.start, span.end))
            yield span
    for span in _recognised(words, taken, number):
        taken.update(range(span.start, span.end))
        yield span
    yield from _paid_alone(words, taken, number)


def _dictated(words: Sequence[Word], number: Number) -> Iterator[tuple[int, int, int]]:
    """Where it is said that a note follows, where that begins, and where its sentence ends."""
    for start, begins in _matches(DICTATING, words, number):
        end = begins
        while end < len(words) and not (words[end].plain in ENDS or "\n" in words[end].text):
            end += 1
        while begins < end and not words[begins].key:
            begins += 1
        yield start, begins, end


def _paid_alone(words: Sequence[Word], taken: set[int], number: Number) -> Iterator[_Span]:
    """A way of paying that is all that a clause says: "yes, upi"."""
    for span in _runs(words, taken):
        for way, phrases in PAYMENT_ALONE.items():
            if phrases.match(words, span.start, number) == span.end:
                yield _Span(span.start, span.end, PAYMENT, way)


def _with_its_name(words: Sequence[Word], span: _Span) -> _Span:
    """What takes a note back, with the words that say which one: "naan wale note hatao", "no note about naan"."""
    start, end = span.start, span.end
    if start > 0 and (words[start - 1].key in WALA or words[start - 1].plain in OF):
        while start > max(span.start - MOST_OF_A_NOTE, 0) and words[start - 1].key:
            if words[start - 1].plain in AND:
                break
            start -= 1
    if NOTE_OF.begin_at(words, end) if end < len(words) else False:
        while end < min(span.end + MOST_OF_A_NOTE, len(words)) and words[end].key:
            end += 1
    return replace(span, start=start, end=end)


def _runs(words: Sequence[Word], taken: set[int]) -> Iterator[_Span]:
    """Words that follow each other and are not taken, up to a sign that ends what is said."""
    start = 0
    for at in range(len(words) + 1):
        if at == len(words) or at in taken or _ends(words[at]):
            if start < at:
                yield _Span(start, at)
            start = at + 1


def _may_be_kept(words: Sequence[Word], span: _Span, *, takes_back: bool) -> bool:
    """No note is what asks, complains, or takes notes back, unless it wishes how goods shall be or be brought."""
    if span.kind != NOTE:
        return True
    clause = _clause(words, span)
    if COMPLAINTS.occur_in(clause) or ASKING.occur_in(clause):
        return False
    asks = ASKING_KINDLY.occur_in(clause) or any(word.plain == ASKED_BY for word in clause)
    return not (asks or takes_back) or _wished(words, span) is not None


def _clause(words: Sequence[Word], span: _Span) -> Sequence[Word]:
    """The words of a span up to the signs around it, with the sign that ends it."""
    start, end = span.start, span.end
    while start > 0 and not _ends(words[start - 1]):
        start -= 1
    while end < len(words) and not _ends(words[end]):
        end += 1
    return words[start : end + 1]


def _ends(word: Word) -> bool:
    return word.plain == COMMA or word.plain in ENDS or "\n" in word.text


def _piece(span: _Span, said: _Saying) -> _Span | None:
    """Without the talk at both ends; a place, where one is named. None where nothing is left."""
    places = [place for place in said.places if span.start <= place[0] and place[1] <= span.end]
    first = min((place[0] for place in places), default=span.end)
    last = max((place[1] for place in places), default=span.start)
    start, end = span.start, span.end
    while start < min(end, first) and said.may_go(start, in_front=True):
        start += 1
    while end > max(start, last) and said.may_go(end - 1, in_front=False):
        end -= 1
    return _Span(start, end, ADDRESS if places else NOTE) if start < end else None


def _joined(words: Sequence[Word], pieces: Sequence[_Span]) -> Iterator[_Span]:
    """The parts of one address, of which commas and line ends stand between: "14, MG Road, Rajwada ke paas"."""
    last: _Span | None = None
    for piece in pieces:
        between = words[last.end : piece.start] if last else ()
        near = last is not None and all(_ends(word) for word in between)
        if last and near and _is_one_address(words, last, piece):
            last = _Span(last.start, piece.end, ADDRESS)
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


def _is_one_address(words: Sequence[Word], one: _Span, other: _Span) -> bool:
    return one.kind == ADDRESS or (other.kind == ADDRESS and words[one.start].is_number)


def _of_worth(text: str, words: Sequence[Word], worth: Worth) -> LeftOver:
    """For how much money a line is wanted, in paise."""
    start, end = words[worth.start].start, words[worth.end - 1].end
    return LeftOver(text[start:end], start, end, WORTH, str(worth.paise), worth.line)


def _left_over(text: str, words: Sequence[Word], span: _Span, lines: Sequence[Found]) -> LeftOver:
    start, end = words[span.start].start, words[span.end - 1].end
    value = span.value
    if span.kind == NOTE and value is None:
        value = _wished(words, span)
        value = INSTEAD if value and _puts_right(words, span.start) else value
    if span.line is not None:
        return LeftOver(text[start:end][:LONGEST], start, end, span.kind, value, span.line)
    apart = span.kind != NOTE or any(word.plain in APART for word in words[span.start : span.end])
    line = None if apart else _line_beside(words, span, lines)
    return LeftOver(text[start:end][:LONGEST], start, end, span.kind, value, line)


def _wished(words: Sequence[Word], span: _Span) -> str | None:
    """Whether a note says how a dish shall be made, or how goods shall be, be packed or be brought."""
    number = _numbers(words)
    dishes = [*_matches(DISHES, words, number), *_behind(BEHIND_DISHES, words, number)]
    if any(span.start <= start and end <= span.end for start, end in dishes):
        return MADE
    return WISHED if WISHES.occur_in(words[span.start : span.end]) else None


def _puts_right(words: Sequence[Word], start: int) -> bool:
    """Whether a no and a comma stand before it, and nothing else: "nahi, zyada teekha"."""
    before = words[:start]
    refused = any(word.plain in BINDING for word in before)
    ended = any(_ends(word) for word in before)
    return refused and ended and all(word.plain in BINDING or not word.key for word in before)


def _line_beside(words: Sequence[Word], span: _Span, lines: Sequence[Found]) -> int | None:
    """The order line that ends right before these words; at the beginning of what is said, the one behind them."""
    places = {
        at: place for place, line in enumerate(lines) if _stays(line.value) for at in line.inside(words)
    }
    before, after = span.start - 1, span.end
    while before >= 0 and words[before].plain in JOINTS and before not in places:
        before -= 1
    while after < len(words) and words[after].plain in JOINTS and after not in places:
        after += 1
    front = before
    while front >= 0 and front not in places and _leads(words, front):
        front -= 1
    begins = front < 0 or _ends(words[front])
    return places.get(before, places.get(after) if begins else None)


def _leads(words: Sequence[Word], at: int) -> bool:
    """Whether a word only leads on to what is said: "bhai, …", "for …"."""
    return words[at].plain in FOR or _has(_FRONTS, words[at]) or TALK.begin_at(words, at)


def _stays(line: Mapping[str, Any]) -> bool:
    return bool(line["op"] != REMOVED)
