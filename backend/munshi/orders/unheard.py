"""Words of a message that stand nowhere once it was heard are kept as a note: nothing that was said vanishes.

A word is heard where it stands in the cart, in what is asked or in what is said before the answer, or where it names
goods that do. What is not is kept as it was written, of the goods before which nothing else is said.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from munshi.asking.clauses import PART, SIGNS
from munshi.asking.consent import says_yes
from munshi.orders.address_words import bare, fetches
from munshi.orders.asked_notes import without_asked
from munshi.orders.denying import is_needless
from munshi.orders.desk import Desk
from munshi.orders.halves import is_size_of
from munshi.orders.items import Item
from munshi.orders.kept import Beside, Spoken, Way
from munshi.orders.looking import reference_in
from munshi.orders.messages import Message, Word
from munshi.orders.named import names as names_place
from munshi.orders.notes import keep
from munshi.orders.reopening import names_own_order
from munshi.orders.shelf import Meant
from munshi.orders.ways_to_pay import says_only_the_way
from munshi.orders.wishes import Wish
from spelling import key

WORDS_OF_AN_ANSWER = 3
JOINS = frozenset(map(key, ["and", "aur", "or", "n", "plus", "और", "व"]))  # at an end they join what follows
FEW = 2  # words before an address: *address is*
LEADING = 3  # words before what is dictated: *note likh do*
UNKNOWN = "unknown"  # says that goods are not sold here
Span = tuple[int, int]


def keep_unheard(desk: Desk, message: Message, asked: Wish | None = None) -> bool:
    """Keeps what of a written message nobody has heard; whether there was anything. Call it once all else is kept.

    `asked` was the open question before: few words that have answered it say nothing else.
    """
    if desk.cart.is_empty or not message.said or not message.telling:
        return False
    if asked and desk.cart.open_wish is not asked and len(message.telling) <= WORDS_OF_AN_ANSWER:
        return False
    named = {line.name: desk.shelf.meant(line.name, desk.near) for line in message.lines if line.name}
    heard = _sounds(_strings(_kept(desk))) | _of_goods(desk, message, named)
    telling = _without_dictated(message, _telling(message, named))
    found = (_unheard(desk, message, piece, telling, heard) for piece in _pieces(message))
    notes = without_asked(desk, [note for note in found if note is not None], message.said)
    kept = desk.cart.kept
    notes = [note for note in notes if not any(note.text in each.text for each in kept.notes)]
    new = [each for each in kept.notes if each not in desk.noted_before]
    parts = [each for each in new if any(each.text in note.text for note in notes)]
    kept.notes = [each for each in kept.notes if each not in parts]
    return keep(desk, Beside(notes=notes)) if notes else False


def _kept(desk: Desk) -> Any:
    """All that the cart holds, asks and says."""
    cart = desk.cart
    items = [line.item for line in cart.lines]
    items += [item for wish in cart.wishes for sku in wish.items if (item := desk.shelf.item(sku))]
    names = [list(_called(item)) for item in items]
    add_ons = [add_on.name for line in cart.lines for add_on in line.add_ons]
    asked = [wish.asked for wish in cart.wishes]
    told = [note for note in desk.notes if note["note"] != UNKNOWN]
    return [names, add_ons, asked, told, cart.kept.to_store(), cart.address, desk.business.address]


def _called(item: Item) -> Iterator[str]:
    yield from item.name.values()
    yield from item.aliases
    yield from (item.variant or {}).values()


def _of_goods(desk: Desk, message: Message, named: Mapping[str, Meant]) -> set[str]:
    """The words of the names of goods that the shelf knows, without those that it cannot place."""
    heard = set[str]()
    for line in message.lines:
        if line.name and named[line.name].items:
            meant = named[line.name]
            left = [word for word in meant.left.split() if not is_size_of(meant.items, word)]
            heard |= _sounds([line.name]) - _sounds(left)
        elif line.name and (line.quantity is not None or line.unit):
            heard |= _sounds([line.name])  # it is said that there is none
    if desk.cart.kept.wanted is not None:
        heard |= _sounds(each.words for each in message.times)
    return heard


def _strings(told: Any) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict):
        yield from (text for each in told.values() for text in _strings(each))
    elif isinstance(told, list | tuple):
        yield from (text for each in told for text in _strings(each))


def _sounds(texts: Iterable[str]) -> set[str]:
    return {sound for text in texts for sound in key(text).split()}


def _pieces(message: Message) -> Iterator[Span]:
    """The clauses, parted again before goods that are counted, an hour and an address."""
    said, beside = message.said or "", message.beside
    counted = [line.text for line in message.lines if line.quantity is not None]
    street = (beside.place or "").partition(",")[0]
    marks = [*counted, street, beside.pincode, *(each.words for each in message.times)]
    places = [said.find(mark) for mark in marks if mark]
    ends = sorted([found.span() for found in PART.finditer(said)] + [(at, at) for at in places if at > 0])
    starts, stops = [0, *(end for _, end in ends)], [*(start for start, _ in ends), len(said)]
    return ((start, stop) for start, stop in zip(starts, stops, strict=True) if said[start:stop].strip(SIGNS))


def _unheard(
    desk: Desk, message: Message, piece: Span, telling: Sequence[Word], heard: set[str]
) -> Spoken | None:
    """From the first word of a piece that is not heard to its end."""
    said, (start, stop) = message.said or "", piece
    words = [word for word in telling if start <= word.start < stop]
    unheard = [at for at, word in enumerate(words) if not word.binds and not _is_heard(said, word, heard)]
    if not unheard:
        return None
    first = unheard[0]
    while first > 0 and words[first - 1].binds:
        first -= 1
    begins = words[first].start
    text = said[begins:stop].strip(SIGNS)
    while text and key(text.split()[-1]) in JOINS:
        text = text.rpartition(" ")[0].strip(SIGNS)
    if _only_names_it(message, text, stop) or names_own_order(text) or _is_read(desk, said[start:stop]):
        return None
    before = [line for line in message.lines if line.name and start <= said.find(line.name) < begins]
    return Spoken(text, before[-1].name if before else None, wished=True, says=words[unheard[0]].says)


def _telling(message: Message, named: Mapping[str, Meant]) -> list[Word]:
    """The words that say something, and what the shelf leaves over of the names of its goods."""
    said, words = message.said or "", {(word.start, word.end): word for word in message.telling}
    for name, meant in named.items():
        for left in meant.left.split() if meant.items else ():
            at = said.find(left, max(said.find(name), 0))
            if at >= 0:
                words.setdefault((at, at + len(left)), Word(at, at + len(left)))
    return [words[place] for place in sorted(words)]


def _without_dictated(message: Message, words: Sequence[Word]) -> list[Word]:
    """The words without those of a note that is dictated, and those that only say that it follows: *note: …*."""
    said = message.said or ""
    spans = list[Span]()
    for note in message.beside.notes:
        at = said.find(note.text) if note.dictated else -1
        if at >= 0:
            lead = " ".join(said[:at].split()[-LEADING:])
            spans.append((at - len(lead) - 1, at + len(note.text)))
    return [word for word in words if not any(start <= word.start < end for start, end in spans)]


def _is_read(desk: Desk, piece: str) -> bool:
    """Whether a piece names an order, a code, a place or whose bill it is, how goods come or are paid, or is heard."""
    kept, spoken = desk.cart.kept, piece.casefold()
    named = any(each and each.casefold() in spoken for each in (kept.code, kept.bill_name))
    named = named or reference_in(piece) is not None or names_place(piece) is not None
    named = named or (kept.way is Way.PICKUP and fetches(piece))
    named = named or (is_needless(piece) and any(note["note"] == "notes_removed" for note in desk.notes))
    return named or says_only_the_way(piece) or says_yes(piece)


def _only_names_it(message: Message, text: str, stop: int) -> bool:
    """Whether words say nothing but that an address follows."""
    place = message.beside.place
    follows = bool(place) and (message.said or "")[stop:].lstrip(SIGNS).startswith(place or "")
    return not bare(text) or (follows and len(text.split()) <= FEW)


def _is_heard(said: str, word: Word, heard: set[str]) -> bool:
    return heard.issuperset(key(said[word.start : word.end]).split())
