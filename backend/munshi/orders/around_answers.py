"""What may stand beside an answer about goods: a refusal, a question, an amount of what was shown."""

from dataclasses import replace

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Hears, heard
from munshi.asking.reading import FALLBACK, Asked, Reading
from munshi.callers import Caller
from munshi.orders import reopening, service
from munshi.orders import taking_shown as shown
from munshi.orders.asked_beside import asked_in
from munshi.orders.choosing import refusal
from munshi.orders.clauses import asked_after, asked_before, asked_behind, before, behind, without
from munshi.orders.said import message_of
from munshi.orders.wishes import Op
from munshi.word_lists import plain

PLACE, STORE = "place_order", "ask_store_info"
ASKING = ("ask_price", "ask_availability", "view_menu", STORE)
FEWEST = 3  # words that say something beside a question
FEW_WORDS = 6  # that say nothing else


def or_nothing_more(hears: Hears) -> Hears:
    """Hears a message in which nothing more is wanted, and no goods: what is asked about is left out."""

    def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
        said = plain(reading.text)
        few = len(said.split()) <= FEW_WORDS and not any(line.name for line in message_of(reading).lines)
        if not reading.is_tap and few and reopening.LISTS.has(said, "nothing_more"):
            return heard(session, caller, PLACE, service.leave_out)
        return hears(session, caller, asked, reading)

    return hear


def or_none(hears: Hears) -> Hears:
    """A choice, or that none of what was shown is wanted; what is said behind that is heard by itself."""

    def chooses(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
        offers = asked.question == "accept_offer"
        rest = (
            None
            if reading.is_tap
            else refusal(reading.text or "", asks=reading.wants(*ASKING), offers=offers)
        )
        if rest is None:
            return hears(session, caller, asked, reading)
        return heard(session, caller, PLACE, service.leave_out, rest or None)

    return chooses


def then_asked(hears: Hears) -> Hears:
    """Hears a message without the question about goods or the shop in it, which is answered after it."""

    def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
        behind_yes = asked.question == "confirm_order" and bool(reading.asks_after_yes)
        question = None if behind_yes else asked_behind(reading)
        is_whole = question or reading.is_tap or reading.asks_after_yes
        clause = None if is_whole else asked_in(reading.text or "")
        if question is None and clause is None:
            return hears(session, caller, asked, reading)
        told = before(reading, question) if question else without(reading, clause or "")
        if clause and asked.question == "take_shown":
            told = replace(told, intents=[(FALLBACK, 1.0)])  # it seemed to want what the question asks
        taken = hears(session, caller, asked, told)
        rest = taken.rest if taken and len((taken.rest or "").split()) >= FEWEST else None
        return taken and Heard(taken.page, taken.outcome, rest or question or clause)

    return hear


def after_asking(hears: Hears) -> Hears:
    """Hears where the goods go beside a question about the shop, which is answered after it."""

    def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
        question = address = None
        if reading.wants(STORE) and (question := asked_before(reading)):
            address = behind(reading, question)
        elif reading.wants(STORE) and (question := asked_after(reading)):
            address = replace(before(reading, question), intents=[(FALLBACK, 1.0)])
        taken = hears(session, caller, asked, address or reading)
        return Heard(taken.page, taken.outcome, taken.rest or question) if taken and question else taken

    return hear


def of_shown_first(hears: Hears) -> Hears:
    """Hears an amount without a name of what was shown behind the question: "ok 2 of those" is no address."""

    def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
        message = message_of(reading)
        words = any(sign.isalpha() for sign in reading.text or "")
        counts = bool(message.lines) and all(
            not line.name and line.sku is None and line.op in (None, Op.ADD) for line in message.lines
        )
        if words and counts and reading.wants(PLACE, FALLBACK) and not message.beside.pincode:
            taken = shown.take(session, caller, message, yes=False)
            if taken:
                return Heard(PLACE, taken)
        return hears(session, caller, asked, reading)

    return hear
