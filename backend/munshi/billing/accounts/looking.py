"""What is owed: by the customer who asks, and by everybody for who is in charge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from munshi.asking.reading import Reading
from munshi.billing.accounts import (
    disputing,
    of_orders,
    prepaid,
    reminding,
    statement_sending,
    statements,
    terms,
    whom,
)
from munshi.billing.accounts.came import who_paid
from munshi.billing.accounts.facts import Facts, customer_facts, named, owed_facts
from munshi.billing.accounts.khata_words import asks_what_for
from munshi.billing.accounts.listed import Listed, listed
from munshi.billing.accounts.models import Account
from munshi.billing.accounts.offer import IN_CHARGE
from munshi.billing.accounts.paying import ways_to_pay
from munshi.billing.accounts.rules import Kind
from munshi.billing.accounts.whom import Whom
from munshi.billing.payments import giving_back
from munshi.billing.payments.owed import due_of, waiting_paise
from munshi.billing.payments.said import spoken_ways
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.people import names
from munshi.people.models import Person
from munshi.undoing.wording import disputes, took_goods_back

OLDEST = 10
BACK = "back"
PAYERS = 20  # told by name
OWN = "ones_own"  # of every message
REMIND, SHEET, STATEMENT, EVERYBODY, LIMIT = "remind", "sheet", "statement", "everybody", "limit"
PAID = "paid"


@dataclass(frozen=True)
class Wish:
    """What a message asks about dues: the sides of it, who is named or tapped, which days, and its words.

    `without`: all but those who are named. `over_paise`, `over_days`: only who owes more, or for longer.
    `most_first`: who owes the most leads. `person` is who is named first, or whose `phone` is, `beside` who else.
    `to_them`: what is asked for goes to them. `other_days` are the clauses that name another day than the first.
    `reading` is the message, where it is one of words.
    """

    wanted: Sequence[str] = ()
    person: str | None = None
    phone: str | None = None
    beside: Sequence[str] = ()
    account: int | None = None
    first: date | None = None
    last: date | None = None
    text: str = ""
    of_others: bool = False  # it is asked who owes
    without: bool = False
    over_paise: int | None = None
    over_days: int | None = None
    most_first: bool = False
    to_them: bool = False
    other_days: str = ""
    reading: Reading | None = None

    @property
    def of_self(self) -> bool:
        """Whether it is asked of one's own: *mera kitna baki, aur kis kis cheez ka*."""
        return self.reading is not None and bool(self.reading.sides(OWN))

    def wants(self, side: str) -> bool:
        """Whether the message names this side of the wish."""
        return side in self.wanted


def look(session: Session, caller: Caller, wish: Wish) -> Outcome[Any]:
    """The answer to who asks: a customer hears of their own khata, who is in charge of any."""
    refuse_where_not_kept(caller)
    if not caller.may_act_as(*IN_CHARGE):
        _refuse_others(caller, wish)
        return _of_one(session, caller, caller.person, wish, own=True)
    if in_list := _several(session, caller, wish):
        return _of_each(session, caller, in_list, wish)
    if wish.account is not None:
        person = whom.numbered(session, caller.business_id, wish.account)
        return _of_one(session, caller, person, wish) if person else _not_known(wish)
    if wish.phone is not None:
        person = whom.with_phone(session, caller.business_id, wish.phone)
        return _of_one(session, caller, person, wish) if person else _not_known(wish)
    if wish.without:
        return _of_all(session, caller, wish)
    if wish.person is None and (unread := _named_in_words(session, caller, wish)):
        return unread
    if wish.person is None:
        return _who_paid(session, caller, wish) if wish.wants(PAID) else _of_all(session, caller, wish)
    if wish.wants(REMIND) and (several := _all_named(session, caller, wish)):
        return _remind(session, caller, several, wish)
    return _of_named(session, caller, wish, whom.meant(session, caller.business_id, wish.person))


def _several(session: Session, caller: Caller, wish: Wish) -> Listed | None:
    """The list of names in a wish that is of those who are named."""
    of_all = any(wish.wants(each) for each in (EVERYBODY, PAID, SHEET))
    if wish.reading is None or wish.without or of_all:
        return None
    return listed(session, caller.business_id, wish.reading)


