"""What a message says to what was asked about goods, and what else of a cart stands in it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.consent import ends_with_yes
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, LEAVES, NO, YES, Asked, Reading
from munshi.billing.accounts import said as khata_said
from munshi.callers import Caller
from munshi.offers.service import may_be_wished
from munshi.orders import every_line, named, service, ways_to_pay
from munshi.orders.address_words import surely_an_address
from munshi.orders.answering import items_of
from munshi.orders.around_answers import STORE
from munshi.orders.billed import names_firm
from munshi.orders.choosing import named_by_word
from munshi.orders.codes import names_code
from munshi.orders.desk import Desk
from munshi.orders.kept import NOTHING_BESIDE, Payment, Spoken
from munshi.orders.messages import Message
from munshi.orders.said import message_of
from munshi.orders.yes_to_bill import agreed, agrees_beside, before_asking, behind_yes
from munshi.outcomes import Outcome
from munshi.turns import decide

PLACE, MODIFY, CANCEL, TRACK = "place_order", "modify_order", "cancel_order", "track_order"
OF_EMPTYING = ("confirm_empty", "emptied")  # what is said when all of it goes
CREDIT = "record_credit"
A_PART = "request_spare_part"
OF_OTHERS = ("leave_type", "expense_category")  # what no order has
OF_CART = (PLACE, MODIFY, FALLBACK, YES, NO, LEAVES)
COURTESIES = (
    "greet",
    "thank",
    "goodbye",
    "ask_help",
    "repeat_order",
)  # what "any" or "the last one" may sound like
SETS_AMOUNT = "sets_amount"  # the side of a message that says how much it shall be
ASKED, DENIED = "asks_of_orders", "denied"  # the side of a message that asks, or denies
# What "call before coming" may be taken for, and "bill sharma traders ke naam".
OF_NOTES = ("change_visit", "request_technician", "request_invoice")
OF_MONEY = ("pay_bill", "report_payment", "record_payment")  # how a cart is paid sounds like that of a bill
CLEAR = 0.8  # a wish that is none of the cart's is one in spite of the question
WORDS_OF_A_CHOICE = 2
SURE_NO = 0.7  # the question alone makes no no


def of_cart(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What was asked about goods: a yes or a no, a choice, an amount, more wishes, or all of these in one message."""
    message = message_of(reading)
    if dictated := dictated_note(session, caller, reading, message):
        return dictated
    message = with_khata(message) if is_for_khata(caller, reading) else message
    if names_terms(caller, message) and not reading.is_yes:
        return _told_terms(session, caller, asked, message)
    if message.undoes and not reading.is_yes:
        return heard(session, caller, PLACE, service.undo)
    if reading.wants(CANCEL, LEAVES):
        message = replace(message, picks=())  # *sab cancel* chooses nothing
    summary = reading.first("summary") or asked.summary
    question = behind_yes(reading, message)
    if asked.question == "confirm_order" and question:
        lines = [line for line in message.lines if not line.beside]
        # A day on which it is open, or of a statement, is none of the order.
        of_else = reading.wants(STORE) or khata_said.holds(question, "asks_statement")
        hour = None if of_else else message.beside.hour
        told, question = before_asking(message, question)
        beside = replace(message.beside, notes=told.beside.notes, hour=hour)
        bare = replace(told, lines=lines, beside=beside, at_times=False)
        return heard(
            session, caller, PLACE, lambda here, by: service.confirm(here, by, summary, bare), question
        )
    if taken := part_off(session, caller, reading, message) or take_out(session, caller, reading, message):
        return taken
    if not agrees_beside(message) and (way := _of_way(session, caller, reading, message)):
        return way
    if asked.question == "confirm_order" and (yes := agreed(reading, message)):
        return heard(session, caller, PLACE, lambda here, by: service.confirm(here, by, summary, yes))
    if not reading.wants(*OF_CART):
        return _something_else(session, caller, asked, reading, message)
    if reading.is_no:
        return _no_to_cart(session, caller, asked, reading, message)
    if reading.wants(MODIFY):
        return heard(session, caller, MODIFY, lambda here, by: service.change(here, by, message))
    return tell(session, caller, message)


def _of_way(session: Session, caller: Caller, reading: Reading, message: Message) -> Heard | None:
    """How the goods come, with what is said of them beside it; or that they go on the khata."""
    if message.beside.ways and sets_amount(reading, message):
        return heard(session, caller, MODIFY, lambda here, by: service.change(here, by, message))
    names_way = (message.beside.ways or _is_of_paying(reading, message)) and not reading.wants(YES, MODIFY)
    return tell(session, caller, message) if names_way or is_for_khata(caller, reading) else None


