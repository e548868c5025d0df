"""What a message says to an open question about the cart, an address or an order."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.consent import ends_with_yes
from munshi.asking.heard import Heard, Questions, heard
from munshi.asking.reading import FALLBACK, LEAVES, NO, YES, Asked, Reading
from munshi.billing.accounts import said as khata_said
from munshi.callers import Caller
from munshi.offers.service import may_be_wished
from munshi.orders import (
    asked_within,
    bill_names,
    every_line,
    for_its_worth,
    for_shop,
    in_all,
    misread,
    named,
    not_ordered,
    of_helpers,
    only_asking,
    placed_terms,
    reopening,
    service,
    ways_to_pay,
    with_shop,
)
from munshi.orders import taking_shown as shown
from munshi.orders.address_words import says_none, surely_an_address
from munshi.orders.answering import items_of
from munshi.orders.around_answers import (
    ASKING,
    STORE,
    after_asking,
    of_shown_first,
    or_none,
    or_nothing_more,
    then_asked,
)
from munshi.orders.asked_beside import of_shelf
from munshi.orders.asked_changed import of_changes
from munshi.orders.asked_notes import CLAUSE
from munshi.orders.asked_shop import of_asking, of_day_alone, of_haggling, of_place, of_shop
from munshi.orders.asked_tables import hearing as asked_tables
from munshi.orders.beyond_messages import of_money
from munshi.orders.billed import names_firm
from munshi.orders.bringing import asked_where
from munshi.orders.budgets import of_budget
from munshi.orders.choosing import named_by_word
from munshi.orders.codes import names_code
from munshi.orders.coming import of_coming
from munshi.orders.denied_notes import of_notes
from munshi.orders.desk import Desk
from munshi.orders.for_shop import of_complaint, of_question, of_waiting, passed, points_at, surely_asks
from munshi.orders.kept import NOTHING_BESIDE, Payment, Spoken
from munshi.orders.khata_wishes import of_khata
from munshi.orders.looking import has_cart, open_orders
from munshi.orders.messages import Message
from munshi.orders.named_alone import of_goods
from munshi.orders.of_ending import of_cancelling, of_choice, of_reopening
from munshi.orders.of_placed import of_customer
from munshi.orders.ordering_quoted import of_quoted
from munshi.orders.passing_on import of_more, of_request
from munshi.orders.places import HOUSE
from munshi.orders.prescriptions import of_photo
from munshi.orders.quoting import of_quotation
from munshi.orders.said import message_of
from munshi.orders.serving import replies
from munshi.orders.serving.gone import of_gone
from munshi.orders.serving.goods_added import of_goods as of_goods_added
from munshi.orders.serving.looking import of_more as of_more_orders
from munshi.orders.serving.messages import of_message
from munshi.orders.serving.overheard import interrupt, of_which_orders, overhear
from munshi.orders.serving.putting_in import of_goods_in
from munshi.orders.serving.questions import of_run_out
from munshi.orders.serving.reasons import of_reason
from munshi.orders.serving.several import of_moves
from munshi.orders.serving.taking_out import of_line_out
from munshi.orders.serving.words_added import of_adding
from munshi.orders.yes_to_bill import agreed, agrees_beside, asked_first, before_asking, behind_yes, paid_so
from munshi.outcomes import Outcome
from munshi.turns import decide
from munshi.word_lists import plain

PLACE, MODIFY, CANCEL, TRACK = "place_order", "modify_order", "cancel_order", "track_order"
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


def _of_cart(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What was asked about goods: a yes or a no, a choice, an amount, more wishes, or all of these in one message."""
    message = message_of(reading)
    if dictated := _dictated(session, caller, reading, message):
        return dictated
    message = _with_khata(message) if _is_for_khata(caller, reading) else message
    if _names_terms(caller, message) and not reading.is_yes:
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
    if taken := _part_of(session, caller, reading, message) or _taken_out(session, caller, reading, message):
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
    return _told(session, caller, message)