def _of_each(session: Session, caller: Caller, several: Listed, wish: Wish) -> Outcome[Any]:
    """What is wished, of everybody in a list; the names that nobody has are said."""
    people, unknown = several.may_be, several.unknown
    if wish.wants(REMIND):
        return _remind(session, caller, people, wish, unknown)
    if not wish.wants(STATEMENT) and wish.first is None:
        work, outcome = (_limit, "limit_each") if wish.wants(LIMIT) else (_owed, "owed_each")
        rows = [{**each.facts, "state": each.outcome} for each in (work(session, caller, p) for p in people)]
        return Outcome[str](outcome=outcome, facts={"khatas": rows, "left_out": unknown})
    if wish.to_them:
        numbers = [each.id for each in people]
        return statement_sending.draft_all(session, caller, numbers, wish.first, wish.last, unknown)
    made = [statements.told(session, caller, each, wish.first, wish.last) for each in people]
    files = [file for each in made for file in each.facts.get("files", ())]
    rows = [{**each.facts, "state": each.outcome} for each in made]
    return Outcome[str](outcome="statement_each", facts={"khatas": rows, "left_out": unknown, "files": files})


def _named_in_words(session: Session, caller: Caller, wish: Wish) -> Outcome[Any] | None:
    """Of customers whose names surely stand in the words though no name was read there."""
    if wish.wants(EVERYBODY) or wish.wants(PAID) or wish.wants(SHEET):
        return None
    named = whom.named_in(session, caller.business_id, wish.text)
    if named and wish.wants(REMIND):
        return _remind(session, caller, named, wish)
    return _of_one(session, caller, named[0], wish) if len(named) == 1 else None


def _remind(
    session: Session, caller: Caller, people: Sequence[Person], wish: Wish, unknown: Sequence[Facts] = ()
) -> Outcome[Any]:
    """Those who are named, on the day that is said; of whom another day is said are told apart."""
    others = {each.id for each in whom.named_in(session, caller.business_id, wish.other_days)}
    return reminding.draft(session, caller, people, wish.first, others, unknown)


def refuse_where_not_kept(caller: Caller) -> None:
    """A business that bills nothing keeps no khata."""
    caller.must_be_offered(terms.SKILL, business=caller.business.name)


def _refuse_others(caller: Caller, wish: Wish) -> None:
    """What others owe is not for customers to know."""
    own = caller.person.called
    if wish.wants(REMIND) or wish.wants(SHEET) or wish.wants(PAID) or (wish.of_others and not wish.of_self):
        raise Refusal("only_own")
    if wish.person and not (own and names.meant(wish.person, [own]).sure):
        raise Refusal("only_own")


def _all_named(session: Session, caller: Caller, wish: Wish) -> list[Person]:
    """Everybody who is named, where each is surely one; else nobody."""
    named = list(whom.named_in(session, caller.business_id, wish.text))
    found = [whom.meant(session, caller.business_id, each).one for each in (wish.person or "", *wish.beside)]
    read = [person for person in found if person]
    return named if len(named) > len(read) else read if all(found) else []


def _of_named(session: Session, caller: Caller, wish: Wish, found: Whom) -> Outcome[Any]:
    person = found.one or _named_whole(found, wish)
    if person is not None:
        return _of_one(session, caller, person, wish)
    if not found.people:
        return _not_known(wish)
    options = [customer_facts(session, caller.business, person) for person in found.people]
    sides = {"wanted": list(wish.wanted), "from": wish.first, "to": wish.last}
    kept = {name: str(value) if isinstance(value, date) else value for name, value in sides.items() if value}
    facts = {
        "said": wish.person,
        "options": [{**option, "tap": {"account": option["account"], **kept}} for option in options],
    }
    return Outcome[str](outcome="choose_customer", facts=facts)


def _named_whole(found: Whom, wish: Wish) -> Person | None:
    """The only one whose whole name was said among other words; to look does no harm, and the answer names them."""
    called = found.people[0].called if len(found.people) == 1 else None
    whole = called and wish.person and names.meant(called, [wish.person]).sure
    return found.people[0] if whole else None


def _not_known(wish: Wish) -> Outcome[Any]:
    return Outcome[str](outcome="not_known", facts={"said": wish.person or wish.phone})


