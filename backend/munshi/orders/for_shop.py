"""What a customer says that only the shop can answer or make good: it is passed on, said to be so, and moves nothing.

What is in a dish, and a complaint where no complaints are kept. Who asks for a moment is left one.
"""

import re
from datetime import timedelta

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.clauses import PART
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, LEAVES, Asked, Reading
from munshi.asking.sums import figures
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.bills.service import find as find_bill
from munshi.billing.payments import refund_state
from munshi.billing.pieces import to_come
from munshi.callers import Caller
from munshi.offers.service import may_be_wished
from munshi.orders import money_complaints, refund_asked
from munshi.orders.desk import SKILL, Desk
from munshi.orders.looking import has_cart, last_order, normalised, of_sum, reference_in
from munshi.orders.models import Order
from munshi.orders.moving import find as find_order
from munshi.orders.passing_on import PAGE, pass_on
from munshi.orders.refusing import refuses
from munshi.orders.said import message_of
from munshi.orders.serving import replies
from munshi.orders.serving.duty import may_serve
from munshi.orders.shelf import StockedShelf
from munshi.orders.statuses import Status
from munshi.outcomes import Outcome
from munshi.undoing.wording import tells_of_paying
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "for_shop.yml")
ASKED_OR_TOLD = (
    rf" (?:{LISTS.any_of('of_or_to')})(?: \S+){{0,2}} (?:{LISTS.any_of('is_asked_or_told')})(?!\S)"
)
TO_OWNER = re.compile(rf"(?<!\S)(?:{LISTS.any_of('owner')}){ASKED_OR_TOLD}")
TO_SHOP = re.compile(rf"(?<!\S)(?:{LISTS.any_of('who_sells')}){ASKED_OR_TOLD}")
OF_CART = (
    "choose_product",
    "choose_quantity",
    "accept_offer",
    "confirm_order",
    "give_address",
    "correct_address",
    "choose_slot",
    "choose_table",
    "give_prescription",
)
ASK_SHOP = "ask_shop"  # begins what a tap sends that has the shop asked
REOPENING = "confirm_reopen_order"
COMPLAINTS = ("raise_ticket", "give_feedback")
OF_GOODS = ("place_order", "modify_order", LEAVES, FALLBACK)  # what a complaint may sound like
REPAIRS = ("repair", "workshop")  # kinds of business that hear of faults all day
COMPLAINED = "utter_place_order_complaint_"  # what tells that the shop has heard one
PAID = "utter_report_payment_"  # and that it has heard of a payment
TAKES = "take_"  # begins the names of questions that want no answer
SURE, BESIDE_A_CART = 0.5, 0.7  # that it is a complaint and nothing else
SPOKEN_OF = timedelta(days=3)  # so long an order may be what is complained about
SHORTEST_WAIT, LONGEST_WAIT = 3, 8  # words of somebody who only asks for a moment


def asks_what_is_in(text: str | None, *, asks: bool) -> bool:
    """Whether it is asked what is in a thing, or how it tastes; `asks`: it surely asks something."""
    said = plain(text)
    if LISTS.has(said, "of_terms") or asks_how_many_in(text):
        return True
    if LISTS.has(said, "of_else"):
        return False
    if LISTS.has(said, "asks_it"):
        return True
    begins = said.partition(" ")[0] in LISTS.words("begins")
    if LISTS.has(said, "how_it_is") and (surely_asks(text) or LISTS.has(said, "asks_how")):
        return True
    if LISTS.has(said, "into") and LISTS.has(said, "is_in"):
        return asks
    return begins and LISTS.has(said, "holds") and not LISTS.has(said, "of_the_shop")


def asks_how_many_in(text: str | None) -> bool:
    """Whether it is asked how many are in a thing: "dolo strip has 10 or 15 tablets?" counts nothing that is wanted."""
    return "?" in (text or "") and LISTS.has(plain(text), "holds_so_many")


def asks_of_terms(text: str | None) -> bool:
    """Whether an advance, a discount for much, or a party is spoken of, for which only the shop can say the terms."""
    return LISTS.has(plain(text), "of_terms")


def asks_the_shop(text: str | None) -> bool:
    """Whether who writes wants the shop asked or told, or asks whether work that failed is paid for once more."""
    said = plain(text)
    return LISTS.has(said, "asks_the_shop") or TO_SHOP.search(said) is not None or names_owner(text)


