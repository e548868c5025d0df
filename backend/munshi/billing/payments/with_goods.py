"""What was paid, told beside what is wished of an order: goods, a yes, or that it is cancelled; both are done in turn.

*2 dolo 1 vicks, 9 palasia 452018, 158 gpay kar diye*; *yes place, sent 745 utr …*.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import CLAUSE, SIGNS, clause_at, part, pieces, whether
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import AGREED, Asked, Reading, SumRole
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.payments import of_late, reporting, unsaid
from munshi.billing.payments.said import names_reference, said_next, spoken_ways, told_of
from munshi.billing.pieces import REFERENCE, coming, holds, is_paid, is_to_come, paid, paid_sums
from munshi.callers import Caller
from munshi.orders import money_complaints, paying_to_come
from munshi.orders.desk import Desk
from munshi.orders.for_shop import OF_CART
from munshi.orders.looking import open_orders
from munshi.orders.shelf import StockedShelf
from munshi.outcomes import Outcome
from munshi.undoing.wording import asks_why

REPORT, CONFIRM = "report_payment", "confirm_order"
WAY_OF_ORDER, OF_WAY = "way_of_orders", ("way", "address")  # how the goods come
STEP, NAMES, CANCELLED = "step_of_order", "names_orders", "cancelled"  # of every message
LEAST_SUM = 1000  # in paise; less is a count
Span = tuple[int, int]


def told(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The payment of the clauses that tell of one; what is still to be paid is noted, the others are heard next."""
    text = reading.text or ""
    sums = _sums(reading)
    at_order = asked.question == CONFIRM
    confirms = at_order and reading.agrees
    says_sum = len(sums) == 1 or (at_order and not reading.sums)
    if reading.is_tap or not says_sum or asks_why(text) or not (confirms or _is_change(reading, sums)):
        return None
    spans = _behind_yes(reading, _clauses(reading)) if confirms else _clauses(reading)
    went = [each for each in spans if _pays(reading, each)]
    comes = [each for each in spans if each not in went and is_to_come(reading, each)]
    others = [each for each in spans if each not in (*went, *comes)]
    alone = at_order and not others  # it is told of the order that waits for its yes
    alone = alone and (_makes_whole(session, caller, reading, comes) if sums else _names_money(text))
    if not went or not (alone or _is_order(session, caller, asked, reading, [*others, *comes])):
        return None
    said = ", ".join(text[slice(*each)].strip(SIGNS) for each in went)
    paise = sums[0] if sums else unsaid.of_cart(session, caller, said)
    if paise is None:
        return None
    read = told_of(part(reading, went[0][0], went[-1][1]), "report")
    more = replace(read, paise=paise, several=False, sums=(), words=said, is_sum=True)
    # What goes along with a yes is heard with it, so that the bill stays the one that was shown; else it is shown anew.
    others = [each for each in spans if each in others or (confirms and each in comes)]
    later = "" if confirms else ", ".join(text[slice(*each)].strip(SIGNS) for each in comes)
    rest = ", ".join(text[slice(*each)].strip(SIGNS) for each in others) or None
    if rest is None and later:
        rest = said_next(caller, "shows_cart")

    def work(here: Session, by: Caller) -> Outcome[Any]:
        if later:
            paying_to_come.keep(Desk(here, by), later)
        return reporting.tell(here, by, more)

    return heard(session, caller, REPORT, work, rest)


def _names_money(text: str) -> bool:
    """Whether words are of money, or name a way to pay; *kar diya* by itself may be of anything."""
    return holds(text, "money_itself") or bool(spoken_ways(text))


def _makes_whole(session: Session, caller: Caller, reading: Reading, comes: Sequence[Span]) -> bool:
    """Whether what was paid and what is to come are together what the order comes to."""
    later = [each.paise for each in reading.sums if any(_holds(span, each.start) for span in comes)]
    total = unsaid.of_cart(session, caller, "")
    return bool(comes) and (not later or sum(later) + sum(_sums(reading)) == total)


def _is_change(reading: Reading, sums: Sequence[int]) -> bool:
    """Whether nothing shall come back, or less than was paid, and nothing was wrong: it is change."""
    back = sum(each.paise for each in reading.sums_of(SumRole.BACK))
    return not back or (back < sum(sums) and not money_complaints.tells_of_wrong(reading.text))


