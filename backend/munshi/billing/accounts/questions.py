"""What a message says to an open question about khatas."""

import json
from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from munshi.asking.clauses import parts, whether
from munshi.asking.heard import Heard, Questions, decides, heard
from munshi.asking.ordinals import by_number
from munshi.asking.reading import CLEARLY, FALLBACK, LEAVES, NO, Asked, Reading, SumRole
from munshi.asking.sums import figures
from munshi.billing.accounts import (
    daybook,
    disputing,
    filing,
    likewise,
    looking,
    naming,
    opening,
    other_khata,
    promise_told_of,
    reminding,
    statement_sending,
    taken_off,
    terms,
    waiving,
    whom,
    whose,
)
from munshi.billing.accounts.doubting import (
    OF_KHATA,
    calls_wrong,
    doubts_surely,
    is_none_of_theirs,
    of_khata,
    owes_otherwise,
    puts_right,
    wants_back,
    was_overpriced,
    wipes_out,
)
from munshi.billing.accounts.drafts import Told
from munshi.billing.accounts.entry_asked import asked_about, asks_surely
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.accounts.listing import of_list
from munshi.billing.accounts.looking import Wish
from munshi.billing.accounts.offer import IN_CHARGE
from munshi.billing.accounts.said import clauses_of, holds, says_only, told_of
from munshi.billing.accounts.statement_asked import day_of, for_them, of_statement, wants_statement
from munshi.billing.answering import OF_MONEY, names_another, names_somebody
from munshi.billing.payments import billed, numbered, reporting
from munshi.billing.payments.came_from import is_a_payment, says_that_it_came
from munshi.billing.payments.owed import due_of
from munshi.callers import Caller
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.undoing.taking import takes_back
from munshi.undoing.wording import did_not_pay, is_no_debt

FEW_WORDS = 4
DUES, CREDIT, SEND = "check_dues", "record_credit", "send_statement"
TRACK = "track_order"
AMOUNT, LEFT, ASKS_LEFT = "credit_amount", "left_of_goods", "so"
STEP = "step_of_order"  # of every message
SHORT = 6  # words of a question that goes on from what was shown
TELLS_OF_ENTRIES = ("utter_check_dues_owes", "utter_check_dues_entry_told", "utter_notice_khata_written")
HOW_TO_PAY = "utter_pay_bill_"
TELLS_OF_MONEY = (
    HOW_TO_PAY,
    "utter_check_dues_",
    "utter_report_payment_",
    "utter_notice_khata_",
    "utter_notice_payment_",
)