def _of_one(
    session: Session, caller: Caller, person: Person, wish: Wish, *, own: bool = False
) -> Outcome[Any]:
    """One khata: its statement, its limit, a reminder, or what is owed on it."""
    if own and disputes(wish.text):
        return disputing.dispute(session, caller, wish.text)
    if own and took_goods_back(wish.text):
        return disputing.tell_of_goods(session, caller, wish.text)
    if own and wish.wants(BACK):
        return giving_back.wanted(session, caller)
    if wish.wants(REMIND) and not own:
        return reminding.draft(session, caller, [person], wish.first)
    if not own and wish.to_them:
        return statement_sending.draft(session, caller, person, wish.first, wish.last)
    to_come = own and wish.first is not None and wish.first > statements.today(caller.business)
    if wish.wants(STATEMENT) or (wish.first is not None and not to_come):  # of days that have gone by
        return statements.told(session, caller, person, wish.first, wish.last)
    if wish.wants(LIMIT):
        return _limit(session, caller, person)
    owed = _owed(session, caller, person, own=own)
    return _what_for(owed) if own and asks_what_for(wish.text) else owed


def _what_for(owed: Outcome[Any]) -> Outcome[Any]:
    """The same where it is asked what for: of what was carried over from an old book no goods are known."""
    only = {each["kind"] for each in owed.facts["items"]} == {Kind.OPENING}
    return Outcome[str](outcome=owed.outcome, facts={**owed.facts, "opening_only": only})


def _owed(session: Session, caller: Caller, person: Person, *, own: bool = False) -> Outcome[Any]:
    """What is owed already, what is left for orders to come, and what waits to be confirmed."""
    facts = {**owed_facts(session, caller.business, person), "own": own}
    verb = "owes" if own else "owed"
    due = due_of(session, caller.business_id, person.id)
    facts["waiting_paise"] = waiting_paise(session, caller.business_id, person.id)
    facts["coming_paise"], paise = due.coming_paise, due.now_paise
    facts["paise"], facts["coming_left_paise"] = paise or -due.ahead_paise, due.paise - paise
    if own:
        facts |= ways_to_pay(session, caller.business, person, paise if paise > 0 else due.paise)
    if paise > 0:
        return Outcome[str](outcome=verb, facts=facts)
    if due.paise > 0:
        return Outcome[str](outcome=f"{verb}_for_orders", facts=facts)
    if due.ahead_paise > 0:
        return Outcome[str](outcome="paid_ahead" if own else "owed_ahead", facts=facts)
    return Outcome[str](outcome=f"{verb}_nothing", facts=facts)


def _limit(session: Session, caller: Caller, person: Person) -> Outcome[Any]:
    where = terms.standing(session, caller.business, person.id)
    facts = {
        **customer_facts(session, caller.business, person),
        "limit_paise": where.limit_paise,
        "room_paise": where.room_paise,
        "ordered_paise": where.ordered_paise,
    }
    if not where.may_buy:
        return Outcome[str](outcome="no_khata", facts=facts)
    return Outcome[str](outcome="no_limit" if where.limit_paise is None else "limit", facts=facts)


def _of_all(session: Session, caller: Caller, wish: Wish) -> Outcome[Any]:
    """Everybody who owes something: the oldest, the sum, and all of them as a sheet."""
    business = caller.business
    if wish.wants(REMIND):
        return _reminders(session, caller, wish)
    most_first = wish.most_first or wish.over_paise is not None
    if wish.over_days is not None:
        return _of_long(session, caller, wish.over_days)
    facts = everybody_facts(session, caller, over_paise=wish.over_paise, most_first=most_first)
    facts |= _to_come(session, business.id)
    if not facts["number"]:
        above = {} if wish.over_paise is None else {"over_paise": wish.over_paise}
        return Outcome[str](outcome="nobody_over" if above else "nobody", facts={**facts, **above})
    file = {
        "kind": "document",
        "source": f"/api/businesses/{business.id}/khata/dues.xlsx",
        "filename": f"khata-{facts['today']}.xlsx",
    }
    return Outcome[str](outcome=_of_many(wish), facts={**facts, "files": [file]})


def _to_come(session: Session, business_id: str) -> Facts:
    """The orders on khata that are not delivered, which nobody owes yet, and those on their way that are not paid."""
    number, paise = of_orders.to_come(session, business_id)
    road = of_orders.on_the_road(session, business_id)
    rows = [
        {
            **named(session.get_one(Person, (business_id, order.person_id))),
            "reference": order.reference,
            "paise": left,
        }
        for order, left in road
    ]
    return {"ordered_number": number, "ordered_all_paise": paise, "on_the_road": rows}


