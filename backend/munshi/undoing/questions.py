"""What a message says to *shall I cancel this?* and to *which of these?*."""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Questions, heard
from munshi.asking.reading import CLEARLY, FALLBACK, LEAVES, NO, YES, Asked, Reading
from munshi.asking.sums import figures
from munshi.billing.accounts.offer import IN_CHARGE
from munshi.billing.accounts.whom import named_in
from munshi.callers import Caller
from munshi.orders.cancelling import may_mean_else
from munshi.orders.for_shop import OF_CART
from munshi.outcomes import Outcome
from munshi.turns import decide
from munshi.undoing import acts, correcting, goods_right, service
from munshi.undoing.models import Act
from munshi.undoing.rules import Kind
from munshi.undoing.service import summary_of
from munshi.undoing.wording import (
    Back,
    bids_to_write,
    denies,
    disputes,
    of_money,
    only_undoes,
    takes_sale_back,
)

PAGE = "cancel_flow"
CART, VISIT = "cart", "visit"  # things
# *Cancel it* and *do not cancel it* may be read as these or as `cancel_flow`, as *leave it* is: none is a clear yes.
# What leans to these less than so much leaves things as they are; else a plain yes or no is asked for.
CANCELS = frozenset({"cancel_order", "cancel_leave"})
NEVER = 0.003
# What things a wish speaks of, where it was asked which.
OF_WISH = {
    "cancel_order": ("order", "cart", "order_cancelled"),
    "place_order": ("order", "cart", "order_cancelled"),
    "track_order": ("order",),
    "view_cart": ("cart",),
    "modify_order": ("cart",),
    "cancel_leave": ("leave", "leave_draft", "leave_cancelled"),
    "apply_leave": ("leave", "leave_draft", "leave_cancelled"),
    "check_leave_status": ("leave",),
    "claim_reimbursement": ("claim", "claim_draft", "claim_cancelled"),
    "check_claim_status": ("claim",),
    "raise_ticket": ("ticket", "ticket_draft"),
    "check_ticket_status": ("ticket",),
}


# What a slip about money sounds like; what clearly wants something else says the sum of the entry too.
MAY_CORRECT = (YES, NO, LEAVES, FALLBACK, "modify_order", "record_payment", "record_credit", "report_payment")
NOTHING: Outcome[Any] = Outcome[str](outcome="none")
_FIGURES = re.compile(r"\w*[0-9]\w*")


