"""Where a visit goes: what was said, else where the person was visited or had something brought before."""

import re
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.asking.clauses import SIGNS
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.orders.address_words import names_a_place, says_more, surely_an_address, written_address
from munshi.orders.addresses import PINCODE, Address, written_whole
from munshi.orders.models import Order
from munshi.service.tickets.models import Ticket
from munshi.service.tickets.words import tells_fault
from munshi.service.visits import words
from munshi.service.visits.booking_words import beside_booking
from munshi.service.visits.models import Visit
from munshi.service.visits.wishes import says_when

SENTENCES = re.compile(r"[.!।\n]+|[^.!।\n]*\?")
PIECE = re.compile(r"[^,;!?।\n]+")
FIGURE = re.compile(r"\d+(?:[/-]\w+)?")
DENIED = re.compile(rf"({FIGURE.pattern}) (?:nahi|nahin|nhi|नहीं|नही)|not ({FIGURE.pattern})", re.IGNORECASE)
SERIAL = re.compile(r"\b[A-Z]{1,4}\d{6}\b", re.IGNORECASE)  # whose figures are no pincode
PHONE = re.compile(r"(?<!\w)\+?\d{10,13}(?!\w)")  # whose figures are no house
OF_TALK = ("work", "work_wished", "costing", "part_price", "brings_it", "how_old", "guarantee")
FEWEST_OF_A_SENTENCE = 3  # words
FEWEST_WORDS = 2  # of an address in words alone


class Place(NamedTuple):
    """A pincode and a street; of a part of an address one is None."""

    pincode: str | None = None
    street: str | None = None


def place_in(reading: Reading, asked: bool) -> Place:
    """The address in a message: any words where it was asked for, else only what is one by its look."""
    told = reading.answer("pincode")
    if written := address_of(reading):
        return Place(written.pincode or (str(told) if told else None), written.text)
    text = beside_times(reading)
    asked = asked and not reading.attachment  # what is written under a photo is about what it shows
    if not asked and not surely_an_address(text):
        return Place(str(told) if told else None)
    if asked and (says_when(reading) or talks(reading.text or "")) and not surely_an_address(text):
        return Place(str(told) if told else None)
    found = written_address(text)
    pincode = (found.pincode if found else None) or (str(told) if told else None)
    street = without_machine(found.text) if found and found.text else None
    is_long = len((reading.text or "").split()) >= FEWEST_WORDS
    if asked and street is None and pincode is None and is_long and not _only_talks(reading.text or ""):
        street = " ".join((reading.text or "").split())
    return Place(pincode, street)


def address_of(reading: Reading) -> Address | None:
    """The address of a message where it is known from where to where that stands."""
    told = [each for each in map(without_talk, reading.addresses) if not _only_talks(each)]
    told = [each for each in told if each == told[-1] or not is_taken_back(reading.text or "", each)]
    return written_whole(", ".join(told)) if told else None


def is_taken_back(text: str, address: str) -> bool:
    """Whether an address is said right behind it not to be the one: "B-45 Vikas Nagar? nahi sorry …", "… hata do"."""
    _, named, behind = text.partition(address)
    return bool(named) and words.starts_with(behind.strip(SIGNS), "taken_back")


def without_talk(address: str) -> str:
    """An address without the pieces before its first comma that only talk: "no no, send, 6 Church Lane"."""
    first, comma, rest = address.partition(",")
    return without_talk(rest.strip()) if comma and rest.strip() and _only_talks(first) else address


def _only_talks(piece: str) -> bool:
    """Whether a piece has no figure and no place, and says no more than that somebody comes, or what they speak."""
    if any(sign.isdecimal() for sign in piece) or names_a_place(piece):
        return False
    return words.says(piece, "tongues") or not beside_booking(piece)


def talks(text: str) -> bool:
    """Whether words without any sign of a place are of the machine, its age or guarantee, of work or of money."""
    talks = any(words.says(text, each) for each in OF_TALK)
    return talks or words.machine_in(text) is not None or tells_fault(text)


def denies_figure(text: str) -> bool:
    """Whether a text says of a figure that it is not the one: "21, not 12"."""
    return DENIED.search(text) is not None