def names_owner(text: str | None) -> bool:
    """Whether the owner is named whom somebody is to ask or tell: "malkin ko bolo mujhe call kare"."""
    return TO_OWNER.search(plain(text)) is not None


def surely_asks(text: str | None) -> bool:
    """Whether words are a question by their sign or by how they begin."""
    return "?" in (text or "") or plain(text).partition(" ")[0] in LISTS.words("begins")


def asks_how_it_is(words: str) -> bool:
    """Whether words, without the goods of which they are said, ask how these are: *fresh*, *sweet*."""
    return LISTS.has(plain(words), "how_it_is")


def points_at(text: str | None) -> bool:
    """Whether words point at what was shown or is in the cart: *is it spicy?*."""
    return LISTS.has(plain(text), "points")


def passed(desk: Desk, words: str) -> Outcome[str]:
    """The shop hears the question, and nothing else is done."""
    told = pass_on(desk.session, desk.caller, words)
    return Outcome[str](outcome="question_passed", facts={"order_words": told.facts["order_words"]})


def of_question(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A tap that has the shop asked what a question said beside the goods."""
    begins, _, words = str(reading.first("summary") or "").partition("|")
    if not (reading.is_tap and begins == ASK_SHOP and words):
        return None
    return heard(session, caller, PAGE, lambda here, by: passed(Desk(here, by), words))


def of_complaint(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What was wrong with what came, where complaints are not kept by themselves: the shop hears it with the order."""
    if reading.is_tap or SKILL not in caller.business.skills or caller.business.kind in REPAIRS:
        return None
    if asked.question in OF_CART and refuses(Desk(session, caller), message_of(reading)):
        return None  # what is taken out of the cart was never brought
    if refund_state.of_who_asks(session, caller, reading):
        return None  # the books know of it
    if _is_in_money(caller, asked, reading) or (
        not asked.waits and refund_asked.wants(session, caller, reading)
    ):
        return None if may_serve(session, caller) else passed_complaint(session, caller, reading)
    takes = asked.question.startswith(TAKES) and asked.question != replies.QUESTION
    is_free = takes or asked.question in ("", REOPENING, *OF_CART)
    if not is_free or not (_complains(caller, asked, reading) or _tells_of_wrong(caller, reading)):
        return None
    is_wrong = LISTS.has(
        plain(reading.text), "was_wrong"
    )  # that money shall come back for it is of the complaint
    if (_is_of_money(reading) and not is_wrong) or may_serve(session, caller):
        return None
    return passed_complaint(session, caller, reading)


def passed_complaint(session: Session, caller: Caller, reading: Reading) -> Heard:
    """The shop hears a complaint whole, with the order that it names, or a late one; what was paid, and what shall
    come besides, is heard next.
    """
    text = reading.text or ""

    def work(here: Session, by: Caller) -> Outcome[str]:
        order = _complained_of(here, by, reading)
        told = pass_on(here, by, text, order)
        if order is not None and order.status == Status.CANCELLED and _asks_for_money(here, by, reading):
            return refund_asked.standing(here, order, told.facts["order_words"])
        facts = {"order_words": told.facts["order_words"], "reference": order.reference if order else ""}
        return Outcome[str](outcome="complaint_passed" if order else "complaint_noted", facts=facts)

    shelf = StockedShelf(session, caller.business_id)
    return heard(session, caller, PAGE, work, money_complaints.heard_next(text, shelf) or _shall_come(text))


def _asks_for_money(session: Session, caller: Caller, reading: Reading) -> bool:
    return money_complaints.asks_refund(reading.text) or refund_asked.wants(session, caller, reading)


def _complained_of(session: Session, caller: Caller, reading: Reading) -> Order | None:
    """The order of their own that is named, also by its bill; else their last, where it is of these days."""
    named = reference_in(reading.text or "")
    if named and (order := find_order(session, caller.business_id, normalised(named.group()))):
        return order if order.person_id == caller.person.id else None
    for each in reading.all("reference"):
        bill = find_bill(session, caller.business_id, str(each.value)) if "/" in str(each.value) else None
        if bill is not None and bill.person_id == caller.person.id and bill.source_kind == "order":
            return find_order(session, caller.business_id, bill.source)
    by_sum = (of_sum(session, caller, str(paise // 100)) for paise in figures(reading.text))
    if names_order(reading.text) and (order := next(filter(None, by_sum), None)):
        return order
    order = last_order(session, caller)
    return order if order is not None and clock.now() - order.placed_at < SPOKEN_OF else None


def names_order(text: str | None) -> bool:
    """Whether words speak of an order."""
    return money_complaints.LISTS.has(plain(text), "of_order")


def _is_in_money(caller: Caller, asked: Asked, reading: Reading) -> bool:
    """Whether it is a complaint in words of money, or goes on from one; a desk hears what it is asking about."""
    text = reading.text
    desk = may_be_wished(caller, COMPLAINTS[0])
    if "ticket" in asked.question or asked.question == replies.QUESTION:
        return False
    is_free = not asked.waits and reading.first("reference") is None
    if is_free and _goes_on(asked, text):
        return True
    if desk and reading.wants(COMPLAINTS[0]) and not asked.question and not tells_of_paying(text):
        return False
    in_sums = bool(figures(text)) and money_complaints.tells_of_wrong(text)
    if desk and money_complaints.returns_goods(text) and not in_sums:
        return False
    return money_complaints.is_one(text) or money_complaints.told_beside(text)


def _goes_on(asked: Asked, text: str | None) -> bool:
    """Whether few words are of the complaint that the shop has just heard, or of the bill that was just paid."""
    complained = any(each.startswith(COMPLAINED) for each in asked.told)
    paid = any(each.startswith(PAID) for each in asked.told)
    return (complained and money_complaints.goes_on(text)) or (paid and money_complaints.lessens(text))


def _is_of_money(reading: Reading) -> bool:
    """Whether it speaks of what is owed or paid: that is for khatas and payments."""
    text = reading.text or ""
    return bool(to_come(reading)) or names_a_khata(text) or bool(reading.sides("of_money"))


def _complains(caller: Caller, asked: Asked, reading: Reading) -> bool:
    """Whether it surely is a complaint, at a business that keeps none."""
    chance = sum(chance for intent, chance in reading.intents if intent in COMPLAINTS)
    sure = BESIDE_A_CART if asked.question in OF_CART else SURE
    return reading.wants(*COMPLAINTS) and chance >= sure and not may_be_wished(caller, COMPLAINTS[0])


def _tells_of_wrong(caller: Caller, reading: Reading) -> bool:
    """Whether words that seem to order, or are not understood, tell that what came was not right."""
    may_be = reading.wants(*OF_GOODS) or (
        reading.wants(*COMPLAINTS) and not may_be_wished(caller, COMPLAINTS[0])
    )
    return may_be and tells_of_wrong(reading.text)


def tells_of_wrong(text: str | None) -> bool:
    """Whether words tell that what came was not right."""
    return LISTS.has(plain(text), "was_wrong")


def _shall_come(text: str) -> str | None:
    """The clauses in which goods are wanted besides, which are heard next."""
    clauses = [each.strip() for each in PART.split(text) if each.strip()]
    wanted = [each for each in clauses if _is_wanted(plain(each))]
    return ", ".join(wanted) or None


def _is_wanted(said: str) -> bool:
    is_else = any(LISTS.has(said, name) for name in ("was_wrong", "goes_back"))
    return LISTS.has(said, "shall_come") and not is_else


def of_waiting(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Who asks for a moment while a cart waits is left one: nothing is kept, dropped or asked by it."""
    said = plain(reading.text)
    if SKILL not in caller.business.skills or asked.question not in ("", *OF_CART):
        return None
    words = len(said.split())
    asks_time = words <= SHORTEST_WAIT and LISTS.has(said, "waits")
    if reading.is_tap or LISTS.has(said, "waits_not"):
        return None
    if not (asks_time or (words <= LONGEST_WAIT and LISTS.has(said, "tells_later"))):
        return None
    counted = any(
        each.entity == "order_line" and each.value.get("quantity") is not None for each in reading.values
    )
    if counted or reading.first("pincode") or "?" in (reading.text or ""):
        return None
    if not has_cart(session, caller):
        return None
    return Heard(PAGE, Outcome[str](outcome="takes_time"))
