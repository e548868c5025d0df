"""What a message says to an open question about the cart, an address or an order."""

from dataclasses import replace

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Questions, heard
from munshi.asking.reading import FALLBACK, NO, YES, Asked, Reading
from munshi.callers import Caller
from munshi.orders import (
    asked_within,
    bill_names,
    for_its_worth,
    for_shop,
    in_all,
    misread,
    not_ordered,
    of_helpers,
    only_asking,
    photo_requests,
    placed_terms,
    reopening,
    service,
    ways_to_pay,
    with_shop,
)
from munshi.orders import taking_shown as shown
from munshi.orders.around_answers import (
    ASKING,
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
from munshi.orders.budgets import of_budget
from munshi.orders.coming import of_coming
from munshi.orders.denied_notes import of_notes
from munshi.orders.desk import Desk
from munshi.orders.either_asked import of_either
from munshi.orders.fetched_and_asked import of_fetching
from munshi.orders.for_shop import of_complaint, of_question, of_waiting, passed, points_at, surely_asks
from munshi.orders.kept import Spoken
from munshi.orders.khata_wishes import of_khata
from munshi.orders.looking import has_cart, open_orders
from munshi.orders.messages import Message
from munshi.orders.named_alone import of_goods
from munshi.orders.not_come import of_not_come
from munshi.orders.of_cart import MODIFY, PLACE, is_for_khata, of_cart, of_emptying, tell, with_khata
from munshi.orders.of_ending import of_cancelling, of_choice, of_reopening
from munshi.orders.of_placed import of_customer
from munshi.orders.of_terms import of_address, of_prescription, of_terms
from munshi.orders.ordering_quoted import of_quoted
from munshi.orders.passing_on import of_more, of_request
from munshi.orders.prescriptions import of_photo
from munshi.orders.quoting import of_quotation
from munshi.orders.repeat_said import of_last_order
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
from munshi.orders.without_goods import of_forgotten, of_sitting
from munshi.orders.yes_to_bill import asked_first, paid_so
from munshi.word_lists import plain


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
    return tell(session, caller, replace(message, lines=[], beside=beside))


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
    if message is None or not is_for_khata(caller, reading):
        return None
    counted = any(line.name and line.quantity is not None for line in message.lines)
    return tell(session, caller, with_khata(message)) if counted else None


def _of_waiting_cart(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What nobody understands while nothing is asked, or whose bill it is, is said to the cart; a yes shows it."""
    may_be = reading.wants(FALLBACK, YES) or names_firm(Message(said=reading.text))
    if asked.question or reading.is_tap or not may_be or not has_cart(session, caller):
        return None
    if reading.is_yes:
        return heard(session, caller, PLACE, service.show)
    return tell(session, caller, message_of(reading))


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
        of_fetching,
        of_either,
        of_last_order,
        of_sitting,
        of_forgotten,
        of_not_come,
        _no_new_one,
        _in_a_name,
        of_complaint,
        photo_requests.told,
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


# Of what is placed, which may be paid otherwise than was said.
OF_PLACED = ("choose_run_out", "confirm_hour", "confirm_reopen_order")
QUESTIONS = Questions(
    "orders",
    {
        "choose_product": misread.first(or_nothing_more(or_none(after_asking(then_asked(of_cart))))),
        "choose_quantity": misread.first(
            or_nothing_more(for_its_worth.first(in_all.first(after_asking(then_asked(of_cart)))))
        ),
        "accept_offer": misread.first(or_none(after_asking(then_asked(of_cart)))),
        "confirm_order": misread.first(
            asked_first(paid_so(in_all.first(after_asking(then_asked(of_shown_first(of_cart))))))
        ),
        "take_shown": for_its_worth.first(then_asked(_of_shown)),
        "choose_slot": of_terms,
        "choose_table": of_terms,
        "give_prescription": of_prescription,
        "give_address": misread.first(in_all.first(after_asking(then_asked(of_shown_first(of_address))))),
        "correct_address": of_address,
        "confirm_empty_cart": of_emptying,
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
