"""What a message says to an open question about a bill: which one is meant, and what is wrong with it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, Questions, decides, heard
from munshi.asking.ordinals import by_pick
from munshi.asking.reading import CLEARLY, DOUBTED, FALLBACK, Asked, Reading
from munshi.billing.bills import changing, gstins, looking, returning
from munshi.billing.bills.service import of_person
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.rules import Role
from munshi.turns import decide
from munshi.undoing.wording import Back, of_money, was_overcharged
from munshi.word_lists import WordLists, plain

LISTS = WordLists(__file__, "again.yml")
SENT, NOTICE = "utter_request_invoice_sent", "utter_notice_bill"  # what tells of a bill
FEW_WORDS, MOST_WORDS = 8, 14
MOST_BESIDE = 3  # words of a message that is a GSTIN: *GSTIN 23…*, *sahi wala 23…*
PAGE, CREDIT = "request_invoice", "credit_bill"
ALL = frozenset({"all", "both", "three", "rest"})
SURELY = (
    "confirm",
    "confirm_walk_in",
    "confirm_exchange",
    "no_khata",
    "confirm_whole",
    "too_much",
    "nothing_left",
)
COMPLAINS = frozenset({PAGE, "raise_ticket", FALLBACK})


def _of_choice(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """One of the orders that were shown, by its place or its number, or all of them."""
    chosen = _chosen((asked.summary or "").split(","), reading)
    if not chosen:
        return None
    return heard(session, caller, PAGE, lambda here, by: looking.chosen(here, by, chosen))


def _of_wrong_one(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Which of the shown orders has the wrong bill."""
    chosen = _chosen((asked.summary or "").split(","), reading)
    if len(chosen) != 1:
        return None
    return heard(session, caller, PAGE, lambda here, by: looking.chosen_as_wrong(here, by, chosen[0]))


def _chosen(shown: Sequence[str], reading: Reading) -> Sequence[str]:
    pick, said = str(reading.answer("pick") or ""), (reading.text or "").strip()
    if pick in ALL:
        return shown
    placed = by_pick(shown, pick) or by_pick(shown, said)
    return [placed] if placed else [each for each in shown if said and each.endswith(said)]


def _of_dispute(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What is wrong, in any words; a wish that is clearly something else is that."""
    if reading.text is None or reading.is_yes or reading.is_no or not asked.summary:
        return None
    if reading.intent not in COMPLAINS and reading.chance >= CLEARLY:
        return None
    number, words = asked.summary, reading.text
    return heard(session, caller, PAGE, lambda here, by: changing.explain(here, by, number, words))


def _again(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Right behind a bill: it is wanted once more, *i deleted it, send again*."""
    told = any(each.startswith(SENT) for each in asked.told)
    said = plain(reading.text)
    goods = any(each.confidence is None or each.confidence >= DOUBTED for each in reading.all("order_line"))
    if not told or reading.is_tap or len(said.split()) > FEW_WORDS or goods:
        return None
    if not LISTS.has(said, "again") or LISTS.has(said, "of_else"):
        return None
    return heard(session, caller, PAGE, looking.again)


def _of_firm(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """A GSTIN that a customer writes alone is of their bill, as the right one behind one that was refused."""
    written = gstins.find(reading.text or "")
    alone = written is not None and len((reading.text or "").split()) <= MOST_BESIDE
    if reading.is_tap or not alone or caller.may_act_as(Role.OWNER, Role.MANAGER):
        return None
    return heard(session, caller, PAGE, lambda here, by: looking.request(here, by, reading, wrong=False))


def _doubted(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Right behind a bill a customer calls a line or the sum of it wrong: *isme 2 coke nahi the*, *zyada laga diya*."""
    told = any(each.startswith((SENT, NOTICE)) for each in asked.told)
    words = reading.text or ""
    if not told or reading.is_tap or caller.may_act_as(Role.OWNER, Role.MANAGER):
        return None
    doubts = LISTS.has(plain(words), "doubts") or was_overcharged(words)
    own = of_person(session, caller.business_id, caller.person.id) if doubts else []
    if not own or len(words.split()) > MOST_WORDS:
        return None
    return heard(session, caller, PAGE, lambda here, by: changing.explain(here, by, own[-1].number, words))


def _overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """The bill that was just sent, once more; words of the owner that surely take a part of one back, whatever they
    seem to want of goods or money.
    """
    said = _of_firm(session, caller, reading) or _again(session, caller, asked, reading)
    if said := said or _doubted(session, caller, asked, reading):
        return said
    found = _returned(session, caller, reading)
    named = of_money(reading.text) is Back.CREDITED and found.outcome != returning.NOTHING.outcome
    return Heard(CREDIT, found) if named or found.outcome in SURELY else None


def _interrupt(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Goods of a bill that the owner takes back, or a customer calls wrong: they are no complaint and no order."""
    if wrong := _called_wrong(session, caller, reading):
        return wrong
    found = _returned(session, caller, reading)
    return Heard(CREDIT, found) if found.facts.get("bill_goods") else None


def _of_whole(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether all of a bill is taken back; only a part of it is shown by itself: "nahi, sirf 105 rabdi ka kam karo"."""
    number = asked.summary
    if not number or reading.is_tap:
        return None
    part = decide(
        session, caller, lambda here, by: returning.part_of(here, by, reading, number) or returning.NOTHING
    )
    if part.outcome != returning.NOTHING.outcome:
        return Heard(CREDIT, part)
    if reading.is_no:
        return heard(session, caller, CREDIT, returning.keep)
    if not reading.is_plain_yes:
        return None
    return heard(session, caller, PAGE, lambda here, by: changing.credit_whole(here, by, number))


def _called_wrong(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """A customer calls a bill wrong and says why: the goods that are named are not ordered, and it is no complaint."""
    said = plain(reading.text)
    in_charge = caller.may_act_as(Role.OWNER, Role.MANAGER)
    if reading.is_tap or in_charge or not (reading.first("order_line") or reading.wants("raise_ticket")):
        return None
    if not (LISTS.has(said, "paper") and LISTS.has(said, "not_right")):
        return None
    found = looking.with_goods(session, caller, reading.text or "")
    if found is None:
        return None
    words = reading.text or ""
    return heard(session, caller, PAGE, lambda here, by: changing.explain(here, by, found, words))


def _returned(session: Session, caller: Caller, reading: Reading) -> Outcome[Any]:
    """What of a bill words take back, or `returning.NOTHING`."""
    if not returning.may_be(reading):
        return returning.NOTHING
    return decide(session, caller, lambda here, by: returning.told(here, by, reading) or returning.NOTHING)


QUESTIONS = Questions(
    "bills",
    {
        "choose_bill": _of_choice,
        "choose_wrong_bill": _of_wrong_one,
        "correct_bill": _of_dispute,
        "confirm_credit_whole": _of_whole,
        "confirm_credit_part": decides(CREDIT, returning.keep, returning.confirm),
    },
    overhears=_overhear,
    interrupts=_interrupt,
)