def _behind_yes(reading: Reading, spans: Sequence[Span]) -> Sequence[Span]:
    """The clauses, the first of them parted behind the yes with which it begins: "haan 265 bhej diye"."""
    agreed = next(reading.answers(AGREED), None)
    (start, stop), *others = spans
    if agreed is None or not start <= agreed.start < agreed.end < stop:
        return spans
    return [(start, agreed.end), (agreed.end, stop), *others]


def and_cancelled(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """A payment of an order that the same message cancels: the shop hears the words, then it is asked of the order."""
    text, cancels = reading.text or "", [each for each in reading.placed(STEP) if each.value == CANCELLED]
    sums = _sums(reading)
    if reading.is_tap or not cancels or not sums:
        return None
    spans = list(pieces(reading))
    went = [each for each in spans if _pays(reading, each)]
    wish = next((each for each in spans if each not in went and _holds(each, cancels[0].start)), None)
    orders = open_orders(session, caller) if wish is not None and len(sums) == 1 else []
    if wish is None or not orders:
        return None
    names_one = len(orders) > 1 or any(_holds(wish, each.start) for each in reading.placed(NAMES))
    said = text[slice(*wish)].strip(SIGNS)
    rest = said if names_one else said_next(caller, "cancels", order=orders[0].reference)
    read = told_of(reading, "report")
    more = replace(read, paise=sums[0], several=False, sums=(), words=text, is_sum=True, is_part=True)
    known = of_late.of_late(session, caller, sums[0])
    reference = known.reference if known and not read.utr else None

    def work(here: Session, by: Caller) -> Outcome[Any]:
        passes = reference and reporting.pass_on(here, by, text, reference, "back_passed_on")
        return passes or reporting.tell(here, by, more)

    return heard(session, caller, REPORT, work, rest)


def _holds(span: Span, place: int) -> bool:
    return span[0] <= place < span[1]


def _clauses(reading: Reading) -> Sequence[Span]:
    """Between two signs; what is only to be paid begins a clause of its own."""
    text = reading.text or ""
    begins = [(start, start) for start, _ in coming(reading)]
    ends = sorted({*(found.span() for found in CLAUSE.finditer(text)), *begins})
    starts, stops = [0, *(end for _, end in ends)], [*(start for start, _ in ends), len(text)]
    spans = zip(starts, stops, strict=True)
    return [(start, stop) for start, stop in spans if text[start:stop].strip(SIGNS)]


def _sums(reading: Reading) -> list[int]:
    """The sums that were paid, each once."""
    return [each for each in paid_sums(reading) if each >= LEAST_SUM]


def _pays(reading: Reading, span: Span) -> bool:
    """Whether a clause has a sum that was paid, or its reference; or tells without any sum of what went already.

    Of a khata nothing is told without a sum that is of the order: *khata khulwa diya hai*.
    """
    clause = (reading.text or "")[slice(*span)]
    if REFERENCE.search(clause) is not None or names_reference(clause):
        return True
    own = any(_holds(span, each.start) for each in paid(reading))
    has_sum = any(_holds(span, each.start) for each in reading.sums)
    if own or has_sum:
        return own and (is_paid(clause) or not _asks(reading, span))  # "3 chargers, 4000 total ok?"
    is_of_else = holds(clause, "will_pay") or names_a_khata(clause) or _asks(reading, span)
    return is_paid(clause) and not is_of_else


def _asks(reading: Reading, span: Span) -> bool:
    """Whether a clause is a question, which tells of nothing."""
    text = reading.text or ""
    return text[span[1] : span[1] + 1] == "?" or clause_at(text, span[1]) in whether(reading)


def _is_order(
    session: Session, caller: Caller, asked: Asked, reading: Reading, others: Sequence[Span]
) -> bool:
    """Whether goods that are sold here are named in the other clauses, or they are the yes to an order."""
    if asked.question == CONFIRM and reading.agrees:
        return True
    if asked.question in OF_CART and any(_holds(each, at) for each in others for at in _of_way(reading)):
        return True
    clauses = [(reading.text or "")[slice(*each)] for each in others]
    shelf = StockedShelf(session, caller.business_id)
    of_else = ("bought", "bill")
    named = (shelf.name_in(each) for each in clauses if not any(holds(each, name) for name in of_else))
    return any(name is not None and shelf.meant(name).sure for name in named)


def _of_way(reading: Reading) -> list[int]:
    """Where it stands how, where to or when the goods come."""
    said = [each["start"] for each in reading.left_over if each["kind"] in OF_WAY]
    return [*said, *(each.start for each in reading.placed(WAY_OF_ORDER))]
