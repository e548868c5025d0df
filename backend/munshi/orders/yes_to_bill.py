"""A yes to the bill, with what stands beside it and behind it."""

from dataclasses import replace

from sqlalchemy.orm import Session

from munshi.asking.consent import agrees_to_the_rest, only_takes_note, says_yes
from munshi.asking.heard import Heard, Hears, heard
from munshi.asking.reading import AGREED, ASKS, FALLBACK, Asked, Reading
from munshi.billing.accounts import said as khata_said
from munshi.callers import Caller
from munshi.orders import for_shop, money_beside, naming_bills, service, ways_to_pay
from munshi.orders.around_answers import ASKING
from munshi.orders.asked_notes import CLAUSE, SIGNS, asks
from munshi.orders.messages import LISTED, Message
from munshi.orders.reopening import LISTS
from munshi.orders.said import message_of
from munshi.word_lists import plain

TWO = 2
CONSENTS = (AGREED, "consent")
PLACE, HUMAN = "place_order", "talk_to_human"
BEHIND = (
    "request_invoice",
    "pay_bill",
    "check_dues",
    "report_payment",
    "track_order",
    HUMAN,
    *ASKING,
)  # what is heard once the order stands


def behind_yes(reading: Reading, message: Message) -> str | None:
    """What is heard once the order stands: "call before coming" is a note of it, and asks for nobody.

    A statement that is wished behind the yes is none of it either.
    """
    if reading.wants(HUMAN) and any(note.wished for note in message.beside.notes):
        return None
    agreed = next(reading.answers(AGREED), None)
    behind = (reading.text or "")[agreed.end :].strip() if agreed else ""
    wished = [each for each in khata_said.clauses_of(behind) if khata_said.holds(each, "asks_statement")]
    if wished:
        return ", ".join(wished)
    if (bill := _bill_behind_yes(reading.text or "")) is not None:
        return bill
    return reading.asks_after_yes or (reading.next_wish if reading.wants(*BEHIND) else None)


def asked_first(hears: Hears) -> Hears:
    """Hears a question that no clear yes goes with as one that places nothing: *ok what bill can you give?*."""

    def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
        return hears(session, caller, asked, _without_consent(reading) if _only_asks(reading) else reading)

    return hear


def _only_asks(reading: Reading) -> bool:
    """Whether a message asks something, and neither begins with more than an *ok* nor has a clause that is a yes."""
    text = reading.text or ""
    agreed = next(reading.answers(AGREED), None)
    asking = "?" in text or (agreed is not None and agreed.role == ASKS) or any(map(asks, _clauses(text)))
    begins = text[: agreed.end] if agreed else ""
    said = [each for each in LISTED.split(text) if each.strip(SIGNS) and "?" not in each]
    explicit = any(says_yes(each) and not only_takes_note(each) for each in said)
    return asking and only_takes_note(begins) and not explicit


def _clauses(text: str) -> list[str]:
    return [found.group() for found in CLAUSE.finditer(text)]


def _without_consent(reading: Reading) -> Reading:
    """The message without the yes that it only seemed to say."""
    kept = [each for each in reading.as_answer if each.entity not in CONSENTS]
    values = [each for each in reading.values if each.entity not in CONSENTS]
    intents = [(FALLBACK, 1.0)] if reading.is_yes else reading.intents
    return replace(reading, intents=intents, values=values, as_answer=kept)


def _bill_behind_yes(text: str) -> str | None:
    """The wish for the bill behind an *and* or a sign, where all before it is a yes: *confirm kar do aur bill bhi*."""
    clauses = [each for each in LISTED.split(text) if each.strip()]
    if len(clauses) < TWO or not all(map(_places_it, clauses[:-1])):
        return None
    bill = clauses[-1].strip()
    return bill if naming_bills.wants_bill(bill) or naming_bills.is_of_bill_too(bill) else None


def _places_it(clause: str) -> bool:
    """Whether a clause is a yes, which may name the order: *ye order confirm kar do*."""
    names = LISTS.words("that_order") | LISTS.words("joins_cancelled")
    return says_yes(" ".join(word for word in plain(clause).split() if word not in names))


def before_asking(message: Message, wish: str) -> tuple[Message, str]:
    """The message with the notes of what stands before the question that is behind a yes; and that question alone."""
    clauses = _clauses(wish)
    asking = [each for each in clauses if asks(each)]
    question = "".join(asking).strip() if 0 < len(asking) < len(clauses) else wish
    start = (message.said or "").find(asking[0] if asking else wish)
    telling = [word for word in message.telling if word.start < start]
    is_whole = question == wish
    notes = [] if is_whole else [note for note in message.beside.notes if note.text not in question]
    return replace(message, telling=telling, beside=replace(message.beside, notes=notes)), question


def agreed(reading: Reading, message: Message) -> Message | None:
    """A yes, also one that says how it is paid, or how the goods shall be or come: "haan, cash dunga".

    So is one to the rest, where nothing is put right: "nahi hai to rehne do, baki pakka kar do".
    """
    if reading.is_yes:
        return message
    if agrees_beside(message):
        return replace(message, lines=[])
    says_more = bool(message.lines or message.beside.notes or message.beside.says_terms)
    if not says_more and agrees_to_the_rest(message.said) and not for_shop.tells_of_wrong(message.said or ""):
        return message
    wished = [note.text for note in message.beside.notes if note.wished]
    lines = [
        line
        for line in message.lines
        if not (line.beside and any((line.name or "") in each for each in wished))
    ]
    agrees = message.consent == "yes" and bool(message.beside.payments or wished) and not lines
    return replace(message, lines=lines) if agrees else None


def agrees_beside(message: Message) -> bool:
    """Whether all that stands beside how it is paid is a yes: "cash denge, pakka kar do"."""
    others = ways_to_pay.without_ways(message.said) if message.beside.payments else []
    return bool(others) and all(map(says_yes, others))


def paid_so(hears: Hears) -> Hears:
    """Hears a yes to the bill beside what is said of the money as one: "haan cash dunga, bill nahi chahiye"."""

    def hear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
        speaks = not reading.is_tap and money_beside.speaks(reading.text)
        found = agreed(reading, message_of(reading)) if speaks else None
        if found is None:
            return hears(session, caller, asked, reading)
        yes = replace(found, lines=[line for line in found.lines if line.quantity or not line.beside])
        return heard(session, caller, PLACE, lambda here, by: service.confirm(here, by, asked.summary, yes))

    return hear