def _is_of_paying(reading: Reading, message: Message) -> bool:
    """Whether a way to pay is all that is said, or else only money, without a yes: a sum is of a bill."""
    is_alone = not ways_to_pay.without_ways(message.said) or (reading.wants(*OF_MONEY) and not reading.sums)
    return bool(message.beside.payments) and message.consent != "yes" and is_alone


def _something_else(
    session: Session, caller: Caller, asked: Asked, reading: Reading, message: Message
) -> Heard | None:
    """What seems to be none of the cart's: a note of it after all, or what may still answer.

    What was asked to be chosen may be called like a greeting, salt by Tata is no good-bye, or like a question, as
    *special* is of two thalis.
    """
    if noted := note_of_order(session, caller, asked, reading, message):
        return noted
    if not may_be_wished(caller, reading.intent):
        return of_order_anyway(session, caller, reading, message)
    asks_which = asked.question == "choose_product"
    chosen = asks_which and (reading.wants(*COURTESIES) or _names_one(session, caller, reading.text or ""))
    clear = reading.chance >= CLEAR and not chosen
    return None if clear else _unsure(session, caller, message)


def _names_one(session: Session, caller: Caller, text: str) -> bool:
    """Whether a few words name one of what is asked to be chosen."""
    desk = Desk(session, caller)
    wish = desk.cart.open_wish
    shown = list(items_of(desk, wish.items)) if wish else []
    return len(text.split()) <= WORDS_OF_A_CHOICE and len(named_by_word(shown, text)) == 1


def _no_to_cart(
    session: Session, caller: Caller, asked: Asked, reading: Reading, message: Message
) -> Heard | None:
    """A no that says what instead, how it shall be, or another hour; that chooses nothing, or refuses."""
    says_how = any(note.wished for note in message.beside.notes)
    if (message.beside.says_when or says_how) and not reading.is_tap:
        return tell(session, caller, message)
    chooses = bool(message.picks) and asked.question == "choose_product"
    again = heard(session, caller, PLACE, service.ask_again) if chooses else None
    return _answered(session, caller, message) or again or _refused(session, caller, asked, reading)


def is_for_khata(caller: Caller, reading: Reading) -> bool:
    """Who may not write into khatas says beside a cart how it is paid: "khate mein likh lena", "payment on khata"."""
    is_of_bill = names_firm(Message(said=reading.text))
    by_khata = not reading.is_tap and ways_to_pay.is_by_khata(reading.text or "")
    says = reading.wants(CREDIT) or (by_khata and reading.first("order_line") is None)
    return says and not is_of_bill and not may_be_wished(caller, CREDIT)


def with_khata(message: Message) -> Message:
    return replace(message, beside=replace(message.beside, notes=(), payments=(Payment.KHATA,)))


def names_terms(caller: Caller, message: Message) -> bool:
    """Whether a code is said, a firm's GSTIN, or where the goods go by its name.

    Whatever else it sounds like, it is of the cart.
    """
    is_named = named.names(message.said) is not None
    return names_code(caller.business, message) or is_named or names_firm(message)


def take_out(session: Session, caller: Caller, reading: Reading, message: Message) -> Heard | None:
    """Words that refuse something of the cart by its name, unless they surely want something else."""
    surely_else = reading.chance >= CLEAR and not reading.wants(*OF_CART, CANCEL, A_PART)
    if reading.is_tap or surely_else or reading.wants(YES, PLACE, MODIFY):
        return None
    outcome = decide(session, caller, lambda here, by: service.take_out(here, by, message))
    return None if outcome.outcome == "left" else Heard(MODIFY, outcome)


def part_off(session: Session, caller: Caller, reading: Reading, message: Message) -> Heard | None:
    """Who cancels one of several things keeps the others; who says that it is not all of them, all."""
    if reading.is_tap or not reading.wants(CANCEL):
        return None
    outcome = decide(session, caller, lambda here, by: service.cancel_part(here, by, message))
    if outcome.outcome != "left":
        return Heard(MODIFY, outcome)
    is_not_all = every_line.is_not_all(reading.text)
    return heard(session, caller, PLACE, service.show) if is_not_all else None


def _unsure(session: Session, caller: Caller, message: Message) -> Heard | None:
    """What may want something else: where it answers, begins as an answer does, or is an address, it is one."""
    answered = _answered(session, caller, message)
    beside = message.beside
    is_told = message.consent or beside.says_when or beside.whole or surely_an_address(message.where or "")
    return answered or (tell(session, caller, message) if is_told else None)


