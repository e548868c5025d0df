"""Keeps what a message says beside its goods, or says that it is not possible here: nothing that was said vanishes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from munshi.asking.clauses import PART, SIGNS
from munshi.orders import on_khata
from munshi.orders.address_words import bare, fetches
from munshi.orders.asked_notes import without_asked
from munshi.orders.choosing import words_of
from munshi.orders.denying import contradicts, taken_back
from munshi.orders.desk import Desk, payments_of, terms_of
from munshi.orders.kept import Beside, Note, Payment, SaidHour, Says, Spoken, Way
from munshi.orders.messages import Message, Said
from munshi.orders.paying_later import is_of_paying_later
from munshi.orders.places import bring_instead, come_to
from munshi.orders.refusing import REFUSING
from munshi.orders.told_apart import the_one_there
from munshi.orders.wanted_hours import day_alone, wanted_hour
from munshi.orders.wishes import Op
from spelling import key

WORDS_OF_AN_AMOUNT = 3  # with what it counts
WORDS_OF_A_NOTE = 2  # beside the goods that it is of
SHORT_WORD = 3  # letters
MOST_NOTES = 20  # in lines of their own; what comes after them stands in the last


def keep(desk: Desk, beside: Beside) -> bool:
    """Brings what the cart keeps to what was said beside the goods. Whether there was anything.

    Call it once the lines of the message are in the cart; what is not possible here is noted on the desk.
    """
    bring_instead(desk, beside)
    heard = [
        _take_notes_back(desk, beside),
        _keep_notes(desk, beside.notes),
        _keep_way(desk, beside.ways),
        _keep_table(desk, beside.table),
        _keep_payment(desk, beside),
        _take_hour_back(desk, beside),
        _keep_hour(desk, beside.hour or _in_minutes(desk, beside)),
        come_to(desk, beside.place, beside.pincode),
    ]
    return any(heard)


def as_notes(desk: Desk, message: Message, *, heard: bool) -> Beside:
    """What is said beside the goods, with the notes that are any: beside goods, or a wish how they shall be or come.

    `heard`: the message said something of the cart. What only names what is in the cart, or is asked, is no note.
    """
    names = heard and any(line.op is not Op.REMOVE for line in message.lines)
    spoken = [
        each
        for each in message.beside.notes
        if each.wished or says_of_cart(desk, each) or (names and not _names_it(desk, each))
    ]
    spoken = [_with_its_no(each, message.said or "") for each in spoken]
    spoken = [each for each in spoken if not any(_refuses(other, each) for other in spoken)]
    spoken = [each for each in spoken if not any(_says_all_of(other, each) for other in spoken)]
    return replace(message.beside, notes=without_asked(desk, spoken, message.said))


def _with_its_no(note: Spoken, said: str) -> Spoken:
    """A note with the word of refusing that stands right before or behind it: without it, it says the contrary."""
    front, found, back = said.partition(note.text)
    before = front.split()[-1:] if front.endswith(" ") else []
    behind = back.split()[:1] if back.startswith(" ") else []
    words = [
        *(each for each in before if each == each.strip(SIGNS) and key(each) in REFUSING),
        note.text,
        *(each for each in behind if key(each.strip(SIGNS)) in REFUSING),
    ]
    return replace(note, text=" ".join(words)) if found else note


def _says_all_of(note: Spoken, other: Spoken) -> bool:
    """Whether a note says what another one of the same message says, and more."""
    more = words_of([note.text]) - words_of([other.text])
    return note.text != other.text and other.text in note.text and more.isdisjoint(REFUSING)


def _refuses(note: Spoken, other: Spoken) -> bool:
    """Whether a note says that nobody wants what another one only counts: *10 kg atta*, *no wait atta nahi chahiye*."""
    words = other.text.split()
    is_counted = words[0][:1].isdecimal() and len(words) <= WORDS_OF_AN_AMOUNT
    named, said = words_of(words[-1:]), words_of([note.text])
    return (
        note is not other and is_counted and bool(named) and named <= said and not said.isdisjoint(REFUSING)
    )


def with_who_comes(desk: Desk, message: Message) -> Message:
    """The message, in which who is named beside a pick-up is a note, with all that is said of them in one clause.

    "Tiwari plumber lene aayega dukaan se"; where nobody eats, "Rohit will come" is said of who fetches it.
    """
    ways, goods = message.beside.ways, [line for line in message.lines if line.quantity is not None]
    at_table = Way.DINE_IN in ways and not terms_of(desk.business).serves_here
    if not (Way.PICKUP in ways or (at_table and not goods)):
        return message
    said = message.said or message.text or ""
    over = said if message.where is None else message.where  # without what was read as its hour and its way
    names = [
        line
        for line in message.lines
        if desk.cart.lines and not goods and _says_who(line, over) and _is_no_goods(desk, line)
    ]
    pieces = [*message.beside.notes, *(Spoken(line.name or "") for line in names)]
    counted = {line.name for line in goods}
    stays = [each for each in pieces if each.of_making or desk.shelf.is_name(each.text)]
    notes = [each if each.about in counted or each in stays else _who_comes(each, said) for each in pieces]
    told = list({each.text: each for each in notes if each.wished or not fetches(each.text)}.values())
    lines = [line for line in message.lines if line not in names]
    comes = [way for way in ways if way is not Way.DINE_IN] if at_table and told else ways
    return replace(message, lines=lines, beside=replace(message.beside, notes=told, ways=comes))


def _says_who(line: Said, over: str) -> bool:
    """Whether a name stands in what is over, and is more than a small word before an hour or a place."""
    return bool(bare(line.name or "")) and (line.name or "") in over


def _is_no_goods(desk: Desk, line: Said) -> bool:
    """Whether a name is neither counted nor taken out, nor sold here."""
    if not line.name or line.quantity is not None or line.sku or line.op is Op.REMOVE:
        return False
    return not desk.shelf.meant(line.name).items


def _who_comes(note: Spoken, said: str) -> Spoken:
    clause = next((each.strip() for each in PART.split(said) if note.text in each), "")
    is_named = clause and not fetches(note.text)
    return replace(note, text=clause, about=None, wished=True, says=None) if is_named else note


def says_of_cart(desk: Desk, said: Spoken) -> bool:
    """Whether words name something in the cart and say more of it: "the cake should say Happy Birthday"."""
    inside = [line.item.key for line in desk.cart.lines]
    meant = desk.shelf.meant(said.text, inside)
    return meant.near and len(meant.items) == 1 and len(meant.left.split()) >= WORDS_OF_A_NOTE


def _names_it(desk: Desk, said: Spoken) -> bool:
    """Whether words name a thing that is in the cart or asked about, and nothing else."""
    meant = desk.shelf.meant(said.text)
    near = {line.item.key for line in desk.cart.lines} | {
        key for wish in desk.cart.wishes for key in wish.keys
    }
    return meant.sure and not meant.left and any(item.key in near for item in meant.items)


def _take_notes_back(desk: Desk, beside: Beside) -> bool:
    """Those that share a word with what takes them back, else all of them: "naan wale note hatao"."""
    if beside.without_notes is None:
        return False
    notes = desk.cart.kept.notes
    words = words_of([beside.without_notes])
    meant = [note for note in notes if not words.isdisjoint(words_of([note.whole]))] or notes
    desk.note("notes_removed" if notes else "no_notes")
    desk.cart.kept.notes = [note for note in notes if note not in meant]
    return True


def _keep_notes(desk: Desk, spoken: Sequence[Spoken]) -> bool:
    """Notes are of goods; while there are none in the cart there is nothing that they could be of."""
    if desk.cart.is_empty:
        return False
    new = list[Note]()
    for said in spoken:
        if _takes_back(desk, said) or not _is_wish(desk, said):
            continue
        note = _note(desk, said)
        if said.of_some:
            _take_out_said_of_some(desk.cart.kept.notes, note)
        _put(desk.cart.kept.notes, note, instead=said.instead)
        new.append(note)
    if new and desk.cart.open_wish:
        desk.note("noted", names=list(dict.fromkeys(note.text for note in new)))
    return bool(new)


def _is_wish(desk: Desk, said: Spoken) -> bool:
    """Whether words wish something of the shop, or promise to pay; of a scrap it is said that it is not understood."""
    if said.says in (None, Says.WISH) or is_of_paying_later(said.text):
        return True
    if said.says is Says.UNCLEAR:
        desk.note("not_noted", names=[said.text])
    return False


def _takes_back(desk: Desk, said: Spoken) -> bool:
    """Whether words only take back what is noted, which they do; the contrary of a wish takes its place."""
    notes = desk.cart.kept.notes
    needless = () if said.dictated else taken_back(notes, said.text)
    gone = [each for each in notes if each in needless or contradicts(said.text, each.text)]
    desk.cart.kept.notes = [each for each in notes if each not in gone]
    if needless:
        desk.note("notes_removed")
    return bool(needless)


def _note(desk: Desk, said: Spoken) -> Note:
    """Of the line beside which it stood; what was said to be a note, of the one thing of the cart that it names."""
    if said.dictated and (named := the_one_there(desk, said.text)):
        return Note(said.text, item=named.key)
    item = _item(desk, said.about) if said.about else None
    if said.of_some and item is None:
        return Note(said.text, item=_of_which_some(desk, said))
    return Note(said.text, said.about, item)


def _of_which_some(desk: Desk, said: Spoken) -> str | None:
    """Of what the cart has several, and may have some made otherwise: what is named, or spoken of last, or alone."""
    if named := the_one_there(desk, said.text):
        return named.key
    several = [line.item.key for line in desk.cart.lines if line.quantity > 1]
    last = [item.key for item in desk.cart.changed_last() if item.key in several]
    return next((keys[0] for keys in (last, several) if len(keys) == 1), None)


def _item(desk: Desk, name: str) -> str | None:
    """The item in the cart that a name means."""
    meant = {item.key for item in desk.shelf.meant(name).items}
    meant |= {key for item in desk.shelf.meant(name).items for key in item.variants}
    return next((line.item.key for line in desk.cart.lines if line.item.key in meant), None)


def _put(notes: list[Note], note: Note, *, instead: bool) -> None:
    """A note that is there already is not doubled; one that says more, or puts the last right, takes its place."""
    if any(_begins(each, note) for each in notes):
        return
    notes[:] = [each for each in notes if not _begins(note, each)]
    if instead and notes:
        notes[-1] = replace(notes[-1], text=note.text)
    elif len(notes) < MOST_NOTES:
        notes.append(note)
    else:
        notes[-1] = replace(notes[-1], text=f"{notes[-1].text}; {note.whole}")


def _take_out_said_of_some(notes: list[Note], note: Note) -> None:
    """Who says again how some shall be made puts right what was said of the same."""
    made = _of_what(note)
    notes[:] = [each for each in notes if each.item != note.item or made.isdisjoint(_of_what(each))]


def _of_what(note: Note) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", note.text.casefold()) if len(word) > SHORT_WORD}


def _begins(one: Note, other: Note) -> bool:
    """Whether a note begins with all that another says, of the same thing: "kam mirchi", "kam mirchi rehne do"."""
    said, more = (re.findall(r"[^\s,;.!]+", each.text.casefold()) for each in (other, one))
    return one.item == other.item and more[: len(said)] == said


def find_items(desk: Desk) -> None:
    """Notes find the lines that they are of once these are in the cart, and go with them."""
    inside = {line.item.key for line in desk.cart.lines}
    asked = {key for wish in desk.cart.wishes for key in wish.items}
    notes = [
        replace(note, item=_item(desk, note.about)) if note.about and note.item is None else note
        for note in desk.cart.kept.notes
    ]
    desk.cart.kept.notes = [note for note in notes if note.item is None or note.item in inside | asked]


def _keep_way(desk: Desk, ways: Iterable[Way]) -> bool:
    """The last that was said holds; a way that the business does not have is refused aloud."""
    terms, way = terms_of(desk.business), None
    for way in ways:
        if way is Way.DINE_IN and not terms.serves_here:
            desk.note("dine_in_not_here")
        elif way is Way.DELIVERY and not terms.pincodes:
            desk.note("delivery_not_here")
        elif way is Way.PICKUP and terms.pincodes and not terms.pickup:
            desk.note("pickup_not_here")
        else:
            desk.cart.kept.way = way
    return way is not None


def _keep_table(desk: Desk, table: str | None) -> bool:
    """A table that is not there is refused aloud."""
    terms = terms_of(desk.business)
    if table is None or not terms.serves_here:
        return False
    if terms.any_table or table in terms.tables:
        desk.cart.kept.table = table
    else:
        desk.note("no_such_table", table=table)
        desk.cart.kept.table = None
    return True


def keep_way(desk: Desk, way: Way) -> None:
    """Takes a way that was tapped."""
    _keep_way(desk, [way])


def keep_table(desk: Desk, table: str) -> None:
    """Takes a table that was tapped, or named where it was asked."""
    desk.cart.kept.way = Way.DINE_IN
    _keep_table(desk, table)


def _keep_payment(desk: Desk, beside: Beside) -> bool:
    """The way that was said last; by which one it is paid takes back that it will be paid later."""
    here, said = payments_of(desk.business), None
    told = {note.text for note in beside.notes}
    if beside.payments and Payment.KHATA not in beside.payments:
        kept = desk.cart.kept
        kept.notes = [each for each in kept.notes if each.text in told or not is_of_paying_later(each.text)]
    for said in beside.payments:
        if said is Payment.KHATA:
            desk.cart.kept.payment = said if on_khata.is_open(desk) else desk.cart.kept.payment
        elif said in here:
            desk.cart.kept.payment = said
        else:
            desk.note("payment_not_here", payment=said, payments=list(here))
    return said is not None


def _in_minutes(desk: Desk, beside: Beside) -> SaidHour | None:
    """So many minutes from now, where somebody comes then."""
    if beside.minutes is None:
        return None
    then = desk.now + timedelta(minutes=beside.minutes)
    return SaidHour(then.date(), then.time().replace(second=0, microsecond=0), sure=True)


def _take_hour_back(desk: Desk, beside: Beside) -> bool:
    """What is wanted now is wanted at no other hour; whether there was one."""
    if not beside.at_once or desk.cart.kept.wanted is None:
        return False
    desk.cart.kept.wanted, desk.cart.kept.slots = None, []
    return True


def _keep_hour(desk: Desk, said: SaidHour | None) -> bool:
    """What is left unsaid of an hour stays as it was; of a refused one the day that was said is kept."""
    if said is None:
        return False
    wanted = wanted_hour(desk, said, desk.cart.kept.wanted) or day_alone(desk, said, desk.cart.kept.wanted)
    if wanted or any(note["note"] == "hour_closed" for note in desk.notes):
        desk.cart.kept.slots = []
    desk.cart.kept.wanted = wanted or desk.cart.kept.wanted
    return True
