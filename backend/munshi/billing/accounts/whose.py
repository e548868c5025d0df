"""Whose khata or statement who is in charge asks for, whatever else the words sound like."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.asking import clauses
from munshi.asking.clauses import asks_whether, whether
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import FALLBACK, Reading
from munshi.asking.sums import figures, sums_in
from munshi.billing.accounts import filing, looking, statement_sending, whom
from munshi.billing.accounts import goods_of_each as of_each
from munshi.billing.accounts.drafts import Placed, Told
from munshi.billing.accounts.khata_words import names_a_khata
from munshi.billing.accounts.listed import listed
from munshi.billing.accounts.looking import REMIND, STATEMENT, Wish
from munshi.billing.accounts.models import AccountEntry
from munshi.billing.accounts.said import (
    days_of,
    holds,
    is_for_them,
    names_a_statement,
    said_next,
    told_of,
    wish_of,
)
from munshi.billing.payments.said import holds as of_payments
from munshi.billing.payments.said import was_taken
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.people.models import Person
from munshi.undoing import acts
from munshi.undoing.rules import Kind as Act
from munshi.undoing.wording import bids_to_write, disputes, is_given_to, tells_of_paying

TELLS, PASSED = "tells_customer", "passed_over"
PAYMENT, SALES, FEW_WORDS = "record_payment", "ask_sales_summary", 4
OF_GOODS = ("place_order", "modify_order", "update_stock", "ask_price", FALLBACK)  # what they sound like
BOTH = 2  # lines, one of each customer
STOCK, SHORT = "update_stock", 6  # words of an entry that names no khata
DUES, CREDIT, SEND = "check_dues", "record_credit", "send_statement"
LEFT, ASKS_LEFT, ORDERS = "left_of_goods", "so", "names_orders"  # of every message


def owed(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """*Ramesh se 800 lene hai, likh lo*: it is owed, whatever payment the words sound like."""
    text = reading.text or ""
    takes = of_payments(text, "to_take") and not was_taken(text) and figures(text)
    if reading.is_tap or not takes or not bids_to_write(text) or not reading.wants(PAYMENT, FALLBACK):
        return None
    said = told_of(reading)
    return heard(session, caller, CREDIT, lambda here, by: filing.tell(here, by, said))


def written(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """*Savitri ka 100 likho*: into the khata of who is surely named, whatever goods their name sounds like."""
    text = reading.text or ""
    sums = list(dict.fromkeys(sums_in(text)))
    counted = any(each.value.get("unit") for each in reading.all("order_line"))
    bids = bids_to_write(text) and not tells_of_paying(text)
    if reading.is_tap or not reading.wants(STOCK, FALLBACK) or not bids or counted or len(sums) != 1:
        return None
    named = whom.named_in(session, caller.business_id, text)
    if len(named) != 1 or whether(reading) or len(text.split()) > SHORT:
        return None
    start, _, paise = sums[0]
    said = Told(account=named[0].id, sums=[Placed(paise, start)], text=text)
    return heard(session, caller, CREDIT, lambda here, by: filing.tell(here, by, said))


def goods(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """*mohan ke khate me 4 dap likh do*: goods beside a person's khata are owed, whatever stock they sound like."""
    of_it = _of_goods(reading)
    text, said = of_it.text or "", told_of(of_it)
    counted = [each for each in said.goods if each.get("name") and each.get("quantity")]
    is_given = is_given_to(text) or not tells_of_paying(text)
    of_khata = holds(text, "khata_of_credit") and is_given and not names_a_statement(text)
    if reading.is_tap or not counted or not of_khata or not reading.wants(*OF_GOODS) or whether(reading):
        return None
    if not (said.people or said.phone or whom.named_in(session, caller.business_id, text)):
        return None
    return heard(session, caller, CREDIT, lambda here, by: filing.tell(here, by, said))


