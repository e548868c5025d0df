"""What a customer says of money though nothing is asked, whatever else the words sound like.

That money came back or was never sent is no payment; whom a claim is for reaches the owners; a payment that is said to
be missing in the khata is a claim.
"""

from dataclasses import replace
from decimal import Decimal

from sqlalchemy.orm import Session

from munshi.asking.clauses import CLAUSE, clause_at, whether
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Asked, Reading, SumRole
from munshi.billing import pieces
from munshi.billing.accounts.promising import names_goods, promised
from munshi.billing.payments import billed, claims, for_others, looking, of_late, reporting, several, too_much
from munshi.billing.payments.models import Payment
from munshi.billing.payments.of_late import asked_after
from munshi.billing.payments.owed import due_of
from munshi.billing.payments.rules import Way
from munshi.billing.payments.said import holds, spoken_ways, told_of
from munshi.billing.payments.service import PAYMENT, PREFIX, find
from munshi.billing.payments.statuses import Status
from munshi.billing.pieces import REFERENCE, asks_to_pay, is_only_to_come, paid, paid_sums
from munshi.callers import Caller
from munshi.orders import passing_on
from munshi.orders.looking import has_cart
from munshi.outcomes import Outcome
from munshi.undoing import acts, service
from munshi.undoing.rules import Kind
from munshi.undoing.wording import (
    admits_a_slip,
    asks_why,
    came_back,
    did_not_pay,
    disputes,
    is_unwritten,
    removes,
    strikes_out,
    tells_of_paying,
)

REPORT, RECORD, TAKING_BACK, PAY = "report_payment", "record_payment", "cancel_flow", "pay_bill"
OF_PAYING = ("utter_pay_bill_", "utter_check_dues_", "utter_report_payment_")  # what tells of it
MONEY, ASKS, QUESTION = "of_money", "asks_of_orders", "question"  # of every message
OF_MONEY = ("pay_bill", "check_dues", "request_invoice")  # what a question about money may want besides
OF_GOODS = ("place_order", "modify_order", FALLBACK)  # what giving money may sound like
TWO = 2
HOW_TO_PAY = (
    "utter_pay_bill_owed",
    "utter_pay_bill_card",
    "utter_check_dues_owes",
    "utter_report_payment_not_sent",
)
FEW_TO_SAY = 4
FEW_WORDS = 8  # of a question that wants nothing else


