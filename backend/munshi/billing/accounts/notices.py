"""What customers and owners are told of a khata unasked. All notices share their facts, so these are named for it."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.billing.accounts import prepaid, service
from munshi.billing.accounts.consenting import consents
from munshi.billing.accounts.facts import day
from munshi.billing.accounts.models import AccountEntry
from munshi.billing.accounts.outcomes import Notice
from munshi.billing.accounts.paying import ways_to_pay
from munshi.billing.accounts.rules import Kind
from munshi.billing.payments.cards import card_for
from munshi.billing.payments.owed import due_of
from munshi.business.models import Business
from munshi.notices import service as notices
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.rules import Role

WRITTEN: Notice = "khata_written"
STRUCK: Notice = "khata_struck"
DISPUTED: Notice = "khata_disputed"
OF_SALE: Notice = "khata_sale_disputed"
DOUBTED: Notice = "khata_doubted"
STATEMENT: Notice = "khata_statement"
PROMISED: Notice = "khata_promised"
PASSED: Notice = "khata_promise_passed"
NOT_PROMISED: Notice = "khata_not_promised"
WISHED: Notice = "khata_wished"
OPENED: Notice = "khata_opened"
OPENED_TO: Notice = "khata_opened_to"
LESS: dict[str, Notice] = {
    Kind.WAIVER: "khata_waiver",
    Kind.RETURN: "khata_return",
    Kind.ALLOWANCE: "khata_allowance",
}
REMINDER: Notice = "khata_reminder"
WITH_CARD: Notice = "khata_reminder_card"
BY_HAND = (Kind.CREDIT, Kind.OPENING)
SPOKEN_OF = timedelta(days=2)  # so long "take it out" is about an entry that was called wrong


def tell_of_entry(session: Session, business: Business, person: Person, entry: AccountEntry) -> None:
    """The customer hears what was written down, and can say that it is wrong."""
    _tell_of(session, business, person, entry, WRITTEN)


def tell_of_striking(
    session: Session, business: Business, person: Person, entry: AccountEntry, *, asked: bool = False
) -> None:
    """The customer hears that it was taken back, whoever `asked` for it in any case."""
    if asked:
        key = f"khata:{STRUCK}:{entry.id}"
        notices.tell(session, business.id, person, STRUCK, key, **_facts(session, business, person, entry))
        return
    _tell_of(session, business, person, entry, STRUCK)


def tell_of_dispute(
    session: Session, business: Business, person: Person, entry: AccountEntry, words: str | None
) -> None:
    """The owners hear that a customer calls an entry wrong; nothing is changed by it.

    What was written by hand they can take back by a tap; a sale is taken back with its bill.
    """
    name = DISPUTED if entry.kind in BY_HAND else OF_SALE
    facts = {**_who(person), **_facts(session, business, person, entry), "khata_words": words}
    facts["khata_order"] = entry.order_reference or entry.bill_number or entry.payment_reference or ""
    key = f"khata:{name}:{entry.id}" + (f":{clock.now():%Y%m%d%H%M}" if words else "")
    notices.tell_role(session, business.id, Role.OWNER, name, key, **facts)


def tell_of_doubt(session: Session, business: Business, person: Person, words: str) -> None:
    """The owners hear that a customer calls what they owe wrong, without naming an entry."""
    facts = {
        **_who(person),
        "khata_words": words,
        "khata_on": day(clock.now(), business),
        "khata_balance_paise": prepaid.owed_by(session, business.id, person.id),
    }
    key = f"khata:{DOUBTED}:{person.id}:{clock.now():%Y%m%d%H%M}"
    notices.tell_role(session, business.id, Role.OWNER, DOUBTED, key, **facts)


def tell_of_promise(
    session: Session, business: Business, person: Person, words: str, on: date | None
) -> None:
    """The owners hear when a customer says to pay, in their words."""
    _tell_of_paying(session, business, person, PROMISED if on else PASSED, words, on)


def tell_of_no_promise(session: Session, business: Business, person: Person, words: str) -> None:
    """The owners hear that a customer has promised nothing, whatever they were told before."""
    _tell_of_paying(session, business, person, NOT_PROMISED, words, None)


def _tell_of_paying(
    session: Session, business: Business, person: Person, name: Notice, words: str, on: date | None
) -> None:
    facts = {
        **_who(person),
        "khata_words": words,
        "khata_on": on.isoformat() if on else day(clock.now(), business),
        "khata_balance_paise": due_of(session, business.id, person.id).paise,
    }
    key = f"khata:{name}:{person.id}:{clock.now():%Y%m%d%H%M%S}"
    notices.tell_role(session, business.id, Role.OWNER, name, key, **facts)


def tell_of_wish(session: Session, business: Business, person: Person, words: str) -> None:
    """The owners hear, once a day, that a customer wants to buy on khata."""
    phones = people.phones(person)
    key = f"khata:{WISHED}:{person.id}:{clock.now().date()}"
    phone = phones[0] if phones else ""
    facts = {**_who(person), "khata_words": words, "khata_phone": phone}
    facts["khata_balance_paise"] = prepaid.owed_by(session, business.id, person.id)
    facts["khata_on"] = day(clock.now(), business)
    notices.tell_role(session, business.id, Role.OWNER, WISHED, key, **facts)


def tell_of_opening(session: Session, business: Business, person: Person, limit: int | None) -> None:
    """The customer hears that they may buy on khata, and how far."""
    if consents(session, business, person):
        name = OPENED if limit is None else OPENED_TO
        key = f"khata:{name}:{person.id}:{clock.now():%Y%m%d%H%M%S}"
        facts = {
            "khata_business": business.name,
            "khata_name": person.called or "",
            "khata_paise": limit or 0,
        }
        facts["khata_on"] = day(clock.now(), business) or ""
        notices.tell(session, business.id, person, name, key, **facts)


def tell_of_less(session: Session, business: Business, person: Person, entry: AccountEntry) -> None:
    """The customer hears what they are let off, what goods that came back were worth, or what was taken off and why."""
    _tell_of(session, business, person, entry, LESS[entry.kind])


def send_statement(session: Session, business: Business, person: Person, facts: dict[str, Any]) -> bool:
    """The customer gets their statement from the shop; whether they will."""
    return notices.tell(
        session,
        business.id,
        person,
        STATEMENT,
        f"khata:{STATEMENT}:{person.id}:{clock.now():%Y%m%d%H%M}",
        khata_business=business.name,
        khata_name=person.called or "",
        khata_since=facts["first"],
        khata_on=facts["last"],
        khata_balance_paise=facts["closing_paise"],
        files=facts["files"],
    )


def disputed(session: Session, business: Business, owner: Person) -> list[int]:
    """The numbers of the entries of which the owner heard lately that they are called wrong, the last first."""
    heard = notices.told_of(session, business, owner, DISPUTED, clock.now() - SPOKEN_OF)
    return list(dict.fromkeys(int(facts["khata_entry"]) for facts in heard))


def _who(person: Person) -> dict[str, Any]:
    phones = people.phones(person)
    return {
        "khata_name": person.called or (phones and f"+{phones[0]}") or "?",
        "khata_account": person.id,
    }


def remind(session: Session, business: Business, person: Person, on: str) -> bool:
    """The customer is reminded of what they owe, once on a day; whether they will be."""
    account = service.account_of(session, business.id, person.id)
    assert account
    paise = prepaid.owed(session, account)
    card = card_for(session, business, person, paise, None)
    way = {"pay_card": card} if card else _by_link(session, business, person, paise)
    return notices.tell(
        session,
        business.id,
        person,
        WITH_CARD if card else REMINDER,
        f"khata:{REMINDER}:{on}",
        khata_business=business.name,
        khata_name=person.called or "",
        khata_balance_paise=paise,
        khata_since=day(account.since, business),
        **way,
    )


def _by_link(session: Session, business: Business, person: Person, paise: int) -> dict[str, Any]:
    pay = ways_to_pay(session, business, person, paise)
    return {"khata_link": pay["link"], "khata_upi": pay["upi_id"]}


def _tell_of(session: Session, business: Business, person: Person, entry: AccountEntry, name: Notice) -> None:
    if consents(session, business, person):
        key = f"khata:{name}:{entry.id}"
        notices.tell(session, business.id, person, name, key, **_facts(session, business, person, entry))


def _facts(session: Session, business: Business, person: Person, entry: AccountEntry) -> dict[str, Any]:
    return {
        "khata_business": business.name,
        "khata_entry": entry.id,
        "khata_paise": entry.paise,
        "khata_note": entry.note,
        "khata_on": day(entry.at, business),
        "khata_balance_paise": prepaid.owed_by(session, business.id, person.id),
    }
