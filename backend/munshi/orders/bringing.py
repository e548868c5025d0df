"""Where a person's orders go: said when it is asked or before, and corrected until the order leaves."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from munshi.asking.clauses import PART
from munshi.columns import plain
from munshi.orders.address_words import (
    adds,
    bare,
    has_number_of_house,
    is_beside,
    is_of_house,
    joins,
    names_a_place,
    says_wrong,
    stands_in_a_place,
    sure_address,
    surely_an_address,
    written_address,
)
from munshi.orders.addresses import Address
from munshi.orders.answers import answer, conclude
from munshi.orders.desk import Desk, terms_of
from munshi.orders.facts import where_facts
from munshi.orders.kept import Spoken
from munshi.orders.messages import Message, Said
from munshi.orders.placed_terms import move_address
from munshi.orders.places import ASKED, HOUSE, come_to, question_of
from munshi.orders.rules import Fulfilment, NoWay
from munshi.orders.shelf import named_whole
from munshi.orders.told_apart import the_one_there
from munshi.orders.wishes import Op
from munshi.outcomes import Outcome

BEFORE_A_PLACE = re.compile(r"(?<![\w/-])([^\W\d_]{1,2}-|\d{2,4}\s)$")  # the letter or the number of a house
COUNTED = re.compile(r"(\d{1,2})\s+([^\d,]+)")  # so many of a thing, or the house with its place
OF_AN_AMOUNT = re.compile(r"^\s*[^\s\d,.;]+\.?")  # the unit behind its figure


def bring_to(desk: Desk, address: Address, said: str | None = None) -> Outcome[Any]:
    """Takes the address for the cart, whose bill is shown anew; without one, for the order that is on its way."""
    if desk.cart.is_empty:
        words = said or ", ".join(filter(None, (address.text, address.pincode)))
        if moved := move_address(desk, address, words):
            return moved
        if address.pincode and address.pincode not in terms_of(desk.business).pincodes:
            return answer(desk, "address_outside", pincode=address.pincode)
    asked = asked_where(desk)
    come_to(desk, address.text, address.pincode)
    if not desk.cart.is_empty:
        return conclude(desk, "empty", told=False, again=asked)
    desk.save()
    where = where_facts(Fulfilment.DELIVERY, desk.cart.address, desk.cart.pincode, desk.business.address)
    return answer(desk, "address_noted", where=where)


def asked_where(desk: Desk) -> str | None:
    """What of the address of the cart is asked next: nothing else is open."""
    if not desk.cart.lines or desk.cart.open_wish:
        return None
    if desk.cart.kept.house == ASKED:
        return HOUSE
    try:
        return question_of(desk, desk.bill())
    except NoWay:
        return None


def find_place(desk: Desk, message: Message, *, asked: bool) -> Message:
    """The message with its address as its place, and what was read in the same words left away.

    Goods that are sold here are no part of an address. `asked`: any place is an answer; else it is one for sure.
    """
    if message.beside.whole:
        return _without_talk_of_place(desk, _counted_before_pincode(desk, message))
    found = _with_whole_house(_find_place(desk, message, asked=asked))
    if found.beside.place and desk.cart.address and adds(message.said or ""):
        more = f"{found.beside.place}, {desk.cart.address}"
        return replace(found, beside=replace(found.beside, place=more))
    return found


def _counted_before_pincode(desk: Desk, message: Message) -> Message:
    """The message, whose whole address is a count of what is sold here, and a pincode: "1 Horlicks 641018" is goods."""
    found = COUNTED.fullmatch(bare(message.beside.place or "")) if message.beside.pincode else None
    meant = desk.shelf.meant(found[2]) if found else None
    if found is None or meant is None or meant.left or not named_whole(meant.items, found[2]):
        return message
    line = Said(found[2], Decimal(found[1]), text=found[0])
    return replace(
        message, lines=[*message.lines, line], beside=replace(message.beside, place=None, whole=False)
    )


def _without_talk_of_place(desk: Desk, message: Message) -> Message:
    """The message without notes that only lead to its place, or say that the one before was wrong."""
    corrects = bool(desk.cart.kept.said_where and desk.cart.address)
    notes = [
        note
        for note in message.beside.notes
        if note.wished or not (corrects or says_wrong(note.text) or not bare(note.text))
    ]
    return replace(message, beside=replace(message.beside, notes=notes))


def _with_whole_house(message: Message) -> Message:
    """The message, whose place has the letter or the number that stands right before it: "C-7 …", "101 …"."""
    place, said = message.beside.place, message.said or ""
    counted = {plain(line.quantity) for line in message.lines if line.quantity is not None}
    found = BEFORE_A_PLACE.search(said.partition(place)[0]) if place and place in said else None
    lacks = found and (place or "")[:1].isdecimal() == (not found.group(1)[0].isdecimal())
    if not found or not lacks or found.group(1) in counted:
        return message
    return replace(message, beside=replace(message.beside, place=f"{found.group()}{place}"))


def _find_place(desk: Desk, message: Message, *, asked: bool) -> Message:
    message = _parted_at_pincode(message)
    written = message.where or message.text or ""
    lines = [_without_house(line, written or message.said or "") for line in message.lines]
    message = replace(message, lines=lines)
    named = [line for line in message.lines if not is_of_house(line.name or "", written)]
    place_for_sure = surely_an_address(written)
    goods = [
        line
        for line in named
        if _stands_before_house(line, message)
        or (_is_sold(desk, line, perhaps=not place_for_sure) and not _names_a_place(line, written))
    ]
    if message.text is None:
        return _with_place_among_lines(message, goods)
    text = _without(written, goods)
    place = message.beside.place
    inside = any(line.name and line.name in (place or "") for line in goods)
    of_cart = inside or (asked and (bool(goods) or _names_what_is_there(desk, message)))
    of_goods = of_cart and not names_a_place(text)
    found = written_address(text) if asked or place or surely_an_address(text) else None
    if found is None or of_goods or (asked and not found.pincode and _is_an_amount(text, message)):
        place = None if of_goods or not place else bare(place)
        return replace(message, beside=replace(message.beside, place=place))
    corrects = bool(found.text and desk.cart.kept.said_where and desk.cart.address)
    notes = [] if corrects else [note for note in message.beside.notes if not _shares(note.text, found.text)]
    beside = replace(
        message.beside, place=found.text, pincode=found.pincode or message.beside.pincode, notes=notes
    )
    lines = [line for line in message.lines if line in goods or not _is_of_place(line, found.text)]
    return replace(message, lines=lines, beside=beside)


def _parted_at_pincode(message: Message) -> Message:
    """The message without a line that was read across its pincode: what stands behind that is a note of the thing."""
    pincode = message.beside.pincode
    across = [line for line in message.lines if pincode and pincode in (line.text or "")]
    if not across:
        return message
    behind = [(line, (line.text or "").partition(pincode or "")[2].strip(" ,.")) for line in across]
    notes = [Spoken(words, line.name, wished=True) for line, words in behind if words]
    lines = [line for line in message.lines if line not in across]
    beside = replace(message.beside, notes=[*message.beside.notes, *notes])
    return replace(message, lines=lines, beside=beside)


def _with_place_among_lines(message: Message, goods: Sequence[Said]) -> Message:
    """What was read as goods, is not sold here, and is a house at a place is where a message with a pincode goes."""
    beside = message.beside
    if _stands_behind(message):
        return replace(message, beside=replace(beside, place=bare(beside.place or "")))
    if written := _written_behind(message, goods):
        others = [line for line in message.lines if line not in goods]
        inside = [line for line in others if (line.name or line.text or "") in written[not line.name]]
        lines = [line for line in message.lines if line not in inside]
        notes = [note for note in beside.notes if note.text not in written[0]]
        return replace(message, lines=lines, beside=replace(beside, place=written[1], notes=notes))
    others = [line for line in message.lines if line not in goods and line.name and line.quantity]
    houses = [line for line in others if _is_house(line, message)]
    streets = [
        note
        for note in beside.notes
        if not beside.place and (_goes_to(note.text, message) or surely_an_address(note.text))
    ]
    parts = [
        *(_as_house(line, message) for line in houses),
        *(note.text for note in streets),
        *([beside.place] if beside.place else []),
    ]
    lines = [line for line in message.lines if line not in houses]
    notes = [note for note in beside.notes if note not in streets]
    place = ", ".join(map(bare, parts)) or None
    return replace(message, lines=lines, beside=replace(beside, place=place, notes=notes))


def _written_behind(message: Message, goods: Sequence[Said]) -> tuple[str, str] | None:
    """What stands between the last goods and the pincode, and the address in it, where nothing else is said there."""
    said, pincode = message.said or "", message.beside.pincode
    front = said.partition(pincode)[0] if pincode else ""
    last = max(
        (line for line in goods if line.name and line.name in front),
        key=lambda line: front.rindex(line.name or ""),
        default=None,
    )
    if not front or last is None:
        return None
    before, _, tail = front.rpartition(last.name or "")
    tail = _without_amount(last, PART.split(before)[-1], tail.strip())
    if any(note.wished and note.text in tail for note in message.beside.notes):
        return None
    untimed = tail
    for each in message.times:
        untimed = untimed.replace(each.words, ",")
    found = written_address(f"{untimed} {pincode}")
    return (tail, found.text) if found and found.text else None


def _without_amount(line: Said, before: str, tail: str) -> str:
    """What stands behind a name without its amount, where that stands there: "atta 2 kilo 22 shankar nagar".

    Nor with the size of its pack: "2 bread 1 ghee 1L 5 vesu".
    """
    if line.pack is not None:
        tail = re.sub(rf"^{re.escape(plain(line.pack.quantity))}[^\W\d_]+(?!\w)", "", tail)
    figure = rf"(?<![\d.]){re.escape(plain(line.quantity or Decimal(0)))}(?![\d.])"
    found = None if re.search(figure, before) else re.match(figure, tail)
    if found is None:
        return tail
    behind = tail[found.end() :]
    return OF_AN_AMOUNT.sub("", behind) if line.unit else tail if behind[:1].isalnum() else behind


def _stands_before_house(line: Said, message: Message) -> bool:
    """Whether something counted stands before the house with which the address begins: it is goods, sold here or not.

    So is what has a unit, or is joined to others; what names a place itself, or has the long number of a house, is of
    the address.
    """
    said, place, text = message.said or "", message.beside.place or "", line.text or line.name or ""
    if not (line.name and text and any(map(str.isdecimal, place.partition(" ")[0]))):
        return False
    begins, house = said.find(text), said.rfind(place)
    if line.quantity is None and not line.unit and not joins(said[:begins]):
        return False
    return 0 <= begins <= house - len(text) and not (names_a_place(text) or has_number_of_house(text))


def _stands_behind(message: Message) -> bool:
    """Whether a house was read behind the pincode, so that nothing before it is one."""
    place, pincode = message.beside.place or "", message.beside.pincode
    behind = (message.said or "").partition(pincode)[2] if pincode else ""
    return place in behind and any(map(str.isdecimal, place))


def _is_house(line: Said, message: Message) -> bool:
    """Whether what was read as goods is a house at a place, or stands right before the pincode."""
    at_a_place = surely_an_address(_as_house(line, message))
    return line.unit is None and (at_a_place or _goes_to(line.name or "", message))


def _goes_to(text: str, message: Message) -> bool:
    """Whether the pincode of a message stands right behind some of its words."""
    _, found, behind = (message.said or "").partition(text)
    pincode = message.beside.pincode
    return bool(found and text and pincode) and behind.lstrip(" ,.-\n").startswith(pincode or "")


def _as_house(line: Said, message: Message) -> str:
    """The number of a house with its street, as it was written: *5 nai sadak*."""
    number = plain(line.quantity or Decimal(0))
    found = re.search(rf"(?<!\d){number}\s[^,;\n\d]*?{re.escape(line.name or '')}", message.said or "")
    return found.group() if found else f"{number} {line.name}"


def _is_sold(desk: Desk, line: Said, *, perhaps: bool) -> bool:
    """Whether the shop sells what is named; `perhaps`: it is enough that it may be one of several things here."""
    meant = desk.shelf.meant(line.name) if line.name else None
    if meant is None or not meant.items:
        return line.sku is not None
    by_name = not meant.against or named_whole(meant.items, line.name or "")
    return meant.sure or (perhaps and by_name) or line.sku is not None


def _without_house(line: Said, text: str) -> Said:
    """A line without the number that is of the house behind it: *bread, 18 nai sadak* are no 18 breads."""
    if not line.name or line.quantity is None or line.unit:
        return line
    number = plain(line.quantity)
    found = re.search(rf"{re.escape(line.name)}\s*[,;\n]\s*({number}\s[^,;\n]*)", text)
    place = sure_address(found.group(1)) if found else None
    is_house = place is not None and (place.text or "").startswith(number)
    return replace(line, quantity=None, text=line.name) if is_house else line


def _names_a_place(line: Said, text: str) -> bool:
    """Whether an uncounted name stands in a part of a text by which a place is known: "pani ki tanki ke paas"."""
    if line.quantity is not None or line.op is Op.REMOVE or not line.name:
        return False
    return stands_in_a_place(line.name, text) or any(
        line.name in part and is_beside(part) for part in text.split(",")
    )


def _names_what_is_there(desk: Desk, message: Message) -> bool:
    """Whether something of the cart is named: "make the long ones 10" corrects it."""
    notes = message.beside.notes
    named = [
        *(line.name for line in message.lines),
        *(words for note in notes for words in (note.text, note.about)),
    ]
    return any(name and the_one_there(desk, name) for name in named)


def _is_an_amount(text: str, message: Message) -> bool:
    """Whether the only figure is that of an amount or a change, and no place is named: "3 kilo kar do", "2 of it"."""
    counted = any(line.unit or line.op not in (None, Op.ADD) for line in message.lines)
    says_it_all = not message.beside.notes and any(sign.isalpha() for sign in text)
    alone = says_it_all and any(not line.name and line.quantity is not None for line in message.lines)
    return (counted or alone) and not surely_an_address(text)


def _without(text: str, lines: Sequence[Said]) -> str:
    """The text with the words of these lines cut out of it, and no part of a word: "anar 1" not out of "anar 13"."""
    for said in filter(None, (line.text or line.name for line in lines)):
        text = re.sub(rf"(?<!\w){re.escape(said)}(?!\w)", ",", text, count=1)
    return text


def _shares(note: str, place: str | None) -> bool:
    """Whether a note stands in the same words as a part of the address."""
    parts = [part.strip() for part in (place or "").split(",")]
    return any(part and (part in note or bare(note) in part) for part in parts) or not bare(note)


def _is_of_place(line: Said, place: str | None) -> bool:
    """Whether a line was read out of the address, or of what leads to it: by its name, or by its figure."""
    said = line.name or (str(line.quantity) if line.quantity is not None else "")
    if line.name and place and not bare(line.name):
        return True
    return bool(place and said) and said.casefold() in (place or "").casefold()