def corrected(street: str | None, text: str) -> str | None:
    """A street with its figure put right: "21, not 12"; None where a text does not say so."""
    figures = [each.group() for each in FIGURE.finditer(text)]
    denied = {next(filter(None, each.groups())) for each in DENIED.finditer(text)}
    wrong = denied.intersection(FIGURE.findall(street or ""))
    right = [each for each in figures if each not in denied and not PINCODE.fullmatch(each)]
    if len(wrong) != 1 or len(right) != 1:
        return None
    return re.sub(rf"\b{re.escape(wrong.pop())}\b", right[0], street or "")


def kept(street: str | None, before: str | None) -> str | None:
    """The street that was said, unless it only says again what is known: "9/1 is the house number"."""
    return street if street and (not before or says_more(_named(street), before)) else before


def with_house(street: str | None, before: str) -> str:
    """The street with its house; a house that is said alone is of the street that is known: "makaan 27 hai"."""
    told = [each for each in (street or "").split() if not _leads_to_house(each)]
    if not street or len(told) != 1 or not FIGURE.search(told[0]):
        return street or before
    figures = list(FIGURE.finditer(before))
    if len(figures) != 1:
        return f"{told[0]}, {before}"
    return before[: figures[0].start()] + told[0] + before[figures[0].end() :]


def _leads_to_house(word: str) -> bool:
    bare = word.strip(" ,.")
    return any(words.is_of(bare, each) for each in ("of_a_house", "tells_nothing", "joining"))


def _named(street: str) -> str:
    """The words of a street but those that many places have."""
    return " ".join(word for word in street.split() if not words.is_of(word, "any_place")) or street


def serial_in(text: str) -> str | None:
    """A word of a few letters and six figures, which is a serial and no pincode."""
    found = SERIAL.search(text)
    return found.group().upper() if found else None


def beside_times(reading: Reading) -> str:
    """The words of a message; a day or an hour ends a part of an address as a comma does."""
    text = reading.text or ""
    named = [each for name in ("time", "period") for each in reading.answers(name)]
    for value in sorted(named, key=lambda each: -each.start):
        text = f"{text[: value.start]},{text[value.end :]}"
    for address in reading.addresses:
        text = text.replace(address, f", {address},")
    return _without_faults(PHONE.sub(", ", SERIAL.sub(" ", text)))


def _without_faults(text: str) -> str:
    """The words of a message without the pieces between commas that speak of a machine or a fault, and of no place."""
    for piece in reversed(list(PIECE.finditer(text))):
        said = piece.group()
        of_machine = words.machine_in(said) is not None or tells_fault(said)
        if of_machine and not any(sign.isdecimal() for sign in said) and not names_a_place(said):
            text = text[: piece.start()] + " " + text[piece.end() :]
    return text


def beside_address(text: str) -> str | None:
    """What an answer to where tells of what is wrong: sentences that name no place, ask nothing and send nobody."""
    told = [
        each.strip()
        for each in SENTENCES.split(text)
        if len(each.split()) >= FEWEST_OF_A_SENTENCE
        and not names_a_place(each)
        and not any(sign.isdecimal() for sign in each)
        and not words.says(each, "coming_to_see")
        and not words.says(each, "guarantee")
        and not (words.asks(each) or words.says(each, "costing"))
    ]
    return ". ".join(told) or None


def without_machine(street: str) -> str:
    """From the number of the house on, where a machine or a wish stands before it: "ac kharab hai 14 Tilak Nagar"."""
    parts = street.split()
    at = next((place for place, part in enumerate(parts) if part[0].isdecimal()), 0)
    house = " ".join(parts[at:])
    before = " ".join(parts[:at])
    talks = words.machine_in(before) or words.says(before, "coming_to_see")
    return house if at and talks and names_a_place(house) else street


def known(session: Session, caller: Caller) -> Place:
    """Where the person was last visited, else where their last complaint was, else where their last order went."""
    whose = {"business_id": caller.business_id, "person_id": caller.person.id}
    for table in (Visit, Ticket, Order):
        query = select(table.pincode, table.address).filter_by(**whose)
        query = query.where(table.address.is_not(None), table.pincode.is_not(None))
        row = session.execute(query.order_by(table.id.desc()).limit(1)).first()
        if row is not None:
            return Place(row.pincode, row.address)
    return Place()
