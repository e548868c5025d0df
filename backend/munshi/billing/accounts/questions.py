"""What a message says to an open question about khatas."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from munshi.asking.clauses import parts
from munshi.asking.heard import Heard, Questions, decides, heard
from munshi.asking.ordinals import by_number
from munshi.asking.reading import CLEARLY, FALLBACK, LEAVES, NO, Asked, Reading, SumRole
from munshi.asking.sums import figures
from munshi.billing import pieces
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
from munshi.billing.accounts.drafts import Told
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.accounts.listing import of_list
from munshi.billing.accounts.looking import REMIND, STATEMENT, Wish
from munshi.billing.accounts.models import AccountEntry
from munshi.billing.accounts.offer import IN_CHARGE
from munshi.billing.accounts.said import (
    asks_statement,
    clauses_of,
    days_of,
    holds,
    is_for_them,
    names_a_statement,
    says_only,
    told_of,
)
from munshi.billing.answering import names_another, names_somebody
from munshi.billing.payments import billed, numbered, reporting
from munshi.billing.payments.came_from import is_a_payment, says_that_it_came
from munshi.billing.payments.owed import due_of
from munshi.callers import Caller
from munshi.orders import passing_on
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.undoing.taking import takes_back
from munshi.undoing.wording import (
    asks_why,
    denies,
    did_not_pay,
    disputes,
    erases,
    is_no_debt,
    is_unwritten,
    misses_money,
    removes,
    replaces,
    tells_of_paying,
    was_overcharged,
)

PAYMENT, FEW_WORDS = "record_payment", 4
DUES, CREDIT, SEND = "check_dues", "record_credit", "send_statement"
LEAST_SUM = 1000  # in paise, that is heard as a sum though no word of money stands beside it
AMOUNT, LEFT, ASKS_LEFT, OF_KHATA = "credit_amount", "left_of_goods", "so", "correct_khata"
WANTED = "wanted"  # the sides of a wish for dues
STEP = "step_of_order"  # of every message
ABOUT, WRONG = "about", "wrong"  # a side of a wish for a bill
OF_A_BILL = ("request_invoice", "pay_bill", DUES, NO, FALLBACK)
BOTH = 2  # the sum that is written, and the one that is right
FEW_OF_DAYS = 10  # words that say the days of a statement
SHORT = 6  # words of a question that goes on from what was shown
OF_BILLS = ("utter_request_invoice_sent", "utter_notice_bill")  # what tells of one
TELLS_OF_ENTRIES = ("utter_check_dues_owes", "utter_check_dues_entry_told", "utter_notice_khata_written")
TELLS_OF_STATEMENT = "utter_check_dues_statement"
HOW_TO_PAY = "utter_pay_bill_"
TELLS_OF_MONEY = (
    HOW_TO_PAY,
    "utter_check_dues_",
    "utter_report_payment_",
    "utter_notice_khata_",
    "utter_notice_payment_",
)
# What words that call a khata wrong may seem to want.
MAY_DISPUTE = (
    DUES,
    NO,
    LEAVES,
    FALLBACK,
    "report_payment",
    "modify_order",
    "talk_to_human",
    "opt_in",
    CREDIT,
    "request_invoice",
    "pay_bill",
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
    said = bool(reading.sides(STEP)) or any(
        numbered.called(session, caller.business_id, each) != order for each in figures(text)
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
    return _of_payment(session, caller, reading) if is_a_payment(reading) else None


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
    wish = Wish(kept["wanted"], account=account, first=_day(kept["from"]), last=_day(kept["to"]))
    return heard(session, caller, DUES, lambda here, by: looking.look(here, by, wish))


def _of_reminders(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Whether those who were shown are reminded, or only some of them or on another day, which is shown then."""
    shown = reading.first("summary") or asked.summary
    there, on = reminding.of_shown(shown or "")
    one = there[0] if len(there) == 1 and not reading.is_tap else None
    if one is not None and (theirs := _for_them(reading, one)) and theirs.to_them:
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
    return _day(period.value.get("from")) if len(beside) <= FEW_WORDS else None


