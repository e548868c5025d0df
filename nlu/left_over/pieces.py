"""What a message says beside its values: pieces in the person's own words that no value has read, and of which kind.

Every word is read, known as talk, or left over. What is left over and says something is handed on as it was written;
of an order it is known where it says how the goods come, how they are paid, or where they go.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, NamedTuple

from nlu.left_over.finding import ENDS, ends, numbers
from nlu.left_over.known import READ, known_spans
from nlu.left_over.notes import INSTEAD, line_beside, may_be_kept, puts_right, wished
from nlu.left_over.otherwise import line_in
from nlu.left_over.repaired import without_taken_back
from nlu.left_over.saying import Saying, has
from nlu.left_over.spans import ADDRESS, NOTE, NOTE_OFF, WORTH, Span, runs
from nlu.left_over.telling import Telling, telling
from nlu.left_over.worth import Worth, worths
from nlu.orders.lexicon import LEXICON
from nlu.words.found import Found
from nlu.words.lexicon import lexicon
from nlu.words.reading import Word

LINE, ORDER = "order_line", "place_order"
OF_EVERY_MESSAGE = "language"
OF_CONDITIONS = ("without", "then")
LONGEST, MOST = 1000, 100  # characters of one piece, and pieces: what is longer is a story

_lists = lexicon("talk")
APART = frozenset().union(*(LEXICON.words(name) for name in _lists.text("apart_roles").split()))
DONE = [LEXICON.role(name) for name in ("doing", "giving")]
TALK_OF = _lists.phrases_by("talk_of")
ASKED = _lists.names("asked_of_orders")


@dataclass(frozen=True)
class LeftOver:
    """A piece of a message; `line` is the place of the order line beside which it stands, among all of them.

    `without` is a thing that may not be there, `then` what is wanted in its place, both as order lines have them.
    """

    text: str
    start: int
    end: int
    kind: str = NOTE
    value: str | None = None
    line: int | None = None
    without: dict[str, Any] | None = None
    then: dict[str, Any] | None = None

    def as_json(self) -> dict[str, Any]:
        """As the parser hands it on; of what is wanted only otherwise also what and instead of what."""
        told = asdict(self)
        return told if self.then else {name: told[name] for name in told if name not in OF_CONDITIONS}


class Rest(NamedTuple):
    """What no value has read and says something, and which words of an order say something, read or not."""

    left_over: Sequence[LeftOver]
    telling: Sequence[Telling]


def left_over(
    text: str, words: Sequence[Word], found: Sequence[Found], intent: str | None, asking: str | None = None
) -> Rest:
    """The rest, in the order in which it was written.

    `asking` is the question that is open: beside one of an order, every message is read as one of the order.
    """
    wanted = READ[ORDER] if asking in ASKED else READ.get(intent or "")
    kept = [each for each in found if each.entity in (wanted or {each.entity} - {OF_EVERY_MESSAGE})]
    taken = {at for each in kept for at in each.inside(words)}
    number = numbers(words)
    lines = [each for each in kept if each.entity == LINE]
    known = list(known_spans(words, taken, number, lines)) if wanted else []
    sums = list(worths(words, lines, found)) if wanted else []
    taken |= {at for span in known for at in range(span.start, span.end)}
    taken |= {at for worth in sums for at in range(worth.start, worth.end)}
    said = Saying(words, number, TALK_OF.get(intent or ""))
    free = [_piece(span, said) for span in runs(words, taken)]
    notes = [span for span in _joined(words, [each for each in free if each], said) if said.has_content(span)]
    notes = without_taken_back(words, notes, lines)
    takes_back = any(span.kind == NOTE_OFF for span in known)
    notes = [span for span in notes if may_be_kept(words, span, takes_back=takes_back)]
    spans = sorted([*known, *notes], key=lambda span: span.start)
    told = [_left_over(text, words, span, lines) for span in spans[:MOST]]
    of_terms = {at for span in known if span.kind != NOTE for at in range(span.start, span.end)}
    of_terms |= {at for worth in sums for at in range(worth.start, worth.end)}
    telling_words = list(telling(words, said, found, of_terms)) if wanted else []
    return Rest([*told, *(_of_worth(text, words, each) for each in sums)], telling_words)


def _piece(span: Span, said: Saying) -> Span | None:
    """Without the talk at both ends; a place, where one is named. None where nothing is left."""
    places = [place for place in said.places if span.start <= place[0] < span.end]
    first = min((place[0] for place in places), default=span.end)
    last = max((min(place[1], span.end) for place in places), default=span.start)
    start, end = span.start, span.end
    while start < min(end, first) and said.may_go(start, in_front=True):
        start += 1
    while end > max(start, last) and said.may_go(end - 1, in_front=False):
        end -= 1
    return Span(start, end, ADDRESS if places else NOTE) if start < end else None


def _joined(words: Sequence[Word], pieces: Sequence[Span], said: Saying) -> Iterator[Span]:
    """The parts of one address, of which commas and line ends stand between: "14, MG Road, Rajwada ke paas"."""
    last: Span | None = None
    for piece in pieces:
        between = words[last.end : piece.start] if last else ()
        if (
            last
            and said.has_content(replace(piece, kind=NOTE))
            and _is_one_address(words, last, piece, between)
        ):
            last = Span(last.start, piece.end, ADDRESS)
            continue
        if last:
            yield last
        last = piece
    if last:
        yield last


def _is_one_address(words: Sequence[Word], one: Span, other: Span, between: Sequence[Word]) -> bool:
    """Whether two pieces are of one address; what begins a new sentence is so only where it names a place too."""
    if not all(ends(word) for word in between):
        return False
    if other.kind == NOTE and _bids(words, other):
        return False
    new = other.kind == NOTE and any(word.plain in ENDS for word in between)
    return (one.kind == ADDRESS and not new) or (other.kind == ADDRESS and words[one.start].is_number)


def _bids(words: Sequence[Word], piece: Span) -> bool:
    """Whether words wish something, and end with what shall be done: "aane se pehle phone karna"."""
    return wished(words, piece) is not None and has(DONE, words[piece.end - 1])


def _of_worth(text: str, words: Sequence[Word], worth: Worth) -> LeftOver:
    """For how much money a line is wanted, in paise."""
    start, end = words[worth.start].start, words[worth.end - 1].end
    return LeftOver(text[start:end], start, end, WORTH, str(worth.paise), worth.line)


def _left_over(text: str, words: Sequence[Word], span: Span, lines: Sequence[Found]) -> LeftOver:
    start, end = words[span.start].start, words[span.end - 1].end
    value = span.value
    if span.kind == NOTE and value is None:
        value = wished(words, span)
        value = INSTEAD if value and puts_right(words, span.start) else value
    if span.line is not None or span.then:
        without, then = line_in(words, span.without), line_in(words, span.then)
        return LeftOver(text[start:end][:LONGEST], start, end, span.kind, value, span.line, without, then)
    apart = span.kind != NOTE or any(word.plain in APART for word in words[span.start : span.end])
    line = None if apart else line_beside(words, span, lines)
    return LeftOver(text[start:end][:LONGEST], start, end, span.kind, value, line)
