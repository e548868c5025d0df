"""Who may buy on khata, by words: a customer asks for it, and who is in charge opens it, with a limit, or closes it."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking import clauses
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading
from munshi.asking.sums import figures
from munshi.billing.accounts import looking, notices, service, terms, whom
from munshi.billing.accounts.facts import customer_facts, named
from munshi.billing.accounts.listed import Listed, listed
from munshi.billing.accounts.looking import Wish, refuse_where_not_kept
from munshi.billing.accounts.offer import IN_CHARGE
from munshi.billing.accounts.said import LONGEST_NAME, holds, said_next, words_behind, words_beside
from munshi.billing.payments import payers
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.undoing.wording import Back, bids_to_write, of_money, tells_of_paying

CREDIT, DUES, NOBODY = "record_credit", "check_dues", "nobody"
TWO = 2


def by_owner(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """*98270 09222 ka khata khol do, 500 limit*, *Deepak ki limit 800 kar do*; a sum that is to be written is owed."""
    text = reading.text or ""
    opens, closes = _opens(text), holds(text, "khata_of_credit") and holds(text, "closes")
    sets = holds(text, "limit") and figures(text) and (holds(text, "sets") or not tells_of_paying(text))
    if reading.is_tap or text.rstrip().endswith("?") or not (opens or closes or sets) or holds(text, "shows"):
        return None
    if figures(text) and not holds(text, "limit") and bids_to_write(text):
        return None
    if of_money(text) is Back.CREDITED:
        return None  # a credit note is of a bill
    if sets and (several := _limits(session, caller, reading)):
        return several
    limit = None if closes else _limit(session, caller, text)
    buys = None if sets and not opens else not closes
    return _of_named(session, caller, reading, buys=buys, limit=limit)


def again(session: Session, caller: Caller, reading: Reading, *, closes: bool) -> Heard:
    """*Pooja ka bhi, limit 2000*, right behind another khata that was opened or closed."""
    limit = None if closes else _limit(session, caller, reading.text or "")
    return _of_named(session, caller, reading, buys=not closes, limit=limit)


def _of_named(
    session: Session, caller: Caller, reading: Reading, *, buys: bool | None, limit: int | None
) -> Heard:
    """The khata of who is named, or of each of a list."""
    if several := listed(session, caller.business_id, reading):
        return heard(
            session, caller, CREDIT, lambda here, by: settle_each(here, by, several, buys=buys, limit=limit)
        )
    return heard(session, caller, CREDIT, lambda here, by: settle(here, by, reading, buys=buys, limit=limit))


def _limits(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """Several limits, each in its clause with one customer: the first is set, and the others are heard next."""
    found = [
        (part, each, whom.named_in(session, caller.business_id, part.text or ""))
        for part in clauses.parts(reading)
        if (each := figures(part.text))
    ]
    if len(found) < TWO or any(len(sums) != 1 or len(named) != 1 for _, sums, named in found):
        return None
    (first, (limit,), _), *others = found
    rest = ", ".join(
        said_next(caller, "limit_of", name=named[0].called or "", amount=str(sums[0] // 100))
        for _, sums, named in others
    )
    return heard(
        session, caller, CREDIT, lambda here, by: settle(here, by, first, buys=None, limit=limit), rest
    )


def _opens(text: str) -> bool:
    return holds(text, "khata_of_credit") and holds(text, "opens")


def _limit(session: Session, caller: Caller, text: str) -> int | None:
    sums = payers.sums(session, caller.business_id, text)
    return sums[-1] if sums else None


def settle(
    session: Session, caller: Caller, reading: Reading, *, buys: bool | None, limit: int | None
) -> Outcome[Any]:
    """Opens or closes the khata of who is named, who may be new, or changes its limit; the customer hears it."""
    _refuse(caller, buys=buys)
    person = _person(session, caller, reading)
    if person is None:
        raise Refusal("open_whom")
    return _settled(session, caller, person, buys=buys, limit=limit)


def settle_each(
    session: Session, caller: Caller, several: Listed, *, buys: bool | None, limit: int | None
) -> Outcome[Any]:
    """The same for each of a list; a number that is new becomes a customer, and a name that is not plain is said."""
    _refuse(caller, buys=buys)
    people = [
        each.people[0] if each.people else whom.of_phone(session, caller.business_id, each.phone, None)
        for each in several.items
        if len(each.people) == 1 or each.phone
    ]
    if not people:
        raise Refusal("open_whom")
    settled = [_settled(session, caller, each, buys=buys, limit=limit) for each in people]
    rows = [{**each.facts, "state": each.outcome} for each in settled]
    left_out = Listed([each for each in several.items if not each.phone]).left_out
    return Outcome[str](outcome="khatas_set", facts={"khatas": rows, "left_out": left_out})


def _refuse(caller: Caller, *, buys: bool | None) -> None:
    refuse_where_not_kept(caller)
    if not caller.may_act_as(*IN_CHARGE):
        raise Refusal("not_allowed")
    if buys and terms.khata_of(caller.business).open_to == NOBODY:
        raise Refusal("khata_not_sold")


def _settled(
    session: Session, caller: Caller, person: Person, *, buys: bool | None, limit: int | None
) -> Outcome[Any]:
    account = service.locked(session, caller.business_id, person.id)
    account.on_khata = account.on_khata if buys is None else buys
    account.limit_paise = account.limit_paise if limit is None else limit
    session.flush()
    where = terms.standing(session, caller.business, person.id)
    known = customer_facts(session, caller.business, person)
    facts = {
        **known,
        "paise": max(known["paise"], 0),  # what is paid ahead is not due
        "limit_paise": where.limit_paise,
        "room_paise": where.room_paise if where.may_buy else None,
    }
    if not where.may_buy:
        return Outcome[str](outcome="khata_closed" if buys is False else "limit_kept", facts=facts)
    notices.tell_of_opening(session, caller.business, person, where.limit_paise)
    return Outcome[str](
        outcome="khata_opened" if where.limit_paise is None else "khata_opened_to", facts=facts
    )


def _person(session: Session, caller: Caller, reading: Reading) -> Person | None:
    """Who is named: by phone, whoever that is, with the name that stands beside it; else a customer who is known."""
    text, phone = reading.text or "", reading.first("phone")
    if not phone:
        found = whom.named_in(session, caller.business_id, text) or whom.with_ending(
            session, caller.business_id, text
        )
        return found[0] if len(found) == 1 else None
    called = words_behind(text, "called")
    name = called or reading.first("person") or _beside_phone(text)
    person = whom.of_phone(session, caller.business_id, str(phone), name)
    if called and person.name is None:  # it is said to be the name, whatever they are called on WhatsApp
        person.name = called[: whom.MOST_LETTERS]
        session.flush()
    return person


def _beside_phone(text: str) -> str | None:
    """The name beside a phone, where nothing but words of a khata stands around both: *aur ramesh plumber ka bhi*."""
    name = words_beside(words_beside(text, "beside_a_khata"), "beside_a_name")
    return name if 0 < len(name.split()) <= LONGEST_NAME else None


def by_customer(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """*Can i get khata with you?*: the owners hear it; who may buy on khata already hears on what terms."""
    text = reading.text or ""
    if reading.is_tap or not holds(text, "khata_of_credit"):
        return None
    if holds(text, "asks_answer") and not figures(text):
        return _asked_whether(session, caller, text)
    if not holds(text, "wants_khata"):
        return None
    if holds(text, "shows") or any(each.value.get("name") for each in _lines(reading)):
        return None
    return heard(session, caller, DUES, lambda here, by: _wish(here, by, text))


def _asked_whether(session: Session, caller: Caller, text: str) -> Heard | None:
    """Whether the shop has opened a khata, asked by who may not buy on one: it has not yet, and hears of it again."""
    if terms.SKILL not in caller.business.skills:
        return None
    where = terms.standing(session, caller.business, caller.person.id)
    if where.may_buy or where.balance_paise:
        return None
    return heard(session, caller, DUES, lambda here, by: _wish(here, by, text, "khata_not_yet"))


def _lines(reading: Reading) -> list[Any]:
    return [each for each in reading.values if each.entity == "order_line"]


def _wish(session: Session, caller: Caller, text: str, outcome: str = "khata_wished") -> Outcome[Any]:
    refuse_where_not_kept(caller)
    if terms.standing(session, caller.business, caller.person.id).may_buy:
        return looking.look(session, caller, Wish((looking.LIMIT,), text=text))
    if terms.khata_of(caller.business).open_to == NOBODY:
        raise Refusal("khata_not_sold")
    notices.tell_of_wish(session, caller.business, caller.person, text)
    return Outcome[str](outcome=outcome, facts={**named(caller.person), "said": text})