def _of_way(session: Session, caller: Caller, reading: Reading, message: Message) -> Heard | None:
    """How the goods come, with what is said of them beside it; or that they go on the khata."""
    if message.beside.ways and _sets_amount(reading, message):
        return heard(session, caller, MODIFY, lambda here, by: service.change(here, by, message))
    names_way = (message.beside.ways or _is_of_paying(reading, message)) and not reading.wants(YES, MODIFY)
    return _told(session, caller, message) if names_way or _is_for_khata(caller, reading) else None


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
    if noted := _noted(session, caller, asked, reading, message):
        return noted
    if not may_be_wished(caller, reading.intent):
        return _not_offered(session, caller, reading, message)
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
        return _told(session, caller, message)
    chooses = bool(message.picks) and asked.question == "choose_product"
    again = heard(session, caller, PLACE, service.ask_again) if chooses else None
    return _answered(session, caller, message) or again or _refused(session, caller, asked, reading)


def _is_for_khata(caller: Caller, reading: Reading) -> bool:
    """Who may not write into khatas says beside a cart how it is paid: "khate mein likh lena", "payment on khata"."""
    is_of_bill = names_firm(Message(said=reading.text))
    by_khata = not reading.is_tap and ways_to_pay.is_by_khata(reading.text or "")
    says = reading.wants(CREDIT) or (by_khata and reading.first("order_line") is None)
    return says and not is_of_bill and not may_be_wished(caller, CREDIT)


def _with_khata(message: Message) -> Message:
    return replace(message, beside=replace(message.beside, notes=(), payments=(Payment.KHATA,)))


def _names_terms(caller: Caller, message: Message) -> bool:
    """Whether a code is said, a firm's GSTIN, or where the goods go by its name.

    Whatever else it sounds like, it is of the cart.
    """
    is_named = named.names(message.said) is not None
    return names_code(caller.business, message) or is_named or names_firm(message)


def _taken_out(session: Session, caller: Caller, reading: Reading, message: Message) -> Heard | None:
    """Words that refuse something of the cart by its name, unless they surely want something else."""
    surely_else = reading.chance >= CLEAR and not reading.wants(*OF_CART, CANCEL, A_PART)
    if reading.is_tap or surely_else or reading.wants(YES, PLACE, MODIFY):
        return None
    outcome = decide(session, caller, lambda here, by: service.take_out(here, by, message))
    return None if outcome.outcome == "left" else Heard(MODIFY, outcome)


def _part_of(session: Session, caller: Caller, reading: Reading, message: Message) -> Heard | None:
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
    return answered or (_told(session, caller, message) if is_told else None)


def _not_offered(session: Session, caller: Caller, reading: Reading, message: Message) -> Heard | None:
    """What sounds like a wish that is not offered here: where it says anything of an order, it is said of this one."""
    if any(each.entity in OF_OTHERS for each in reading.values):
        return None
    if answered := _answered(session, caller, message):
        return answered
    beside = replace(message.beside, notes=[note for note in message.beside.notes if note.wished])
    of_order = message.consent or beside.says_when or beside.ways or beside.payments or beside.pincode
    if not (of_order or any(line.name or line.unit for line in message.lines)):
        return None
    told = _told(session, caller, replace(message, beside=beside))
    return None if told.outcome.outcome == "nothing_said" else told


def _dictated(session: Session, caller: Caller, reading: Reading, message: Message) -> Heard | None:
    """What is said to be a note is one, whatever it sounds like."""
    notes = [note for note in message.beside.notes if note.dictated]
    if not notes or reading.wants(*OF_CART):
        return None
    beside = replace(NOTHING_BESIDE, notes=notes)
    return _told(session, caller, replace(message, lines=[], picks=(), beside=beside, at_times=False))