def _of_confirming(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes, a no, or the same words once more, of which it depends what they lean to."""
    shown = reading.first("summary") or asked.summary
    if reading.is_tap and not reading.wants(YES, NO):
        return None
    verdict = _verdict(reading, shown)
    corrects = (shown or "").startswith(correcting.CORRECT)
    if corrects and _has_it_written(session, caller, reading, shown):
        verdict = True
    if corrects and (other := _another_sum(reading, shown or "")) is not None:
        return heard(session, caller, PAGE, lambda here, by: correcting.show_with(here, by, shown, other))
    work = {
        True: correcting.carry_out if corrects else service.carry_out,
        False: service.keep,
        None: correcting.ask_again if corrects else service.ask_plainly,
    }
    if goods_right.is_of(shown):
        work |= {True: goods_right.carry_out, None: goods_right.ask_again}
    if verdict is None and not (reading.wants(YES, LEAVES, *CANCELS) and _is_about(reading, shown)):
        return None
    return heard(session, caller, PAGE, lambda here, by: work[verdict](here, by, shown))


def _is_about(reading: Reading, shown: str | None) -> bool:
    """Whether it names nothing else than what was shown: no other reference, and no code."""
    reference = reading.first("reference")
    if reference is not None:
        return shown is not None and f"|{reference}:" in shown
    return all(each.isdecimal() for each in _FIGURES.findall(reading.text or ""))


def _another_sum(reading: Reading, shown: str) -> int | None:
    """The one sum that a yes has beside it, where it is not the one that was shown."""
    said = set(figures(reading.text)) if reading.agrees and not reading.is_tap else set()
    return said.pop() if len(said) == 1 and correcting.right_of(shown) not in said else None


def _names_more(reading: Reading, shown: str | None) -> bool:
    """Whether a yes has a number beside it that what was shown does not: then it is no plain one."""
    if reading.is_tap or (reading.first("reference") and _is_about(reading, shown)):
        return False
    if (shown or "").startswith(correcting.CORRECT) and set(figures(reading.text)) == {
        correcting.right_of(shown)
    }:
        return False
    return bool(_FIGURES.search(reading.text or ""))


def _verdict(reading: Reading, shown: str | None) -> bool | None:
    """Whether it is a yes or a no; None where that is not clear."""
    if reading.is_yes and _names_more(reading, shown):
        return None
    if reading.agrees and (shown or "").startswith(correcting.CORRECT) and not _names_more(reading, shown):
        return True
    if reading.wants(YES, NO):
        return reading.is_yes
    if not reading.wants(LEAVES) or not _is_about(reading, shown):
        return None
    chances = dict(reading.intents)
    leaning = sum(chances.get(intent, 0.0) for intent in CANCELS)
    return False if chances.get(NO, 0.0) > leaning or leaning < NEVER else None


def _has_it_written(session: Session, caller: Caller, reading: Reading, shown: str | None) -> bool:
    """Whether words have the very sum written that was shown, *suresh wala 550 hi likho*: that is a yes.

    Not where they name somebody else, or refuse it.
    """
    text = reading.text or ""
    says_it = not reading.is_tap and set(figures(text)) == {correcting.right_of(shown)}
    if not says_it or not bids_to_write(text) or denies(text):
        return False
    names = _names(reading)
    return bool(decide(session, caller, lambda here, by: _same(here, by, shown, names, text)) != NOTHING)


def _same(
    session: Session, caller: Caller, shown: str | None, names: Sequence[str], text: str
) -> Outcome[Any]:
    is_same = correcting.is_of_shown(session, caller, shown, names, text)
    return Outcome[str](outcome="same") if is_same else NOTHING


def _of_choosing(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """One of those that were shown: tapped, named by its reference, or the only one of its kind."""
    if reading.wants(NO) or (reading.wants(LEAVES) and not reading.values):
        return heard(session, caller, PAGE, service.keep)
    reference, kinds = reading.first("reference"), OF_WISH.get(reading.intent, ())
    found = [
        summary_of(each)
        for each in service.meant(session, caller)
        if (reference and each.facts.get("reference") == reference) or (not reference and each.thing in kinds)
    ]
    tapped = reading.first("summary") or (found[0] if len(found) == 1 else None)
    if tapped is None:
        return None
    return heard(session, caller, PAGE, lambda here, by: correcting.ask(here, by, tapped))


def _of_written(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Right behind an entry of money: what corrects it or takes it back; anything else is a wish of its own."""
    if reading.is_tap or _counts_goods(reading):
        return None
    names = _names(reading)
    only_named = reading.chance >= CLEARLY and not reading.wants(*MAY_CORRECT)

    def work(here: Session, by: Caller) -> Outcome[Any]:
        shown = correcting.show_of_last(here, by, names, reading.text, only_named=only_named)
        return shown or NOTHING

    found = decide(session, caller, work)
    return None if found.outcome == NOTHING.outcome else Heard(PAGE, found)


def _counts_goods(reading: Reading) -> bool:
    """Whether goods are counted by a unit, which are no money: *wheat seed 2 bag kam kar do*."""
    lines = (each.value for each in reading.values if each.entity == "order_line")
    return any(line.get("name") and line.get("unit") for line in lines)


def _names(reading: Reading) -> list[str]:
    """Who is named by what the message says; what an open question would read as a name is none."""
    return [str(each.value) for each in reading.values if each.entity == "person"]


def _overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """*Take it out*, of the owner who has heard that a customer calls an entry wrong; of goods it is something else.

    So is what surely corrects the entry of a customer who is named, whatever it seems to want.
    """
    names = _names(reading)
    if shown := _of_their_entry(session, caller, names, reading):
        return shown
    goods = any(each.value.get("name") for each in reading.values if each.entity == "order_line")
    if reading.is_tap or goods:
        return None
    takes = of_money(reading.text) is Back.TAKEN
    tokens = correcting.disputed(session, caller, names, figures(reading.text)) if takes else ()
    if tokens:
        return heard(session, caller, PAGE, lambda here, by: service.ask(here, by, tokens[0]))
    return _of_no(session, caller, asked, reading)


def _of_no(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A no to nothing that says more than no, of an entry or of somebody: that nothing has changed is said."""
    is_open = asked.waits
    if is_open or not reading.wants(NO):
        return None
    names_somebody = reading.first("phone") or named_in(session, caller.business_id, reading.text or "")
    says_more = of_money(reading.text) in (Back.TAKEN, Back.CORRECTED) or disputes(reading.text)
    sums = [each for each in figures(reading.text) if each >= correcting.LEAST_SUM]
    if not (sums or names_somebody or says_more):
        return None
    outcome = "no_to_what" if caller.may_act_as(*IN_CHARGE) else "own_no_to_what"
    return Heard(PAGE, Outcome[str](outcome=outcome))


def _of_their_entry(session: Session, caller: Caller, names: Sequence[str], reading: Reading) -> Heard | None:
    """An entry that words correct or take out, of who is in charge."""
    corrects = of_money(reading.text) in (Back.TAKEN, Back.CORRECTED)
    if reading.is_tap or not corrects or not caller.may_act_as(*IN_CHARGE):
        return None

    def work(here: Session, by: Caller) -> Outcome[Any]:
        return correcting.of_entry(here, by, names, reading.text, surely=True) or NOTHING

    found = decide(session, caller, work)
    return None if found.outcome == NOTHING.outcome else Heard(PAGE, found)


def _interrupt(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """An amount of goods that is put right, or the sale that was just written and is to be taken back."""
    if right := goods_right.wished(session, caller, asked, reading):
        return right
    if _may_be_either(session, caller, asked, reading):
        return heard(session, caller, PAGE, lambda here, by: service.ask(here, by, said=reading.text))
    if last := _last_of_theirs(session, caller, reading):
        token = f"{service.ACT}|{last.id}"
        return heard(session, caller, PAGE, lambda here, by: service.ask(here, by, token))
    sold = acts.recent(session, caller, Kind.ORDER_SOLD) if takes_sale_back(reading.text) else ()
    if reading.is_tap or not sold or reading.first("order_line"):
        return None
    numbers = set(service.NUMBER.findall(reading.text or ""))
    meant = [act for act in sold if numbers & {act.references[0].rpartition("-")[2]}]
    token = f"{service.ACT}|{(meant or sold)[0].id}"
    return heard(session, caller, PAGE, lambda here, by: service.ask(here, by, token))


def _may_be_either(session: Session, caller: Caller, asked: Asked, reading: Reading) -> bool:
    """Whether a word that cancels may be of a booked visit or of the cart that is asked about: it names neither."""
    text = reading.text or ""
    if reading.is_tap or asked.question not in OF_CART or not may_mean_else(session, caller, text):
        return False
    return {CART, VISIT}.issubset({each.thing for each in service.meant(session, caller)})


def _last_of_theirs(session: Session, caller: Caller, reading: Reading) -> Act | None:
    """What who runs the shop has written last, where they only say *undo*, whatever waits for its yes."""
    if reading.is_tap or not caller.may_act_as(*IN_CHARGE) or not only_undoes(reading.text):
        return None
    return next(iter(acts.recent(session, caller, *service.SPOKEN_OF)), None)


QUESTIONS = Questions(
    "undoing",
    {
        "confirm_cancelling": _of_confirming,
        "choose_cancelling": _of_choosing,
        "take_correction": _of_written,
    },
    overhears=_overhear,
    interrupts=_interrupt,
)