def _of_long(session: Session, caller: Caller, days: int) -> Outcome[Any]:
    """Who has owed something for longer than so many days, the oldest first."""
    business = caller.business
    rows = [customer_facts(session, business, each) for each in reminding.due(session, business, days)]
    facts = {
        "number": len(rows),
        "total_paise": sum(row["paise"] for row in rows),
        "oldest": rows[:OLDEST],
        "more": max(len(rows) - OLDEST, 0),
        "today": statements.today(business).isoformat(),
        "days": days,
    }
    return Outcome[str](outcome="owing_long" if rows else "nobody_long", facts=facts)


def _of_many(wish: Wish) -> str:
    if wish.wants(SHEET):
        return "sheet"
    if wish.over_paise is not None:
        return "owing_over"
    return "owing_most" if wish.most_first else "everybody"


def _reminders(session: Session, caller: Caller, wish: Wish) -> Outcome[Any]:
    """Whoever is due, but who is named as left out, and who owes no more than was said."""
    left_out = (
        {each.id for each in whom.named_in(session, caller.business_id, wish.text)} if wish.without else ()
    )
    if wish.without and not left_out:
        raise Refusal("not_known", said=wish.person or wish.text)
    people = [person for person in _owing(session, caller, wish) if person.id not in left_out]
    return reminding.draft(session, caller, people, wish.first)


def _owing(session: Session, caller: Caller, wish: Wish) -> Sequence[Person]:
    """Who is due, or owes for longer than is said; where a sum is named everybody who owes more, for however long."""
    if wish.over_paise is None or wish.over_days is not None:
        return reminding.due(session, caller.business, wish.over_days)
    return [person for person, _ in debtors(session, caller.business_id, reminding.MOST, wish.over_paise)]


def _who_paid(session: Session, caller: Caller, wish: Wish) -> Outcome[Any]:
    """Who has paid how much on the days that are named, or today."""
    business = caller.business
    now = statements.today(business)
    first, last = statements.period(business, wish.first or now, wish.last)
    found = who_paid(session, business.id, *statements.moments(business, first, last))
    only = spoken_ways(wish.text)
    if len(only) == 1:
        found = [(person, {only[0]: ways[only[0]]}) for person, ways in found if only[0] in ways]
    facts = {
        "first": first.isoformat(),
        "last": last.isoformat(),
        "number": len(found),
        "total_paise": sum(sum(ways.values()) for _, ways in found),
        "payers": [
            {**named(person), "account": person.id, "paise": sum(ways.values()), "ways": ways}
            for person, ways in found[:PAYERS]
        ],
        "payers_more": max(len(found) - PAYERS, 0),
    }
    return Outcome[str](outcome="paid" if found else "nobody_paid", facts=facts)


def everybody_facts(
    session: Session,
    caller: Caller,
    oldest: int = OLDEST,
    *,
    over_paise: int | None = None,
    most_first: bool = False,
) -> Facts:
    """How many owe how much, those who owe for the longest or the most, and what was paid ahead."""
    business = caller.business
    number, total = prepaid.outstanding(session, business.id, over_paise or 0)
    return {
        "number": number,
        "total_paise": total,
        "oldest": [
            customer_facts(session, business, person, paise)
            for person, paise in debtors(session, business.id, oldest, over_paise or 0, most_first=most_first)
        ],
        "over_paise": over_paise,
        "more": max(number - oldest, 0),
        "today": statements.today(business).isoformat(),
    }


def debtors(
    session: Session, business_id: str, number: int, over_paise: int = 0, *, most_first: bool = False
) -> Sequence[tuple[Person, int]]:
    """Who owes more than so much, for the longest or the most, and how much."""
    before = prepaid.of_everybody(business_id)
    owed = prepaid.owed_in(before)
    order = (owed.desc(),) if most_first else (Account.since,)
    query = (
        select(Person, owed, Account)  # the accounts are at hand then, when their facts are told
        .join(Account, (Account.business_id == Person.business_id) & (Account.person_id == Person.id))
        .outerjoin(before, before.c.person_id == Account.person_id)
        .where(Account.business_id == business_id, owed > over_paise)
        .order_by(*order, Account.person_id)
        .limit(number)
        .options(selectinload(Person.aliases))
    )
    return [(person, int(paise)) for person, paise, _ in session.execute(query)]