def _no_new_one(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Who wants no new order beside the one that is placed has the cart emptied, and that one stays.

    What was wrong with one that came is heard next.
    """
    if reading.is_tap or asked.question not in for_shop.OF_CART:
        return None
    clauses = [found.group().strip() for found in CLAUSE.finditer(reading.text or "")]
    others = [each for each in clauses if not reopening.LISTS.has(plain(each), "no_new_one")]
    wrong = [each for each in others if for_shop.tells_of_wrong(each)]
    if len(others) == len(clauses) or not (wrong or open_orders(session, caller)):
        return None
    return heard(session, caller, MODIFY, service.drop, ", ".join(wrong) or None)


def _in_a_name(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """In whose name the order stands that is being put together, beside what may sound like anything else."""
    if reading.is_tap or reading.agrees or asked.question not in for_shop.OF_CART:
        return None
    if reading.wants(PLACE, MODIFY) or names_firm(Message(said=reading.text)):
        return None
    clause = bill_names.of_order(reading.text or "")
    message = message_of(reading)
    if clause is None or any(line.name and line.quantity is not None for line in message.lines):
        return None
    others = [note for note in message.beside.notes if note.text not in clause and clause not in note.text]
    beside = replace(message.beside, notes=[Spoken(clause, wished=True), *others])
    return _told(session, caller, replace(message, lines=[], beside=beside))


def _noted(
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
    if not is_offered and (answered := _not_offered(session, caller, reading, message)):
        return answered
    if any(each.entity in OF_OTHERS for each in reading.values):
        return None
    kept = replace(NOTHING_BESIDE, notes=wished or [Spoken(text, wished=True)])
    note = replace(message, lines=[], beside=kept, at_times=False)
    if asked.question == "confirm_order" and reading.agrees:
        return heard(session, caller, PLACE, lambda here, by: service.confirm(here, by, asked.summary, note))
    told = _told(session, caller, note)
    return None if told.outcome.outcome == "nothing_said" else told


def _refused(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A no to what was asked, where it is a sure one."""
    sure = reading.is_tap or reading.chance >= SURE_NO
    return heard(session, caller, PLACE, _NO[asked.question] if sure else service.ask_again)


def _answered(session: Session, caller: Caller, message: Message) -> Heard | None:
    """Words that seem to want something else, where they answer what was asked about goods."""
    outcome = decide(session, caller, lambda here, by: service.answer_only(here, by, message))
    return None if outcome.outcome == "left" else Heard(PLACE, outcome)


def _of_shown(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether, and how much of, what was shown is wanted: "haan 2 kilo", "ye wala"; how it is, the shop is asked."""
    text = reading.text or ""
    asks_of_it = not reading.is_tap and surely_asks(text) and points_at(text)
    if asks_of_it and not reading.wants(*ASKING):
        return heard(session, caller, PLACE, lambda here, by: passed(Desk(here, by), text))
    if advice := of_shop(session, caller, asked, reading):
        return advice
    takes_all = not reading.is_tap and shown.takes_all(reading.text) and not reading.wants(*ASKING, NO)
    if not (takes_all or reading.is_yes or reading.wants(PLACE, MODIFY, FALLBACK) or reading.is_doubtful):
        return None
    message = message_of(reading)
    taken = shown.take(session, caller, message, yes=reading.is_yes)
    return Heard(PLACE, taken) if taken else None


def _of_address(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Where an order goes; a yes or a no is no address, and a bare *cancel* may mean more than the question."""
    is_asked = asked.question == "give_address"
    message = message_of(reading)
    if is_asked and _names_terms(caller, message):
        return _told(session, caller, message)
    if is_asked and (reading.is_no or says_none(reading.text or "")) and _asks_house(session, caller):
        return heard(session, caller, PLACE, service.show)
    if dictated := _dictated(session, caller, reading, message):
        return dictated
    changes = reading.wants(MODIFY) or _sets_amount(reading, message)
    if is_asked and message.beside.ways and changes:
        return heard(session, caller, MODIFY, lambda here, by: service.change(here, by, message))
    if is_asked and (message.beside.ways or (message.beside.says_when and reading.wants(STORE, TRACK))):
        return _told(session, caller, message)
    if is_asked and (taken := _part_of(session, caller, reading, message)):
        return taken
    if is_asked and (taken := _taken_out(session, caller, reading, message)):
        return taken
    if is_asked and (noted := _noted(session, caller, asked, reading, message)):
        return noted
    if reading.wants(FALLBACK, MODIFY) or (is_asked and (reading.is_yes or reading.wants(PLACE))):
        return _told(session, caller, message)
    if is_asked and not may_be_wished(caller, reading.intent):
        return _not_offered(session, caller, reading, message)
    if is_asked and reading.wants(NO) and any(line.name for line in message.lines):
        return heard(session, caller, MODIFY, lambda here, by: service.change(here, by, message))
    return heard(session, caller, PLACE, service.keep) if is_asked and reading.wants(NO) else None


def _asks_house(session: Session, caller: Caller) -> bool:
    return asked_where(Desk(session, caller)) == HOUSE


def _sets_amount(reading: Reading, message: Message) -> bool:
    """Whether an amount of what was spoken of is set beside something else: "sirf 1, main khud le jaunga"."""
    return bool(reading.sides(SETS_AMOUNT)) and any(line.name is None for line in message.lines)


def _of_terms(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Which slot or which table; another hour, more goods or another way are heard as beside any cart."""
    message = message_of(reading)
    if not reading.is_tap:
        outcome = decide(
            session, caller, lambda here, by: service.choose_terms(here, by, asked.question, message)
        )
        if outcome.outcome != "left":
            return Heard(PLACE, outcome)
    if reading.is_no and not (message.at_times or message.lines):
        return heard(session, caller, PLACE, lambda here, by: service.leave_terms(here, by, asked.question))
    if message.at_times or message.beside.ways:
        return _told(session, caller, message)
    return _of_cart(session, caller, asked, reading)


def _of_prescription(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The photo of a prescription; what else is said is said of the cart."""
    sent = reading.attachment
    if sent is not None:
        return heard(session, caller, PLACE, lambda here, by: service.bring_prescription(here, by, sent))
    if reading.is_no:
        return heard(session, caller, PLACE, service.keep)
    return _of_cart(session, caller, asked, reading)


def _of_emptying(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether all of it goes."""
    summary = reading.first("summary") or asked.summary
    if reading.is_yes:
        return heard(session, caller, MODIFY, lambda here, by: service.empty(here, by, summary))
    return heard(session, caller, "view_cart", service.show) if reading.is_no else None


def _overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What is said of a placed order though nothing is asked: its address, or its number by who sees to orders."""
    said = reading.text or ""
    alone = reading.wants(FALLBACK) and reading.first("order_line") is None
    if not asked.question and said and reopening.is_of_address(session, caller, said, alone=alone):
        return heard(session, caller, PLACE, lambda here, by: placed_terms.change_address(here, by, said))
    listening = (overhear, _of_khata, of_goods, _of_waiting_cart, of_shop)
    return next((found for hears in listening if (found := hears(session, caller, asked, reading))), None)


def _of_khata(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Goods that somebody who may not write into khatas has written there are ordered, and go on the khata."""
    message = message_of(reading) if not (asked.question or reading.is_tap) else None
    if message is None or not _is_for_khata(caller, reading):
        return None
    counted = any(line.name and line.quantity is not None for line in message.lines)
    return _told(session, caller, _with_khata(message)) if counted else None


def _of_waiting_cart(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What nobody understands while nothing is asked, or whose bill it is, is said to the cart; a yes shows it."""
    may_be = reading.wants(FALLBACK, YES) or names_firm(Message(said=reading.text))
    if asked.question or reading.is_tap or not may_be or not has_cart(session, caller):
        return None
    if reading.is_yes:
        return heard(session, caller, PLACE, service.show)
    return _told(session, caller, message_of(reading))


def _interrupt(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What who sees to orders says of them; or a customer of what they have ordered, or asks of goods."""
    listening = (
        of_photo,
        of_notes,
        only_asking.told,
        not_ordered.told,
        with_shop.told,
        asked_tables.told,
        of_quoted,
        of_quotation,
        of_changes,
        of_question,
        interrupt,
        of_helpers.of_khata,
        of_khata,
        _no_new_one,
        _in_a_name,
        of_complaint,
        of_money,
        of_waiting,
        of_place,
        of_day_alone,
        of_coming,
        of_budget,
        of_shelf,
        of_haggling,
        of_asking,
        of_helpers.told,
        of_customer,
        asked_within.told,
    )
    return next((found for hears in listening if (found := hears(session, caller, asked, reading))), None)


def _told_terms(session: Session, caller: Caller, asked: Asked, message: Message) -> Heard:
    """The bill anew; but in whose name it shall be may stand beside a yes to the order, which is placed."""
    agrees = message.consent == "yes" or ends_with_yes(message.said)
    says_yes = agrees and asked.question == "confirm_order"
    if says_yes and names_firm(message):
        summary = asked.summary
        return heard(session, caller, PLACE, lambda here, by: service.confirm(here, by, summary, message))
    return _told(session, caller, message)


def _told(session: Session, caller: Caller, message: Message) -> Heard:
    return heard(session, caller, PLACE, lambda here, by: service.tell(here, by, message))


_NO: dict[str, Callable[[Session, Caller], Outcome[Any]]] = {
    "confirm_order": service.keep,
    "accept_offer": service.leave_out,
    "choose_product": service.leave_out,
    "choose_quantity": service.leave_out,
    "choose_slot": service.keep,
    "choose_table": service.keep,
    "give_prescription": service.keep,
}
# Of what is placed, which may be paid otherwise than was said.
OF_PLACED = ("choose_run_out", "confirm_hour", "confirm_reopen_order")
QUESTIONS = Questions(
    "orders",
    {
        "choose_product": misread.first(or_nothing_more(or_none(after_asking(then_asked(_of_cart))))),
        "choose_quantity": misread.first(
            or_nothing_more(for_its_worth.first(in_all.first(after_asking(then_asked(_of_cart)))))
        ),
        "accept_offer": misread.first(or_none(after_asking(then_asked(_of_cart)))),
        "confirm_order": misread.first(
            asked_first(paid_so(in_all.first(after_asking(then_asked(of_shown_first(_of_cart))))))
        ),
        "take_shown": for_its_worth.first(then_asked(_of_shown)),
        "choose_slot": _of_terms,
        "choose_table": _of_terms,
        "give_prescription": _of_prescription,
        "give_address": misread.first(in_all.first(after_asking(then_asked(of_shown_first(_of_address))))),
        "correct_address": _of_address,
        "confirm_empty_cart": _of_emptying,
        "confirm_undo": misread.of_undo,
        "choose_order": of_choice,
        "confirm_cancel_order": of_cancelling,
        "confirm_reopen_order": of_reopening,
        "confirm_hour": placed_terms.of_hour,
        "choose_run_out": of_run_out,
        "confirm_moves": of_moves,
        "confirm_line_out": of_line_out,
        "confirm_goods_in": of_goods_in,
        "confirm_goods_added": of_goods_added,
        "confirm_words_added": of_adding,
        "confirm_message": of_message,
        "take_orders": of_which_orders,
        "take_more_orders": of_more_orders,
        "take_gone": of_gone,
        "give_reason": of_reason,
        "take_reply": replies.of_reply,
        "confirm_request": asked_tables.before(of_request),
        "take_request": of_more,
        "table_hour": asked_tables.of_hour,
    },
    overhears=_overhear,
    interrupts=_interrupt,
    beside=dict.fromkeys(OF_PLACED, ways_to_pay.paying_beside),
)