def of_customer(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Taken where the words surely are of money of the customer's own."""
    if reading.is_tap:
        return None
    if said := of_others(session, caller, reading) or billed.asked_why(session, caller, reading):
        return said
    given = _several_given(session, caller, reading) or _given(session, caller, reading)
    if given or (given := _is_missing(session, caller, reading)):
        return given
    if reading.first("order_line"):
        return None
    return (
        _came_back(session, caller, reading)
        or _never_sent(session, caller, reading)
        or too_much.wanted(session, caller, reading)
        or _asks_to_pay(session, caller, reading)
        or _asks(session, caller, reading)
        or _recorded(session, caller, reading)
    )


def of_others(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What is of no payment of the customer's own by now: one that they promise, and one for somebody else."""
    if reading.is_tap:
        return None
    return (
        _taken_back(session, caller, reading)
        or _asks_of_a_sum(session, caller, reading)
        or promised(session, caller, reading)
        or for_others.reported(session, caller, reading)
    )


def _taken_back(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """A report of the customer's that they name, by its number or its sum, and want out: it is asked."""
    text = reading.text or ""
    if bounced := _bounced(session, caller, text):
        return bounced
    never_went = did_not_pay(text)
    if not (strikes_out(text) or removes(text) or never_went) or reading.first("order_line"):
        return None
    named = PAYMENT.search(text)
    if named is None:
        return None if paid(reading) and not never_went else _of_sum(session, caller, reading)
    payment = find(session, caller.business_id, f"{PREFIX}{named.group(1)}")
    if payment is None or payment.person_id != caller.person.id:
        return None
    if payment.status != Status.REPORTED:
        return heard(
            session, caller, REPORT, lambda here, by: reporting.standing_of(here, by, payment.reference)
        )
    return _withdrawn(session, caller, payment, text)


def _bounced(session: Session, caller: Caller, text: str) -> Heard | None:
    """The only cheque of theirs that waits came back, as they say: it is taken back."""
    if Way.CHEQUE not in spoken_ways(text) or not holds(text, "bounced"):
        return None
    there = claims.waiting(
        session, caller.business_id, Payment.person_id == caller.person.id, Payment.way == Way.CHEQUE
    )
    return _withdrawn(session, caller, there[0], text) if len(there) == 1 else None


def _of_sum(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """The claim that waits with the one sum of the words is taken back; none where they have another's reference."""
    sums = {each.paise for each in reading.sums}
    claim = claims.of_sum(session, caller.person, sums.pop()) if len(sums) == 1 else None
    reference = REFERENCE.search(reading.text or "")
    if claim is not None and reference and reference.group() != claim.utr:
        return None
    return _withdrawn(session, caller, claim, reading.text or "") if claim is not None else None


def _withdrawn(session: Session, caller: Caller, claim: Payment, text: str) -> Heard:
    """Whether a claim is to be taken back is asked; of one of long ago the owners hear the words."""
    act = acts.open_act(session, caller, Kind.PAYMENT_REPORTED, claim.reference)
    if act is None:
        return heard(
            session,
            caller,
            REPORT,
            lambda here, by: reporting.pass_on(here, by, text, claim.reference, "gone_passed_on"),
        )
    shown = f"{service.ACT}|{act.id}"
    return heard(session, caller, TAKING_BACK, lambda here, by: service.ask(here, by, shown))


def _came_back(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    in_words = came_back(reading.text) and (reading.sums or reading.sides(MONEY))
    found = reading.sums if in_words else reading.sums_of(SumRole.GOT_BACK)
    sums = list(dict.fromkeys(each.paise for each in found))
    if not (sums or in_words) or paid(reading):
        return None
    text = reading.text or ""
    if text.rstrip().endswith("?") or whether(reading):  # who asks has not got it: the shop answers
        return heard(session, caller, passing_on.PAGE, lambda here, by: passing_on.pass_on(here, by, text))
    if withdrawn := _of_sum(session, caller, reading):
        return withdrawn  # what came back to them has not reached the shop
    claim = None if reading.sums else reporting.waiting(session, caller, reporting.REJECTED_WITHIN)
    if claim is not None:
        return _withdrawn(session, caller, claim, text)
    paise = sums[0] if len(sums) == 1 else None
    return heard(session, caller, REPORT, lambda here, by: reporting.came_back(here, by, paise))


def was_a_slip(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """The claim that was told of last is taken back: what it told came back, and it was a slip or is paid otherwise."""
    text, claim = reading.text or "", reporting.waiting(session, caller, reporting.REJECTED_WITHIN)
    if claim is None or reading.is_tap or reading.sums or "?" in text or not came_back(text):
        return None
    instead = _how_instead(text)
    if not (instead or admits_a_slip(text)):
        return None
    return heard(
        session, caller, REPORT, lambda here, by: reporting.taken_back(here, by, claim, text), instead
    )


def _how_instead(text: str) -> str | None:
    """The clauses that say how it will be paid now: *cash dunga*."""
    clauses = (each.strip() for each in CLAUSE.split(text))
    return ", ".join(each for each in clauses if spoken_ways(each) and not came_back(each)) or None


def _never_sent(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Right behind a claim of the customer's: it was none, which a yes makes sure of."""
    denied = reading.sums_of(SumRole.DENIED)
    if reading.sums and (not denied or paid(reading) or len(denied) < len(reading.sums)):
        return None
    if not (denied or did_not_pay(reading.text)):
        return None
    if denied and (withdrawn := _of_sum(session, caller, reading)):
        return withdrawn
    act = next(iter(acts.recent(session, caller, Kind.PAYMENT_REPORTED)), None)
    if act is None:
        return None
    return heard(
        session, caller, TAKING_BACK, lambda here, by: service.ask(here, by, f"{service.ACT}|{act.id}")
    )


def _asks(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What has become of a payment of these days: *kya hua mere 200 ka*, *did you get my 480?*, *is my bill paid?*."""
    text, sums = reading.text or "", {each.paise for each in reading.sums}
    if asked_of := asked_after(session, caller, reading):
        return Heard(REPORT, asked_of)
    if QUESTION not in reading.sides(ASKS) or len(text.split()) > FEW_WORDS or asks_why(text):
        return None
    if _tells_beside(reading):
        return None
    of_paying = bool(reading.sides(MONEY)) and tells_of_paying(text)
    if len(sums) > 1 or not (sums or of_paying) or reading.wants(*OF_MONEY):
        return None
    paise = sums.pop() if sums else None
    found = of_late.of_late(session, caller, paise) or (paise and of_late.with_words(session, caller, paise))
    return Heard(REPORT, of_late.standing(session, found)) if found else None


def _tells_beside(reading: Reading) -> bool:
    """Whether a clause without a question tells of paying: *kab? parso golu ko diye the*."""
    text = reading.text or ""
    asked = {clause_at(text, each.start) for each in reading.placed(ASKS) if each.value == QUESTION}
    clauses = enumerate(CLAUSE.split(text))
    return any(tells_of_paying(clause) for number, clause in clauses if number not in asked)


def in_parts(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Two sums that are together what is due, of no other day: how the first is paid now, and what stays."""
    if reading.is_tap or reading.first("period"):
        return None
    sums = [each.paise for each in reading.sums_of(SumRole.TO_PAY)]
    if len(sums) != TWO or len(reading.sums) != TWO or not reading.wants(PAY, REPORT):
        return None
    if sum(sums) != due_of(session, caller.business_id, caller.person.id).paise:
        return None
    return heard(session, caller, PAY, lambda here, by: looking.pay(here, by, None, sums[0]))


def part_wanted(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """A sum that is called an advance, where no words tell that it went, is the part to be paid now of what is due."""
    text = reading.text or ""
    sums = {each.paise for each in reading.sums}
    went = tells_of_paying(text) or pieces.REFERENCE.search(text) or reading.attachment
    if len(sums) != 1 or went or not pieces.holds(text, "advance"):
        return None
    paise = sums.pop()
    if has_cart(session, caller) or paise >= due_of(session, caller.business_id, caller.person.id).paise:
        return None
    return heard(session, caller, PAY, lambda here, by: looking.pay(here, by, None, paise))


def _asks_to_pay(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Who asks whether they shall pay, and tells of nothing that was paid, hears how, also of a part."""
    text = reading.text or ""
    told = told_of(reading, "report")
    asks = whether(reading) and reading.wants(REPORT) and not (told.utr or told.screenshot)
    if not asks or tells_of_paying(text) or came_back(text) or reading.sums_of(SumRole.ASKED):
        return None
    now = next((each.paise for each in reading.sums_of(SumRole.TO_PAY)), None)
    return heard(session, caller, PAY, lambda here, by: looking.pay(here, by, None, now))


def _asks_of_a_sum(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Who asks whether they may or shall pay a sum hears what is due; nothing is written."""
    if not asks_to_pay(reading) or names_goods(reading) or has_cart(session, caller):
        return None
    paise = reading.sums[0].paise
    return heard(session, caller, PAY, lambda here, by: looking.pay(here, by, None, paise, whether=True))


def done(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Right behind being told how to pay: *done*, *ho gaya*, *कर दिया* reports it."""
    text = reading.text or ""
    told_how = any(each.startswith(HOW_TO_PAY) for each in asked.told)
    few = len(text.split()) <= FEW_TO_SAY and not reading.sums and not reading.first("order_line")
    if reading.is_tap or not (told_how and few and pieces.holds(text, "done")):
        return None
    if text.rstrip().endswith("?") or whether(reading) or did_not_pay(text):
        return None
    told = told_of(reading, "report")
    return heard(session, caller, REPORT, lambda here, by: reporting.tell(here, by, told))


def to_come(asked: Asked, reading: Reading) -> Heard | None:
    """Few words behind what was told of paying, that it is done now: *abhi karta hu*. It is no payment yet.

    Who will pay in cash says how the order is paid.
    """
    few = len((reading.text or "").split()) <= FEW_WORDS and any(
        each.startswith(OF_PAYING) for each in asked.told
    )
    says_so = pieces.holds(reading.text, "will_pay") or bool(reading.sums_of(SumRole.TO_PAY))
    is_paying = pieces.holds(reading.text, "is_paying") and not paid(reading)
    under_way = (says_so and is_only_to_come(reading)) or is_paying
    if reading.is_tap or not (few and under_way) or Way.CASH in spoken_ways(reading.text):
        return None
    return Heard(REPORT, Outcome[str](outcome="not_sent"))


def _given(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """One sum that who owes says to have given, in words that sound like goods: *i gave 100 to chhotu, minus it*."""
    text = reading.text or ""
    sums = paid_sums(reading)
    if len(sums) != 1 or not reading.wants(*OF_GOODS) or disputes(text) or asks_why(text):
        return None
    if _counts_goods(reading, sums):
        return None
    if due_of(session, caller.business_id, caller.person.id).paise < sums[0] or has_cart(session, caller):
        return None
    told = replace(told_of(reading, "report"), paise=sums[0])
    return heard(session, caller, REPORT, lambda here, by: reporting.tell(here, by, told))


def _counts_goods(reading: Reading, sums: list[int]) -> bool:
    """Whether so much of something is named that it is none of these sums."""
    counts = [each.value.get("quantity") for each in reading.values if each.entity == "order_line"]
    return any(each and Decimal(each) * 100 not in sums for each in counts)


def _several_given(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Several sums that were paid, each with its way or its taker, in words that sound like goods or a wish to pay."""
    sums = [each.paise for each in paid(reading)]
    if len(sums) < TWO or not reading.wants(*OF_GOODS, PAY) or asks_why(reading.text) or whether(reading):
        return None
    if _counts_goods(reading, sums) or not spoken_ways(reading.text):
        return None
    found = several.reported(session, caller, reading)
    return Heard(REPORT, found) if found else None


def _recorded(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What was paid, told in words that an owner would write down: it is a report all the same."""
    if not reading.wants(RECORD) or not paid(reading):
        return None
    told = told_of(reading, "report")
    return heard(
        session,
        caller,
        REPORT,
        lambda here, by: several.reported(here, by, reading) or reporting.tell(here, by, told),
    )


def _is_missing(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """One sum that was paid and is not written, by the words; what wants to report does so by itself."""
    text, sums = reading.text, paid_sums(reading)
    if reading.wants(REPORT) or len(sums) != 1 or _counts_goods(reading, sums):
        return None
    if not (is_unwritten(text) or (disputes(text) and reading.sides(MONEY))):
        return None
    told = told_of(reading, "report")
    if told.paise is None:
        return None
    return heard(session, caller, REPORT, lambda here, by: reporting.tell(here, by, told))
