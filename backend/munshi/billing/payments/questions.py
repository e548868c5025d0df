"""What a message says to an open question about a payment."""

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import whether
from munshi.asking.heard import Heard, Questions, decides, heard
from munshi.asking.ordinals import by_number
from munshi.asking.reading import Asked, Reading
from munshi.asking.sums import figures
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.accounts.whom import chosen, named_in
from munshi.billing.answering import names_another, names_somebody
from munshi.billing.payments import (
    confirming,
    drafts,
    giving_back,
    jobs,
    numbered,
    of_late,
    overheard,
    part_or_all,
    recording,
    reporting,
    service,
    several,
    striking,
    too_much,
    unasked,
)
from munshi.billing.payments.said import asks_when, holds, is_another, screenshot_of, told_of
from munshi.callers import Caller
from munshi.orders.address_words import surely_an_address
from munshi.outcomes import Outcome
from munshi.people.names import meant
from munshi.people.rules import Role
from munshi.undoing.taking import takes_back
from munshi.undoing.wording import did_not_pay

LONGEST_ANSWER = 3  # words beside which a figure is the answer
REPORT, RECORD, CREDIT = "report_payment", "record_payment", "record_credit"
OF_KHATAS = ("check_dues", "send_statement")


def _of_payment(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A sum, a bank's reference, a picture; a no leaves it."""
    begun = drafts.load(session, caller, "record")
    kind = "record" if begun else "report"
    if kind == "record" and takes_back(reading):
        return None
    if begun and begun.payer and names_another(session, caller.business_id, reading, begun.payer):
        return heard(session, caller, RECORD, recording.drop, reading.text)
    page, drop = (RECORD, recording.drop) if kind == "record" else (REPORT, reporting.drop)
    if kind == "report" and (said := overheard.of_customer(session, caller, reading)):
        return said
    if reading.is_no and not screenshot_of(reading):
        return heard(session, caller, page, drop)
    if kind == "record" and not reading.is_tap and did_not_pay(reading.text):
        return heard(session, caller, page, recording.nothing_came)
    told = told_of(reading, "record" if kind == "record" else "report", asked.question)
    says = told.paise is not None or told.utr or told.screenshot or told.payer
    if not reading.wants(REPORT, RECORD) and (not says or _speaks_of_more(reading)):
        return None
    if kind == "record":
        return heard(session, caller, page, lambda here, by: recording.tell(here, by, told, reading.text))
    return heard(session, caller, page, lambda here, by: reporting.tell(here, by, told))


def _speaks_of_more(reading: Reading) -> bool:
    """Whether figures stand in an address, or among too many words to be just an answer: a list of goods."""
    text = reading.text or ""
    return len(text.split()) > LONGEST_ANSWER or surely_an_address(text)


def _of_payer(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Who it was: tapped, by the place in the list, by more of the name or by phone; with anything else beside it
    nothing is written, and the message is a wish of its own.
    """
    if takes_back(reading):
        return None
    if reading.is_no:
        return heard(session, caller, RECORD, recording.drop)
    if _is_whole(session, caller, reading) or service.PAYMENT.search(reading.text or ""):
        return heard(session, caller, RECORD, recording.drop, reading.text)
    if not (reading.is_tap or names_somebody(reading, RECORD) or reading.answer("pick") is not None):
        return heard(session, caller, RECORD, recording.drop, reading.text)
    payer = reading.first("payer") or _picked(session, caller, reading)
    if payer:
        return heard(session, caller, RECORD, lambda here, by: recording.choose(here, by, int(payer)))
    told = told_of(reading, "record")
    named = told.who or reading.text
    if not named:
        return None
    if not told.who and len(named.split()) > LONGEST_ANSWER:  # a sentence is no name
        return heard(session, caller, RECORD, recording.drop, reading.text)
    begun = drafts.load(session, caller, "record")
    more = told if told.who or told.named or begun is None else drafts.Told("record", who=named)
    return heard(session, caller, RECORD, lambda here, by: recording.tell(here, by, more, reading.text))


def _is_whole(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether words tell of a payment of their own: they name an order and what came of it."""
    if reading.is_tap:
        return False
    told = numbered.paid_for_order(session, caller.business_id, reading)
    return told is not None and told.named is not None and told.paise is not None


def _picked(session: Session, caller: Caller, reading: Reading) -> int | None:
    """The one of those that were shown whose place or whose name alone is said."""
    begun = drafts.load(session, caller, "record")
    among = begun.among if begun else ()
    payer = by_number(among, str(reading.answer("pick")))
    if payer is not None:
        return payer
    options = recording.called(session, caller, among)
    names = meant(reading.text or "", options.values())
    found = [payer for payer, name in options.items() if name in names.names]
    if len(found) == 1:
        return found[0]
    alone = chosen(session, caller.business_id, reading.text or "", among)
    return alone.id if alone else None


def _of_twice(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether it is another payment than the one that was just written down."""
    if not reading.is_tap and is_another(reading.text):
        return _of_another(session, caller)
    if reading.is_no and drafts.load(session, caller, "record") is None:
        return heard(session, caller, REPORT, of_late.keep_one)
    if reading.is_no:
        return heard(session, caller, RECORD, recording.join)
    if not (reading.is_plain_yes or (reading.agrees and not reading.is_yes)):
        return None
    return _of_another(session, caller, reading.next_wish)


def _of_another(session: Session, caller: Caller, rest: str | None = None) -> Heard | None:
    """What is being said is a payment of its own; what is wished behind it is heard next."""
    records = drafts.load(session, caller, "record") is not None
    page, room = (RECORD, recording) if records else (REPORT, reporting)
    more = drafts.Told("record" if records else "report", once_more=True)
    return heard(session, caller, page, lambda here, by: room.tell(here, by, more), rest)


def _of_due(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether all that was owed for an order came; another sum is what came instead."""
    told = told_of(reading, "record")
    if told.paise is not None and not reading.is_tap and not _speaks_of_more(reading):
        return heard(session, caller, RECORD, lambda here, by: recording.tell(here, by, told, reading.text))
    return _of_told(session, caller, reading, drafts.Told("record", is_sum=True))


def _of_debt(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What a payment is for: tapped, named, or said to be the khata, or of today's order."""
    if drafts.load(session, caller, "record"):
        return _of_job(session, caller, reading)
    if reading.is_no:
        return heard(session, caller, REPORT, reporting.drop)
    told = replace(told_of(reading, "report"), paise=None, several=False, sums=())
    text = reading.text or ""
    says = names_a_khata(text) or holds(text, "old") or holds(text, "of_order")
    if not (told.named or told.of_khata or says) or reading.first("order_line"):
        return None
    return heard(session, caller, REPORT, lambda here, by: reporting.tell(here, by, told))


def _of_job(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Of which job a payment is: tapped, or named by its number; the khata is of none."""
    if reading.is_no:
        return heard(session, caller, RECORD, recording.drop)
    said = reading.first("reference") or reading.text
    of_khata = reading.first("of_khata") is not None or names_a_khata(reading.text or "")
    if not (of_khata or jobs.named_in(session, caller.business_id, said)):
        return None
    told = drafts.Told("record", of_khata=of_khata)
    return heard(session, caller, RECORD, lambda here, by: recording.tell(here, by, told, said))


def _of_part(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether the rest of an order or bill stays due, is let off, or all of it came; another sum is what came."""
    begun = drafts.load(session, caller, "record") or drafts.load(session, caller, "report")
    if begun is None:
        return None
    page, room = (RECORD, recording) if begun.kind == "record" else (REPORT, reporting)
    more = part_or_all.answered(begun, reading)
    if more is None:
        return heard(session, caller, page, room.drop) if reading.is_no else None
    return heard(session, caller, page, lambda here, by: room.tell(here, by, more), reading.next_wish)


def _of_account(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """On whose khata a payment goes: tapped, or the one who is named; a bare yes says nothing of that."""
    payment = service.find(session, caller.business_id, asked.summary or "")
    if payment is None:
        return None
    if reading.is_no:
        return heard(session, caller, RECORD, giving_back.keep)
    text = reading.text or ""
    tells = reading.is_tap or figures(text)  # a name beside a sum says only who has paid it
    named = [] if tells else named_in(session, caller.business_id, text)
    payer = reading.first("payer") or (named[0].id if len(named) == 1 else None)
    if payer and int(payer) != payment.person_id:
        shown = f"{payment.reference}|{payer}|"
        return heard(session, caller, RECORD, lambda here, by: striking.confirm(here, by, shown))
    if not (payer or reading.is_plain_yes):
        return None
    own = payer is not None
    return heard(
        session,
        caller,
        RECORD,
        lambda here, by: recording.decide(here, by, payment.reference, "confirm", own=own),
    )


def _of_number(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether a sum is money, or the number of an order, which the shop is shown then."""
    begun = drafts.load(session, caller, "record")
    order = numbered.order_of(session, caller.business_id, begun) if begun and reading.is_no else None
    if begun and order is not None:
        rest = numbered.words_of(begun, order)
        return heard(session, caller, RECORD, recording.drop, rest)
    return _of_told(session, caller, reading, drafts.Told("record", is_sum=True))


def _of_claim(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether the claim that waits had a wrong sum; that it is another payment is tapped, or said."""
    if not reading.is_tap and is_another(reading.text):
        return _of_another(session, caller)
    if right := _with_another_sum(session, caller, reading):
        return right
    return _of_told(session, caller, reading, drafts.Told("record", instead=True))


def _with_another_sum(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """A no that says another sum: what is being said has this one, *nahi wo 400 the*."""
    said = set(figures(reading.text)) if reading.is_no and not reading.is_tap else set()
    records = drafts.load(session, caller, "record")
    begun = records or drafts.load(session, caller, "report")
    if begun is None or len(said) != 1 or begun.paise in said:
        return None
    page, room = (RECORD, recording) if records else (REPORT, reporting)
    drafts.drop(session, caller)
    told = replace(begun, paise=said.pop(), several=False, sums=(), words=reading.text)
    return heard(session, caller, page, lambda here, by: room.tell(here, by, told))


def _of_told(session: Session, caller: Caller, reading: Reading, more: drafts.Told) -> Heard | None:
    """A yes adds this to what is being said of a payment; a no drops it."""
    records = drafts.load(session, caller, "record") is not None
    page, room = (RECORD, recording) if records else (REPORT, reporting)
    if reading.is_no:
        return heard(session, caller, page, room.drop)
    if not (reading.is_plain_yes or (reading.agrees and not reading.is_yes)):
        return None
    return heard(session, caller, page, lambda here, by: room.tell(here, by, more), reading.next_wish)


def _of_several(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A plain yes to several payments that were shown, or a no; a yes of the owner's writes, of a customer's tells."""
    records = caller.may_act_as(Role.OWNER, Role.MANAGER)
    if records and asked.summary and _is_credit(session, caller, reading):
        shown = asked.summary
        return heard(session, caller, CREDIT, lambda here, by: several.as_credit(here, by, shown))
    page, drop, write = (
        (RECORD, recording.drop, several.write) if records else (REPORT, reporting.drop, several.report)
    )
    hears = decides(page, lambda here, by: _dropped(drop(here, by)), write)
    done = hears(session, caller, asked, reading)
    return replace(done, rest=done.rest or done.outcome.facts.get("pay_then")) if done else None


def _is_credit(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether all that was shown is said to be on credit; who names a customer, or asks, wants to see a khata."""
    text = reading.text or ""
    if reading.is_tap or not names_a_khata(text) or figures(text) or whether(reading) or "?" in text:
        return False
    return not (reading.wants(*OF_KHATAS) or named_in(session, caller.business_id, text))


def _dropped(answer: Outcome[Any]) -> Outcome[Any]:
    return Outcome[str](outcome="dropped", facts=answer.facts)


def _of_reported(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Right behind a claim: another sum for it, said as a slip, or by which way it was paid."""
    if reading.is_tap:
        return None
    if said := overheard.of_others(session, caller, reading) or too_much.wanted(session, caller, reading):
        return said
    if asks_when(reading.text) and (last := of_late.of_late(session, caller, None)):
        return Heard(REPORT, of_late.standing(session, last))
    told = reporting.corrected(session, caller, told_of(reading, "report"), reading)
    return heard(session, caller, REPORT, lambda here, by: reporting.tell(here, by, told)) if told else None


QUESTIONS = Questions(
    "payments",
    {
        "payment_amount": _of_payment,
        "payment_utr": _of_payment,
        "payment_who": _of_payer,
        "choose_payer": _of_payer,
        "confirm_payment_twice": _of_twice,
        "confirm_payment_due": _of_due,
        "choose_debt": _of_debt,
        "payment_or_order": _of_number,
        "confirm_claimed_sum": _of_claim,
        "confirm_part_payment": _of_part,
        "choose_account": _of_account,
        "confirm_refund": decides(RECORD, giving_back.keep, giving_back.confirm),
        "confirm_payment_change": decides(RECORD, giving_back.keep, striking.confirm),
        "confirm_payments": _of_several,
        "confirm_claims": decides(RECORD, giving_back.keep, confirming.confirm),
        "take_claim_correction": _of_reported,
    },
    overhears=unasked.overhear,
    interrupts=unasked.interrupt,
)
