"""What a message says about goods, as it was read while a question was open."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from munshi.asking.reading import FALLBACK, Reading, SumRole, Value
from munshi.orders.bodies import UNTIL, LineBody, MessageBody
from munshi.orders.comparing import names_goods_beside
from munshi.orders.denying import without_denied
from munshi.orders.fetched_then import with_fetching_then
from munshi.orders.kept import Spoken
from munshi.orders.messages import Message, Said
from munshi.orders.money_beside import without_amounts
from munshi.orders.ways_to_pay import with_ways
from munshi.orders.wishes import Op
from munshi.word_lists import WordLists

_of_named = WordLists(__file__, "named.yml").words

ADDRESS = "address"  # of what is left over
TIMES = ("time", "period")
OF_TERMS = ("way", "payment")
OF_GOODS = ("place_order", "modify_order", FALLBACK)
STOCK = "update_stock"


def message_of(reading: Reading) -> Message:
    """The message as it was read while a question was open."""
    picks = [each for each in reading.values if each.entity == "pick"]
    said = {name: reading.first(name) for name in ("choice", "pincode", "time", "period", "duration")}
    read = [each.value for each in reading.values if each.entity == "order_line"]
    text = reading.text or ""
    times = [_moment(text, each) for each in reading.values if each.entity in TIMES]
    told = {
        "text": reading.text,
        "said": reading.text,
        "left_over": reading.left_over,
        "times": times,
        "telling": [] if _says_nothing(reading) else reading.telling,
    }
    form = MessageBody.model_validate({"lines": read, **told, **said})
    message = form.message()
    when_paid = message.beside != form.beside() and message.beside.hour is None
    lines = [each for each in _lines(reading, picks, form) if not _is_of_address(each, reading)]
    notes = [note for note in message.beside.notes if not _lessens(note, lines)]
    heard = replace(
        message,
        lines=lines,
        beside=replace(message.beside, notes=notes),
        picks=[str(each.value) for each in picks],
        doubted=[str(each.value) for each in reading.values if each.entity == "doubted_item"],
        consent=_consent(reading, message),
        undoes=reading.first("undo") is not None,
        at_times=any(each.entity in TIMES for each in reading.values) and not when_paid,
        where=_without_times(reading),
    )
    return with_ways(without_amounts(without_denied(with_fetching_then(heard))))


def _consent(reading: Reading, message: Message) -> str | None:
    """The yes or no of a message; a no that says where refuses the address before."""
    if reading.is_yes:
        return "yes"
    said = "no" if reading.is_no else reading.first("consent")
    return None if said == "no" and message.beside.whole else said


def _is_of_address(line: Said, reading: Reading) -> bool:
    """Whether what was read as goods without an amount only says that an address follows: "pata galat hai, 12 …"."""
    follows = any(each.get("kind") == ADDRESS for each in reading.left_over)
    return follows and line.quantity is None and (line.name or "").casefold() in _of_named("address")


def _lessens(note: Spoken, lines: Sequence[Said]) -> bool:
    """Whether a note is only that so many of a thing shall come less: "ek roti kam kar do"."""
    less = (line for line in lines if line.op is Op.REMOVE and line.quantity is not None and line.text)
    return any((line.text or "") in note.text for line in less)


def _says_nothing(reading: Reading) -> bool:
    """Whether nobody understands what a message wants, and it names no goods: it is no note of an order then."""
    lines = (each for each in reading.values if each.entity == "order_line")
    return reading.wants(FALLBACK) and next(lines, None) is None


def _moment(text: str, read: Value) -> dict[str, Any]:
    """A day or an hour as it is posted."""
    said = read.value
    words = text[read.start : read.end]
    if read.entity == "period":
        return {"words": words, "day": said.get("to" if UNTIL.search(words) else "from")}
    return {"words": words, "day": said.get("date"), "opens": said.get("from"), "closes": said.get("to")}


def _without_times(reading: Reading) -> str | None:
    """The text with a comma in the place of what is no address: "7 pm, ghar pe bhejna B-12 Gulmohar"."""
    text = reading.text
    times = [
        (each.start, each.end)
        for each in reading.values
        if each.entity in TIMES and not _in_a_place(reading, each)
    ]
    ways = [(each["start"], each["end"]) for each in reading.left_over if each.get("kind") in OF_TERMS]
    for start, end in sorted({*times, *ways}, reverse=True):
        text = f"{text[:start]},{text[end:]}" if text else text
    return text


def _in_a_place(reading: Reading, value: Value) -> bool:
    """Whether it was read in the words of an address: the 9 of "sector 9"."""
    said = (reading.text or "")[value.start : value.end]
    return any(said in str(each["text"]) for each in reading.left_over if each["kind"] == "address")


def _lines(reading: Reading, picks: Sequence[Value], form: MessageBody) -> Iterator[Said]:
    """The lines in the order written: as the message reads, and what only the open question reads beside them.

    Beside a question of the cart, what sounds like the shop's stock is read as the question reads it.
    """
    more = list(_of_goods(reading, reading.as_answer))
    own = list(_of_goods(reading, reading.values))
    read = [] if more and reading.wants(STOCK) else [_named(each, more) for each in own]
    worth = {id(each): form.worth(place) for place, each in enumerate(read)}
    beside = [each for each in more if not any(_overlap(each, other) or _same(each, other) for other in read)]
    for each in sorted((*read, *beside), key=lambda value: value.start):
        said = replace(
            LineBody.model_validate({**each.value, "confidence": each.confidence}).said(),
            text=(reading.text or "")[each.start : each.end] or None,
            beside=each in beside or not reading.wants(*OF_GOODS),
            worth=worth.get(id(each)),
        )
        picked = next((pick for pick in picks if _overlap(pick, each)), None)
        words = (reading.text or "")[picked.start : picked.end] if picked else ""
        if said.name and picked and names_goods_beside(said.name, words):
            picked = None
        if picked is None or said.op is Op.REMOVE:
            yield said
        elif said.quantity is not None and not (picked.start <= each.start and each.end <= picked.end):
            yield replace(said, name=None)


def _of_goods(reading: Reading, values: Sequence[Value]) -> Iterator[Value]:
    """The order lines among some values; a number alone that is a sum which was paid is none."""
    paid = reading.sums_of(SumRole.PAID)
    for each in values:
        is_sum = any(one.start < each.end and each.start < one.end for one in paid)
        if each.entity == "order_line" and (each.value.get("name") or not is_sum):
            yield each


def _named(read: Value, more: Sequence[Value]) -> Value:
    """A line, with the name that only the open question reads in the same words."""
    if read.value.get("name") or read.value.get("sku"):
        return read
    return next((each for each in more if each.value.get("name") and _overlap(read, each)), read)


def _overlap(one: Value, other: Value) -> bool:
    return one.start < other.end and other.start < one.end


def _same(one: Value, other: Value) -> bool:
    """The same amount without a name of its own: *3 nahi 2 kilo* has one, wherever either reading sees it."""
    said, read = one.value, other.value
    alike = said.get("quantity") == read.get("quantity") and said.get("unit") in (None, read.get("unit"))
    return not said.get("name") and alike