def _of_khata(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Right behind what is owed: words that call it wrong, unless they clearly want something else."""
    shown = asked.summary if asked.question == OF_KHATA else None
    if _puts_right(session, caller, reading):
        words = reading.text or ""
        return heard(session, caller, DUES, lambda here, by: disputing.dispute(here, by, words))
    if reading.is_tap or not _calls_wrong(session, caller, reading.text):
        return None
    if reading.chance >= CLEARLY and not reading.wants(*MAY_DISPUTE):
        return None
    words = reading.text or ""
    return heard(session, caller, DUES, lambda here, by: disputing.dispute(here, by, words, shown))


def _of_shown(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Right behind one khata that an owner looked at: what is left of it, or another one, *aur Kamlesh ka?*."""
    text = reading.text or ""
    if reading.is_tap or not asked.summary or figures(text) or len(text.split()) > SHORT:
        return None
    named = whom.named_in(session, caller.business_id, text)
    if not named and (theirs := _for_them(reading, int(asked.summary))):
        return heard(
            session, caller, SEND if theirs.to_them else DUES, lambda here, by: looking.look(here, by, theirs)
        )
    goes_on = text.rstrip().endswith("?") or holds(text, "joins") or holds(text, "how_much")
    asks_left = ASKS_LEFT in reading.sides(LEFT) and not reading.first("order_line")
    if len(named) > 1 or not (goes_on and named if named else asks_left):
        return None
    wish = Wish(account=named[0].id if named else int(asked.summary))
    return heard(session, caller, DUES, lambda here, by: looking.look(here, by, wish))


def _for_them(reading: Reading, account: int) -> Wish | None:
    """What shall go to who was just looked at: a reminder or the statement, *usko bhi yaad dila do*."""
    text = reading.text or ""
    reminds, states = REMIND in reading.sides(WANTED), names_a_statement(text)
    if not holds(text, "them") or not (reminds or states):
        return None
    return Wish((REMIND if reminds else STATEMENT,), account=account, to_them=not reminds)


def _of_statement(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Right behind a statement: the owner has it sent to its customer, a customer calls it wrong, or says its days."""
    if not caller.may_act_as(*IN_CHARGE):
        return _of_other_days(session, caller, reading) or _of_khata(session, caller, asked, reading)
    if reading.is_tap or not asked.summary or list(reading.all("person")):
        return None
    number, first, last = asked.summary.split("|")
    if REMIND in reading.sides(WANTED) and (theirs := _for_them(reading, int(number))):
        return heard(session, caller, DUES, lambda here, by: looking.look(here, by, theirs))
    if not is_for_them(reading):
        return None
    wish = Wish(("statement",), account=int(number), first=_day(first), last=_day(last), to_them=True)
    return heard(session, caller, SEND, lambda here, by: looking.look(here, by, wish))


def _of_other_days(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Few words that name the days of a statement once more: *no, the whole period 1 Nov till today*."""
    first, last = days_of(reading)
    few = len((reading.text or "").split()) <= FEW_OF_DAYS and not (
        reading.sums or reading.first("order_line")
    )
    if reading.is_tap or first is None or not few or pieces.holds(reading.text, "will_pay"):
        return None
    wish = Wish((STATEMENT,), first=first, last=last)
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


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _overhear(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """Words of a customer that surely call their khata wrong: they name it, or the sum of one of its entries."""
    if caller.may_act_as(*IN_CHARGE):
        return (
            whose.owed(session, caller, reading)
            or whose.written(session, caller, reading)
            or whose.goods(session, caller, reading)
            or whose.statements(session, caller, reading)
            or whose.reminders(session, caller, reading)
            or of_list(session, caller, reading)
            or whose.khata(session, caller, reading)
        )
    if wished := opening.by_customer(session, caller, reading):
        return wished
    if _asks_left(asked, reading):
        return heard(session, caller, DUES, lambda here, by: looking.look(here, by, Wish()))
    if _wants_back(session, caller, reading) or _was_overcharged(asked, reading):
        words = reading.text or ""
        return heard(session, caller, DUES, lambda here, by: disputing.want_back(here, by, words))
    if _puts_right(session, caller, reading):
        return _of_khata(session, caller, asked, reading)
    if _owes_otherwise(session, caller, reading):
        words = reading.text or ""
        return heard(session, caller, DUES, lambda here, by: disputing.dispute(here, by, words))
    if why := billed.asked_why(session, caller, reading):
        return why
    if asked_about := _asked_about(session, caller, reading):
        return asked_about
    if _wipes_out(session, caller, reading):
        words = reading.text or ""
        return heard(session, caller, DUES, lambda here, by: disputing.dispute(here, by, words))
    if not _calls_wrong(session, caller, reading.text):
        return None
    named = names_a_khata(reading.text) or _is_none_of_theirs(reading)
    named = named or any(each.startswith(TELLS_OF_ENTRIES) for each in asked.told)
    if not (named or disputing.entry_of(session, caller, reading.text)):
        return None
    return _of_khata(session, caller, asked, reading)


def _is_none_of_theirs(reading: Reading) -> bool:
    """Whether words say that a bill is not theirs, and want one by none of them; what is wrong in it is of bills."""
    names_bill = holds(reading.text or "", "bill") and not reading.first("reference")
    return reading.wants(*OF_A_BILL) and names_bill and WRONG not in reading.sides(ABOUT)


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
    if statement := _wants_statement(session, caller, asked, reading):
        return statement
    if surely := _asks_surely(session, caller, reading):
        return surely
    if _asks_what_to_give(session, caller, reading):
        return heard(session, caller, DUES, lambda here, by: looking.look(here, by, Wish()))
    words = reading.text or ""
    if _doubts_surely(session, caller, words):
        return heard(session, caller, DUES, lambda here, by: disputing.dispute(here, by, words))
    if not did_not_pay(words):
        return None
    entry = disputing.entry_of(session, caller, words)
    if entry is None or entry.paise > 0 or reporting.waiting_with(session, caller, words):
        return None
    return heard(session, caller, DUES, lambda here, by: disputing.dispute(here, by, words))


def _doubts_surely(session: Session, caller: Caller, text: str) -> bool:
    """Whether words beside a sum of the khata ask why, though it was paid, or tell that less was taken."""
    says = (_paid(text) and asks_why(text)) or _took_less(text)
    return says and disputing.is_of_khata(session, caller, text)


def _took_less(text: str | None) -> bool:
    """Whether what was taken is told otherwise than it is written: *3 hi li thi, 4 nahi*."""
    return holds(text or "", "had_taken") and (denies(text) or holds(text or "", "no_more"))


def _wants_statement(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """That a statement is to be sent, in words that say so and nothing else; right behind one its other days."""
    if reading.agrees or reading.first("order_line"):
        return None
    if any(each.startswith(TELLS_OF_STATEMENT) for each in asked.told):
        return _of_other_days(session, caller, reading)
    few = len((reading.text or "").split()) <= FEW_OF_DAYS
    asked_for = asks_statement(reading)
    if not (few and asked_for) or reading.sums or pieces.holds(reading.text, "will_pay"):
        return None
    if became := _asks_what_became(session, caller, reading):
        return replace(became, rest=asked_for)
    first, last = days_of(reading)
    wish = Wish((STATEMENT,), first=first, last=last)
    return heard(session, caller, DUES, lambda here, by: looking.look(here, by, wish))


def _wants_back(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether a customer misses money that should have come back, and has nothing paid ahead that could."""
    if reading.is_tap or not misses_money(reading.text) or reading.first("order_line"):
        return False
    sums = figures(reading.text)
    return bool(sums) and due_of(session, caller.business_id, caller.person.id).ahead_paise <= 0


def _was_overcharged(asked: Asked, reading: Reading) -> bool:
    """Whether a customer says that more was taken than it cost, and orders nothing; behind a bill it is of that."""
    of_bill = any(each.startswith(OF_BILLS) for each in asked.told)
    if reading.is_tap or of_bill or not was_overcharged(reading.text):
        return False
    return reading.first("order_line") is None


def _puts_right(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether a sum is said in place of one that stands in the khata: "i paid 700, not 500" is no second payment."""
    if reading.is_tap or not replaces(reading.text) or min(figures(reading.text)) < LEAST_SUM:
        return False
    return disputing.entry_of(session, caller, reading.text) is not None


def _owes_otherwise(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether of two sums that are owed the other is said to be right: *140 likha hai 100 hona chahiye tha*."""
    owed = reading.sums_of(SumRole.WORTH)
    if reading.is_tap or len(owed) != BOTH or len(reading.sums) != BOTH or reading.first("order_line"):
        return False
    says = replaces(reading.text) or holds(reading.text or "", "should_be")
    return says and due_of(session, caller.business_id, caller.person.id).paise > 0


def _calls_wrong(session: Session, caller: Caller, text: str | None) -> bool:
    """Whether words call what is written wrong; where they tell of a payment, it is that of an entry whose sum is said.

    So does who asks what an entry is that they say to have paid for, or wants it taken out.
    """
    takes_out = removes(text) and names_a_khata(text)
    if not _paid(text):
        return disputes(text) or _took_less(text) or takes_out
    wrong = takes_out or asks_why(text)
    entry = disputing.entry_of(session, caller, text) if wrong and not is_unwritten(text) else None
    return entry is not None and entry.paise > 0


def _wipes_out(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether a customer who owes wants a sum wiped out: it is doubted, and no wish to be forgotten."""
    sums = [paise for paise in figures(reading.text) if paise >= LEAST_SUM]
    if reading.is_tap or not sums or not erases(reading.text) or reading.first("reference"):
        return False
    return due_of(session, caller.business_id, caller.person.id).paise > 0


def _paid(text: str | None) -> bool:
    return tells_of_paying(text) and not did_not_pay(text)


def _asks_of_entry(session: Session, caller: Caller, reading: Reading) -> AccountEntry | None:
    """The entry of which a customer asks what it is, and which they do not call wrong."""
    text = reading.text
    if reading.is_tap or not asks_why(text) or disputes(text) or _paid(text):
        return None
    return disputing.entry_of(session, caller, text)


def _asked_about(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What a customer asks of an entry: what has become of it, what it is, or of what it may be that the shop knows."""
    if became := _asks_what_became(session, caller, reading):
        return became
    if entry := _asks_of_entry(session, caller, reading):
        return Heard(DUES, disputing.explain(session, caller, entry))
    if not _asks_of_none(session, caller, reading):
        return None
    words = reading.text or ""
    return heard(session, caller, passing_on.PAGE, lambda here, by: passing_on.pass_on(here, by, words))


def _asks_surely(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """The same, in words that ask nothing else, of an entry that is known."""
    text = reading.text or ""
    if not (holds(text, "asks_bought") or holds(text, "became")) or not figures(text):
        return None
    if disputing.entry_of(session, caller, text) is None or reading.first("order_line"):
        return None
    return _asked_about(session, caller, reading)


def _asks_of_none(session: Session, caller: Caller, reading: Reading) -> bool:
    """Whether who has a khata asks what they bought for a sum that stands nowhere in it: the shop may know."""
    text = reading.text or ""
    sums = [paise for paise in figures(text) if paise >= LEAST_SUM]
    if reading.is_tap or len(sums) != 1 or not holds(text, "asks_bought") or _paid(text):
        return False
    return reading.first("order_line") is None and bool(disputing.standing(session, caller))


def _asks_what_became(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What has become of an entry: that it was taken out, or that it stands; of none that is known what is owed."""
    text = reading.text or ""
    if reading.is_tap or not (holds(text, "became") and names_a_khata(text)) or reading.first("order_line"):
        return None
    entry = disputing.entry_of(session, caller, text)
    known = disputing.gone(session, caller, text) or (entry and disputing.explain(session, caller, entry))
    if known:
        return Heard(DUES, known)
    return heard(session, caller, DUES, lambda here, by: looking.look(here, by, Wish()))


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
        OF_KHATA: _of_khata,
        "take_khata": _of_shown,
        **dict.fromkeys(waiving.ASKED, decides(CREDIT, waiving.keep, waiving.confirm)),
        "confirm_other_khata": decides(CREDIT, other_khata.keep, other_khata.confirm),
        "take_statement": _of_statement,
        "confirm_statement": decides(SEND, statement_sending.keep, statement_sending.send),
    },
    overhears=_overhear,
    interrupts=_interrupt,
)
