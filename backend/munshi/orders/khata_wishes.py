"""What a customer wishes of a khata and no message can do: the owner hears it whole, and they are told so.

That it is closed, who else may buy on it or may not, its limit, that something goes from one into another; and that a
part of an order is taken off what is paid ahead, which is kept with the order.
"""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import CLAUSE, clause_at, clause_of
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.asking.sums import figures
from munshi.billing.payments.owed import due_of
from munshi.callers import Caller
from munshi.orders.desk import SKILL, Desk
from munshi.orders.kept import Note
from munshi.orders.looking import facts_of, has_cart, open_orders
from munshi.orders.passing_on import PAGE, pass_on, pass_to_owners
from munshi.outcomes import Outcome
from munshi.people.rules import STAFF
from munshi.undoing.wording import tells_of_paying
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "khata_wishes.yml")
TOLD = "utter_place_order_khata_passed"
SIGNS = " ,.;:-"
FEW_WORDS = 12  # of what goes on from a wish


def of_khata(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A wish of a customer's khata; what was paid, and what is asked beside it, is heard next."""
    text = reading.text or ""
    if reading.is_tap or SKILL not in caller.business.skills or caller.may_act_as(*STAFF):
        return None
    clauses = [each.strip(SIGNS) for each in CLAUSE.split(text) if each.strip(SIGNS)]
    of_goods = reading.first("order_line") and (has_cart(session, caller) or _takes_off_goods(reading))
    if any(map(takes_off, clauses)) and not of_goods:
        return _taken_off(session, caller, [each for each in clauses if takes_off(each)], clauses)
    wishes = [each for each in clauses if _wishes(each)]
    goes_on = any(each == TOLD for each in asked.told) and _goes_on(text)
    if not (wishes or goes_on):
        return None
    rest = ", ".join(each for each in clauses if wishes and each not in wishes and _says_more(each))

    def work(here: Session, by: Caller) -> Outcome[Any]:
        told = pass_to_owners(here, by, text)
        return Outcome[str](outcome="khata_passed", facts={"order_words": told.facts["order_words"]})

    return heard(session, caller, PAGE, work, rest or None)


def takes_off(text: str) -> bool:
    """Whether something is to be taken off what is paid ahead: *advance se kaat lo*."""
    said = plain(text)
    return LISTS.has(said, "from_it") or (LISTS.has(said, "ahead") and LISTS.has(said, "taken_off"))


def _takes_off_goods(reading: Reading) -> bool:
    """Whether goods are named right beside it: they are the order, and the rest of the clause its note."""
    text = reading.text or ""
    return any(takes_off(clause_of(text, clause_at(text, each.start))) for each in reading.all("order_line"))


def ahead_of(desk: Desk) -> None:
    """Says how much is paid ahead, beside a cart with a note that it is to be taken off."""
    paise = due_of(desk.session, desk.business.id, desk.caller.person.id).ahead_paise
    desk.note("ahead" if paise > 0 else "ahead_none", balance_paise=paise)


def _taken_off(session: Session, caller: Caller, wishes: list[str], clauses: list[str]) -> Heard:
    """It is kept for the order that comes, or told of the one that is open, with how much is there."""
    words, rest = ", ".join(wishes), ", ".join(each for each in clauses if each not in wishes)
    paise = due_of(session, caller.business_id, caller.person.id).ahead_paise
    is_to_come = bool(rest) or has_cart(session, caller)
    order = None if is_to_come else next(iter(open_orders(session, caller)), None)

    def work(here: Session, by: Caller) -> Outcome[Any]:
        if order is not None:
            pass_on(here, by, words, order)
        else:
            desk = Desk(here, by)
            desk.cart.kept.notes.append(Note(words))
            desk.save()
        facts = {"order_words": words, "balance_paise": paise, **(facts_of(by, order) if order else {})}
        name = "ahead_wished" if paise > 0 else "ahead_wished_none"
        return Outcome[str](outcome=name, facts=facts)

    return heard(session, caller, PAGE, work, rest or None)


def _wishes(clause: str) -> bool:
    said = plain(clause)
    of_own = LISTS.has(said, "khata")
    if LISTS.has(said, "limit") and LISTS.has(said, "sets") and figures(clause):
        return True
    if LISTS.has(said, "shows") or not of_own:
        return False
    closes = LISTS.has(said, "closes") or LISTS.has(said, "others_not")
    too = LISTS.has(said, "kin") and LISTS.has(said, "others_too")
    return closes or too or (LISTS.has(said, "to_another") and LISTS.has(said, "from_own"))


def _goes_on(text: str) -> bool:
    said = plain(text)
    return len(said.split()) <= FEW_WORDS and LISTS.has(said, "goes_on") and not tells_of_paying(text)


def _says_more(clause: str) -> bool:
    """Whether a clause beside it tells of a payment, or asks about a sum."""
    return bool(figures(clause))