def of_order_anyway(session: Session, caller: Caller, reading: Reading, message: Message) -> Heard | None:
    """What sounds like a wish that is not offered here: where it says anything of an order, it is said of this one."""
    if any(each.entity in OF_OTHERS for each in reading.values):
        return None
    if answered := _answered(session, caller, message):
        return answered
    beside = replace(message.beside, notes=[note for note in message.beside.notes if note.wished])
    of_order = message.consent or beside.says_when or beside.ways or beside.payments or beside.pincode
    if not (of_order or any(line.name or line.unit for line in message.lines)):
        return None
    told = tell(session, caller, replace(message, beside=beside))
    return None if told.outcome.outcome == "nothing_said" else told


def dictated_note(session: Session, caller: Caller, reading: Reading, message: Message) -> Heard | None:
    """What is said to be a note is one, whatever it sounds like."""
    notes = [note for note in message.beside.notes if note.dictated]
    if not notes or reading.wants(*OF_CART):
        return None
    beside = replace(NOTHING_BESIDE, notes=notes)
    return tell(session, caller, replace(message, lines=[], picks=(), beside=beside, at_times=False))


def note_of_order(
    session: Session, caller: Caller, asked: Asked, reading: Reading, message: Message
) -> Heard | None:
    """What asks nothing, and sounds like a wish for something else than goods, is a note of the order that waits.

    How it shall come is one also where visits are made, "call before coming", and where nothing else is surely wanted;
    behind a yes to the bill it goes along. What is not offered here is one in whole, unless it answers what is asked,
    or says more of the order.
    """
    text = reading.text or ""
    notes, is_offered = message.beside.notes, may_be_wished(caller, reading.intent)
    wished = [note for note in notes if note.wished]
    asks = "?" in text or not (wished or {DENIED}.issuperset(reading.sides(ASKED)))
    may_be_note = bool(wished) and (reading.wants(*OF_NOTES) or reading.chance < CLEAR)
    if not notes or asks or (is_offered and not may_be_note):
        return None
    if not is_offered and (answered := of_order_anyway(session, caller, reading, message)):
        return answered
    if any(each.entity in OF_OTHERS for each in reading.values):
        return None
    kept = replace(NOTHING_BESIDE, notes=wished or [Spoken(text, wished=True)])
    note = replace(message, lines=[], beside=kept, at_times=False)
    if asked.question == "confirm_order" and reading.agrees:
        return heard(session, caller, PLACE, lambda here, by: service.confirm(here, by, asked.summary, note))
    told = tell(session, caller, note)
    return None if told.outcome.outcome == "nothing_said" else told


def _refused(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A no to what was asked, where it is a sure one."""
    sure = reading.is_tap or reading.chance >= SURE_NO
    return heard(session, caller, PLACE, _NO[asked.question] if sure else service.ask_again)


def _answered(session: Session, caller: Caller, message: Message) -> Heard | None:
    """Words that seem to want something else, where they answer what was asked about goods."""
    outcome = decide(session, caller, lambda here, by: service.answer_only(here, by, message))
    return None if outcome.outcome == "left" else Heard(PLACE, outcome)


def sets_amount(reading: Reading, message: Message) -> bool:
    """Whether an amount of what was spoken of is set beside something else: "sirf 1, main khud le jaunga"."""
    return bool(reading.sides(SETS_AMOUNT)) and any(line.name is None for line in message.lines)


def of_emptying(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether all of it goes."""
    summary = reading.first("summary") or asked.summary
    if reading.is_yes:
        return heard(session, caller, MODIFY, lambda here, by: service.empty(here, by, summary))
    return heard(session, caller, "view_cart", service.show) if reading.is_no else None


def _told_terms(session: Session, caller: Caller, asked: Asked, message: Message) -> Heard:
    """The bill anew; but in whose name it shall be may stand beside a yes to the order, which is placed."""
    agrees = message.consent == "yes" or ends_with_yes(message.said)
    says_yes = agrees and asked.question == "confirm_order"
    if says_yes and names_firm(message):
        summary = asked.summary
        return heard(session, caller, PLACE, lambda here, by: service.confirm(here, by, summary, message))
    return tell(session, caller, message)


def tell(session: Session, caller: Caller, message: Message) -> Heard:
    """What the cart makes of it; that all of it goes is said by the page of changes."""
    told = decide(session, caller, lambda here, by: service.tell(here, by, message))
    return Heard(MODIFY if told.outcome in OF_EMPTYING else PLACE, told)


_NO: dict[str, Callable[[Session, Caller], Outcome[Any]]] = {
    "confirm_order": service.keep,
    "accept_offer": service.leave_out,
    "choose_product": service.leave_out,
    "choose_quantity": service.leave_out,
    "choose_slot": service.keep,
    "choose_table": service.keep,
    "give_prescription": service.keep,
}