def goods_of_each(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """*Priya 5 kilo pyaaz aur Anita 2 kilo tamatar khate me*: each on their own khata, whatever sale it sounds like."""
    text, said = reading.text or "", told_of(reading)
    is_given = is_given_to(text) or not tells_of_paying(text)
    if reading.is_tap or not said.goods or not (is_given and holds(text, "khata_of_credit")):
        return None
    several = of_each.rows(session, caller, said) if len(said.goods) >= BOTH else []
    if whether(reading) or not (several or of_each.of_list(session, caller, said)):
        return None
    return heard(session, caller, CREDIT, lambda here, by: filing.tell(here, by, said))


def _of_goods(reading: Reading) -> Reading:
    """From the first clause on that counts goods or names the khata: *uska rehne do, dinesh ke khate me 2 dap*."""
    text = reading.text or ""
    lines = [each.start for each in reading.all("order_line")]
    starts = [0, *(found.end() for found in clauses.CLAUSE.finditer(text))]
    ends = [*starts[1:], len(text)]
    own = [
        start
        for start, end in zip(starts, ends, strict=True)
        if holds(text[start:end], "khata_of_credit") or any(start <= at < end for at in lines)
    ]
    if not own or not own[0]:
        return reading
    behind = clauses.part(reading, own[0], len(text))
    return replace(behind, text=" " * own[0] + text[own[0] :])  # the values keep their places


def statements(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """*Send Priya her statement*, of who is surely the one named; of several one after the other."""
    to_them = is_for_them(reading)
    of_goods = figures(reading.text) or reading.first("order_line")
    is_theirs = to_them and names_a_khata(reading.text) and not of_goods
    if reading.is_tap or not (names_a_statement(reading.text) or is_theirs):
        return None
    if listed(session, caller.business_id, reading):
        return _of_each(session, caller, reading, to_them=to_them)
    named = whom.named_in(session, caller.business_id, reading.text or "")
    named = named or (_just_written(session, caller, reading) if to_them else [])
    if not named or (len(named) == 1 and not to_them):
        return None
    of_it, beside = _apart(reading)
    first, last = days_of(of_it)
    if to_them and len(named) > 1:
        people = [each.id for each in named]
        return heard(
            session, caller, SEND, lambda here, by: statement_sending.draft_all(here, by, people, first, last)
        )
    wish = Wish(("statement",), account=named[0].id, first=first, last=last, to_them=to_them)
    others = [each.called or "" for each in named[1:]]
    rest = said_next(caller, "statement_of", names=", ".join(others)) if others else beside
    shown = heard(
        session, caller, SEND if to_them else DUES, lambda here, by: looking.look(here, by, wish), rest
    )
    return _not_told(shown) if rest == beside and reading.sides(TELLS) else shown


def _of_each(session: Session, caller: Caller, reading: Reading, *, to_them: bool) -> Heard:
    """The statement of everybody in a list, shown, or sent to each by one yes."""
    first, last = days_of(reading)
    wish = Wish((STATEMENT,), first=first, last=last, to_them=to_them, reading=reading)
    return heard(session, caller, SEND if to_them else DUES, lambda here, by: looking.look(here, by, wish))


def _not_told(shown: Heard) -> Heard:
    """What a customer shall be told besides is said back: only a statement goes to them by this."""
    facts = {**shown.outcome.facts, PASSED: shown.rest}
    return replace(shown, outcome=Outcome[str](outcome=shown.outcome.outcome, facts=facts), rest=None)


def _just_written(session: Session, caller: Caller, reading: Reading) -> Sequence[Person]:
    """Whom words without a name mean: in whose khata the caller has just written, *send him the statement*."""
    act = next(iter(acts.recent(session, caller, Act.CREDIT_WRITTEN)), None)
    if act is None or not holds(reading.text or "", "them"):
        return []
    numbers = [int(each) for each in act.references]
    query = select(AccountEntry.person_id).where(AccountEntry.id.in_(numbers)).distinct()
    found = [whom.numbered(session, caller.business_id, each) for each in session.scalars(query)]
    people = [each for each in found if each is not None]
    return people if len(people) == 1 else []


def _apart(reading: Reading) -> tuple[Reading, str | None]:
    """The clause that names the statement, and a whole sentence beside it, which is heard next."""
    parts = clauses.parts(reading)
    of_it = [each for each in parts if names_a_statement(each.text)]
    others = [each.text for each in parts if each.text and not names_a_statement(each.text)]
    beside = [each for each in others if len(each.split()) > FEW_WORDS]
    return (of_it[0], ", ".join(beside) or None) if len(of_it) == 1 and beside else (reading, None)


def reminders(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """*Wankhede ko friday ko yaad dilana hai*: who is surely named is reminded, where nothing else is understood."""
    if reading.is_tap or not reading.wants(FALLBACK) or REMIND not in reading.sides("wanted"):
        return None
    if not whom.named_in(session, caller.business_id, reading.text or ""):
        return None
    wish = wish_of(reading, [REMIND])
    return heard(session, caller, DUES, lambda here, by: looking.look(here, by, wish))


def _shows(reading: Reading) -> bool:
    """Whether something is to be shown, and no orders."""
    return holds(reading.text or "", "shows") and not reading.sides(ORDERS)


def khata(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """The khata of the one customer who is named, of whom it is asked how much is left, or of which nothing else is
    understood: *लता मेनन का हिसाब*. So is answered who asks whether a sum is written: a question writes nothing.
    """
    text = reading.text
    is_written = reading.wants(CREDIT) and any(
        asks_whether(reading, each.start) for each in reading.all("money")
    )
    is_short = len((text or "").split()) <= FEW_WORDS and not tells_of_paying(text)
    only_names = is_short and not bids_to_write(text)
    may_ask = (
        reading.wants(FALLBACK) or (reading.wants(PAYMENT, SALES, CREDIT) and only_names) or _shows(reading)
    )
    is_asked = ASKS_LEFT in reading.sides(LEFT) or (may_ask and names_a_khata(text))
    if not is_written and (not is_asked or figures(text) or disputes(text)):
        return None
    named = whom.named_in(session, caller.business_id, text or "")
    several = listed(session, caller.business_id, reading) if not is_written else None
    if len(named) != 1 and several is None:
        return None
    wish = Wish(reading=reading) if several else Wish(account=named[0].id)
    return heard(session, caller, DUES, lambda here, by: looking.look(here, by, wish))