def _of_credit(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A sum, a name, a phone, or which of several; a no leaves it, and a whole entry begins anew."""
    if is_no_debt(reading.text):
        return heard(session, caller, CREDIT, filing.no_debt)
    if is_a_payment(reading):
        return _of_payment(session, caller, reading)
    if reading.wants(NO, LEAVES) and not list(reading.all("money")):
        return heard(session, caller, CREDIT, filing.keep, _of_others(session, caller, reading))
    if asked.question == AMOUNT and _is_of_another(session, caller, reading):
        return heard(session, caller, CREDIT, filing.keep, reading.text)
    if takes_back(reading) or (asked.question == AMOUNT and not reading.wants(CREDIT, FALLBACK)):
        return None
    told = told_of(reading)
    work = filing.tell if told.people and (told.sums or told.goods) else filing.go_on
    work = filing.choose if reading.is_tap else work
    return heard(session, caller, CREDIT, lambda here, by: work(here, by, told))


def _of_payment(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Money that came is no answer: who books it hears it, and where it sounds like credit it is said to be unsure."""
    if reading.wants(CREDIT) and not says_that_it_came(reading):
        return heard(session, caller, CREDIT, filing.doubt)
    return None


def _of_others(session: Session, caller: Caller, reading: Reading) -> str | None:
    """The clauses beside a no that are whole wishes: they count goods, and are heard next."""
    said = [each for each in parts(reading) if any(line.value.get("name") for line in each.all("order_line"))]
    return ", ".join(each.text or "" for each in said) or None


def _is_of_another(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether somebody else is named than who was asked about."""
    whose = next((row.person for row in filing.drafted(session, caller) or () if row.paise is None), None)
    return whose is not None and names_another(session, caller.business_id, reading, whose)


def _of_whose(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A name, a phone or the number of their order; with anything else the message is a wish of its own."""
    if is_a_payment(reading):
        return _of_payment(session, caller, reading)
    if whose := _by_order(session, caller, reading):
        return heard(session, caller, CREDIT, lambda here, by: filing.go_on(here, by, whose))
    if reading.wants(NO, LEAVES) or is_no_debt(reading.text) or names_somebody(reading, CREDIT):
        return _of_credit(session, caller, asked, reading)
    return heard(session, caller, CREDIT, filing.keep, reading.text)


def _by_order(session: Session, caller: Caller, reading: Reading) -> Told | None:
    """Whose khata it is, as one order is named and nothing else is said: *usi ke jiska order 1004 hai*."""
    text = reading.text or ""
    order = None if reading.is_tap else numbered.order_named(session, caller.business_id, text)
    surely_else = reading.chance >= CLEARLY and not reading.wants(*OF_MONEY, TRACK)
    said = (
        surely_else
        or bool(reading.sides(STEP))
        or any(numbered.called(session, caller.business_id, each) != order for each in figures(text))
    )
    payer = numbered.payer_of(session, caller.business_id, order) if order and not said else None
    return Told(account=payer, text=text) if payer else None


def _of_confirming(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """A yes to what was shown, or a no."""
    shown = reading.first("summary") or asked.summary
    if reading.is_plain_yes:
        return heard(session, caller, CREDIT, lambda here, by: filing.confirm(here, by, shown))
    if reading.is_no:
        return heard(session, caller, CREDIT, filing.keep)
    if is_a_payment(reading):
        return _of_payment(session, caller, reading)
    paise = _sum_of_shown(session, caller, reading)
    return (
        heard(session, caller, CREDIT, lambda here, by: filing.with_sum(here, by, paise)) if paise else None
    )


def _sum_of_shown(session: Session, caller: Caller, reading: Reading) -> int | None:
    """The one sum that is said to one entry that is shown, and of nobody else: *1900 rupaye, 380 ke bhav se*.

    Of several it is the one that is not what goods are worth.
    """
    said = {int(each.value["paise"]) for each in reading.all("money")}
    if len(said) > 1:
        said -= {each.paise for each in reading.sums_of(SumRole.WORTH)}
    asks = "?" in (reading.text or "") or whether(reading)
    if reading.is_tap or len(said) != 1 or asks or len(filing.drafted(session, caller) or ()) != 1:
        return None
    names = told_of(reading).people or whom.named_in(session, caller.business_id, reading.text or "")
    return None if names or reading.first("order_line") or reading.first("reference") else said.pop()


def _of_customer(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whose khata is meant, by a number of the list or the rest of the name."""
    if reading.wants(NO, LEAVES) or not asked.summary or reading.is_tap:
        return None
    kept = json.loads(asked.summary)
    numbers: list[int] = kept["accounts"]
    account = by_number(numbers, reading.text or "")
    if account is None and reading.wants(DUES, FALLBACK):
        found = whom.meant(session, caller.business_id, reading.first("person") or reading.text or "")
        named = [person.id for person in found.people if person.id in numbers]
        alone = whom.chosen(session, caller.business_id, reading.text or "", numbers)
        account = named[0] if len(named) == 1 else alone.id if alone else None
    if account is None:
        return None
    wish = Wish(kept["wanted"], account=account, first=day_of(kept["from"]), last=day_of(kept["to"]))
    return heard(session, caller, DUES, lambda here, by: looking.look(here, by, wish))


def _of_reminders(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether those who were shown are reminded, or only some of them or on another day, which is shown then."""
    shown = reading.first("summary") or asked.summary
    there, on = reminding.of_shown(shown or "")
    one = there[0] if len(there) == 1 and not reading.is_tap else None
    if one is not None and (theirs := for_them(reading, one)) and theirs.to_them:
        return heard(session, caller, SEND, lambda here, by: looking.look(here, by, theirs))
    some = [] if reading.is_tap else _some_of(session, caller, there, reading)
    day = _day_alone(reading)
    if some or (there and day):
        people = some or reminding.numbered(session, caller.business_id, there)
        return heard(session, caller, DUES, lambda here, by: reminding.draft(here, by, people, day or on))
    if reading.is_plain_yes and shown:
        return heard(session, caller, DUES, lambda here, by: reminding.send(here, by, shown))
    return heard(session, caller, DUES, reminding.keep) if reading.is_no else None


def _day_alone(reading: Reading) -> date | None:
    """The day of a message that says little else and asks nothing: "kal subah", "abhi nahi, monday ko"."""
    period, text = next(reading.all("period"), None), reading.text or ""
    if reading.is_tap or period is None or "?" in text or list(reading.all("person")):
        return None
    beside = f"{text[: period.start]} {text[period.end :]}".split()
    return day_of(period.value.get("from")) if len(beside) <= FEW_WORDS else None


def _of_shown(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Right behind one khata that an owner looked at: what is left of it, or another one, *aur Kamlesh ka?*."""
    text = reading.text or ""
    if reading.is_tap or not asked.summary or figures(text) or len(text.split()) > SHORT:
        return None
    named = whom.named_in(session, caller.business_id, text)
    if not named and (theirs := for_them(reading, int(asked.summary))):
        return heard(
            session, caller, SEND if theirs.to_them else DUES, lambda here, by: looking.look(here, by, theirs)
        )
    goes_on = text.rstrip().endswith("?") or holds(text, "joins") or holds(text, "how_much")
    asks_left = ASKS_LEFT in reading.sides(LEFT) and not reading.first("order_line")
    if len(named) > 1 or not (goes_on and named if named else asks_left):
        return None
    wish = Wish(account=named[0].id if named else int(asked.summary))
    return heard(session, caller, DUES, lambda here, by: looking.look(here, by, wish))


def _some_of(session: Session, caller: Caller, there: Sequence[int], reading: Reading) -> list[Person]:
    """Whom the message means alone: only them, or of who was shown all but them, or some whom a yes names."""
    text = reading.text or ""
    if only := [each for each in clauses_of(text) if says_only(each)]:
        return list(whom.named_in(session, caller.business_id, ", ".join(only)))
    called = {each.id: each for each in whom.named_in(session, caller.business_id, text)}
    named = [called[each] for each in there if each in called]
    if named and reading.sides("but"):
        others = (whom.numbered(session, caller.business_id, each) for each in there if each not in called)
        return [person for person in others if person is not None]
    names_some = (reading.is_yes or reading.agrees) and len(named) < len(there)
    return named if names_some else []


def _overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What is said of khatas though nothing is asked, where there are any."""
    if terms.SKILL not in caller.business.skills:
        return None
    if caller.may_act_as(*IN_CHARGE):
        return _of_owner(session, caller, reading)
    return _called_wrong(session, caller, asked, reading)


def _called_wrong(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Words of a customer that surely call their khata wrong: they name it, or the sum of one of its entries."""
    if wished := opening.by_customer(session, caller, reading):
        return wished
    if _asks_left(asked, reading):
        return heard(session, caller, DUES, lambda here, by: looking.look(here, by, Wish()))
    if wants_back(session, caller, reading) or was_overpriced(asked, reading):
        words = reading.text or ""
        return heard(session, caller, DUES, lambda here, by: disputing.want_back(here, by, words))
    if puts_right(session, caller, reading):
        return of_khata(session, caller, asked, reading)
    if owes_otherwise(session, caller, reading):
        words = reading.text or ""
        return heard(session, caller, DUES, lambda here, by: disputing.dispute(here, by, words))
    if why := billed.asked_why(session, caller, reading):
        return why
    if of_entry := asked_about(session, caller, reading):
        return of_entry
    if wipes_out(session, caller, reading):
        words = reading.text or ""
        return heard(session, caller, DUES, lambda here, by: disputing.dispute(here, by, words))
    if not calls_wrong(session, caller, reading):
        return None
    named = names_a_khata(reading.text) or is_none_of_theirs(reading)
    named = named or any(each.startswith(TELLS_OF_ENTRIES) for each in asked.told)
    if not (named or disputing.entry_of(session, caller, reading.text)):
        return None
    return of_khata(session, caller, asked, reading)


def _of_owner(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Whose khata who is in charge wants to see, or what they tell of several."""
    if _asks_top(session, caller, reading):
        most = Wish(wanted=[looking.EVERYBODY], most_first=True)
        return heard(session, caller, DUES, lambda here, by: looking.look(here, by, most))
    return (
        whose.owed(session, caller, reading)
        or whose.written(session, caller, reading)
        or whose.goods(session, caller, reading)
        or whose.statements(session, caller, reading)
        or whose.reminders(session, caller, reading)
        or of_list(session, caller, reading)
        or whose.khata(session, caller, reading)
    )


def _asks_top(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether the first of those who owe are wished for, and nobody is named: *top 3 udhar wale*."""
    text = reading.text or ""
    ranks = holds(text, "ranked") and names_a_khata(text)
    return not reading.is_tap and ranks and not whom.named_in(session, caller.business_id, text)


def _asks_left(asked: Asked, reading: Reading) -> bool:
    """Whether a customer asks what is left, right behind what was told of money: *to ab kitna bacha?*."""
    text = reading.text or ""
    if reading.is_tap or reading.wants(DUES) or reading.first("person"):
        return False
    short = len(text.split()) <= SHORT and not figures(text)
    of_money = any(each.startswith(TELLS_OF_MONEY) for each in asked.told)
    of_pay_page = any(each.startswith(HOW_TO_PAY) for each in asked.told)
    asks = ASKS_LEFT in reading.sides(LEFT) or (
        (of_pay_page or holds(text, "in_all")) and holds(text, "how_much")
    )
    return short and of_money and asks and not reading.first("order_line")


def _asks_what_to_give(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether who owes asks how much they shall have ready when the goods come."""
    text = reading.text or ""
    asks = holds(text, "how_much") and holds(text, "to_give") and not figures(text)
    if reading.is_tap or not asks or reading.first("order_line"):
        return False
    return due_of(session, caller.business_id, caller.person.id).paise > 0


def _interrupt(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What is surely of khatas, whatever is asked: who asked still waits."""
    if reading.is_tap or terms.SKILL not in caller.business.skills:
        return None
    if caller.may_act_as(*IN_CHARGE):
        return (
            waiving.wished(session, caller, asked, reading)
            or whose.goods_of_each(session, caller, reading)
            or taken_off.told(session, caller, asked, reading)
            or (asked.question != AMOUNT and other_khata.wished(session, caller, asked, reading))
            or promise_told_of.told(session, caller, reading)
            or likewise.told(session, caller, asked, reading)
            or opening.by_owner(session, caller, reading)
            or naming.told(session, caller, reading)
            or daybook.asked(session, caller, reading)
        )
    of_staff = caller.may_act_as(Role.EMPLOYEE)  # who are told that the owner does it
    if of_staff and (wished := waiving.wished(session, caller, asked, reading)):
        return wished
    if statement := wants_statement(session, caller, asked, reading):
        return statement
    if surely := asks_surely(session, caller, reading):
        return surely
    if _asks_what_to_give(session, caller, reading):
        return heard(session, caller, DUES, lambda here, by: looking.look(here, by, Wish()))
    words = reading.text or ""
    if doubts_surely(session, caller, words):
        return heard(session, caller, DUES, lambda here, by: disputing.dispute(here, by, words))
    if not did_not_pay(words):
        return None
    entry = disputing.entry_of(session, caller, words)
    if entry is None or entry.paise > 0 or reporting.waiting_with(session, caller, words):
        return None
    return heard(session, caller, DUES, lambda here, by: disputing.dispute(here, by, words))


QUESTIONS = Questions(
    "accounts",
    {
        AMOUNT: _of_credit,
        "credit_person": _of_whose,
        "credit_phone": _of_whose,
        "credit_customer": _of_whose,
        "confirm_credit": _of_confirming,
        "dues_customer": _of_customer,
        "confirm_reminders": _of_reminders,
        OF_KHATA: of_khata,
        "take_khata": _of_shown,
        **dict.fromkeys(waiving.ASKED, decides(CREDIT, waiving.keep, waiving.confirm)),
        "confirm_other_khata": decides(CREDIT, other_khata.keep, other_khata.confirm),
        "take_statement": of_statement,
        "confirm_statement": decides(SEND, statement_sending.keep, statement_sending.send),
    },
    overhears=_overhear,
    interrupts=_interrupt,
)
