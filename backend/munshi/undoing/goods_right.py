"""An amount of goods that was written wrong: *boneless 5 nahi 4 kilo tha*, *ORD-1008 me 3 nahi 2 darjan ande the*.

The entry or the sale that has so much of these goods is shown with what is right; a yes takes it back and writes it
anew, so that stock, sum and note are true.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock
from munshi.asking.clauses import CLAUSE, whether
from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.billing.accounts import filing, notices, whom
from munshi.billing.accounts import service as accounts
from munshi.billing.accounts.again import row_of
from munshi.billing.accounts.models import AccountEntry
from munshi.billing.accounts.offer import IN_CHARGE
from munshi.callers import Caller
from munshi.catalogue import stock
from munshi.columns import plain
from munshi.orders.counter import selling
from munshi.orders.counter.drafts import Sale
from munshi.orders.items import Item
from munshi.orders.looking import normalised, reference_in
from munshi.orders.models import Order
from munshi.orders.moving import find
from munshi.orders.shelf import StockedShelf
from munshi.orders.totals import line_amount
from munshi.orders.wishes import Line
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.undoing import acts, correcting
from munshi.undoing.models import Act
from munshi.undoing.rules import Kind
from munshi.undoing.wording import denies
from spelling import key

PAGE, TOKEN = "cancel_flow", "goods"
AMOUNT = re.compile(r"(?<![\w.])\d+(?:\.\d+)?")
NEAR = 2  # words, with a unit between the amount and the no
BOTH = 2  # the amount that was written, and the right one


@dataclass(frozen=True)
class Written:
    """Goods of an entry or of a sale: `of` is the id of the entry or the act, as a token has it."""

    of: str
    item: Item
    quantity: Decimal
    paise: int  # all that was written
    alone: bool  # nothing else was written with it

    def with_right(self, right: Decimal) -> int:
        """What it comes to with another amount: by its own price where nothing else is with it, else by the shelf's."""
        if self.alone:
            return round(self.paise * right / self.quantity)
        price = self.item.price_paise
        return self.paise - line_amount(self.quantity, price) + line_amount(right, price)


def wished(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """*This much, not that*, of goods that were written so by who is in charge."""
    text = reading.text or ""
    if reading.is_tap or not caller.may_act_as(*IN_CHARGE) or not denies(text) or whether(reading):
        return None
    found = _meant(session, caller, text)
    if found is None:
        return None
    written, right = found
    return heard(session, caller, PAGE, lambda here, by: _shown(by, written, right))


def is_of(summary: str | None) -> bool:
    """Whether a token is of what was shown here."""
    return (summary or "").startswith(f"{TOKEN}|")


def ask_again(session: Session, caller: Caller, summary: str | None) -> Outcome[Any]:
    """The same question once more."""
    written, right = _of_token(session, caller, summary)
    return _shown(caller, written, right)


def carry_out(session: Session, caller: Caller, summary: str | None) -> Outcome[Any]:
    """A yes: what was written is taken back, and written with the right amount."""
    filing.refuse_others(caller)
    written, right = _of_token(session, caller, summary)
    is_entry = written.of.startswith(correcting.ENTRY)
    act = (_entry_anew if is_entry else _sale_anew)(session, caller, written, right)
    return Outcome[str](outcome="goods_right", facts={**_facts(caller, written, right), "act": act})


def _meant(session: Session, caller: Caller, text: str) -> tuple[Written, Decimal] | None:
    """The goods that are named with the very amount that was written, and the other amount that is said."""
    named = reference_in(text)
    reference = normalised(named.group()) if named else None
    beside = text.replace(named.group(), " ") if named else text
    said = {Decimal(each) for each in AMOUNT.findall(beside)}
    if len(said) != BOTH:
        return None
    sources = _sales(session, caller, reference)
    if reference is None:
        sources = [*sources, *_entries(session, caller, text)]
    words, wrong = set(key(text).split()), _refused(beside)
    found = [each for each in sources if each.quantity == wrong and _is_named(each.item, words)]
    if not found or len({each.item.sku for each in found}) > 1:
        return None
    return found[0], (said - {found[0].quantity}).pop()


def _refused(text: str) -> Decimal | None:
    """The amount that is denied, by a no right behind it or before it: the 3 of *2 darjan the 3 nahi*."""
    for clause in CLAUSE.split(text):
        words = clause.split()
        for at, word in enumerate(words):
            if denies(word):
                near = (*reversed(words[max(at - NEAR, 0) : at]), *words[at + 1 : at + NEAR])
                return next((Decimal(each) for part in near for each in AMOUNT.findall(part)), None)
    return None


def _is_named(item: Item, words: set[str]) -> bool:
    """Whether a word of what the goods are called stands among the words."""
    called = (*item.name.values(), *item.aliases)
    return any(not word.isdigit() and word in words for name in called for word in key(name).split())


def _sales(session: Session, caller: Caller, reference: str | None) -> list[Written]:
    """What the caller has sold a moment ago; of the order that is named where one is."""
    found = acts.recent(session, caller, Kind.ORDER_SOLD)
    return [
        each
        for act in found
        if reference in (None, act.references[0])
        for each in _of_order(session, caller, act)
    ]


def _of_order(session: Session, caller: Caller, act: Act) -> list[Written]:
    order = find(session, caller.business_id, act.references[0])
    if order is None:
        return []
    lines = _lines(session, order)
    alone = len(lines) == 1
    return [Written(str(act.id), each.item, each.quantity, order.total_paise, alone) for each in lines]


def _lines(session: Session, order: Order) -> list[Line]:
    shelf = StockedShelf(session, order.business_id)
    shelf.fetch(line.sku for line in order.lines)
    found = [(shelf.item(line.sku), line.quantity) for line in order.lines if not line.dropped]
    return [Line(item, quantity) for item, quantity in found if item is not None]


def _entries(session: Session, caller: Caller, text: str) -> list[Written]:
    """The goods of what was written into a khata just now, else of the entries of the one who is named."""
    people = whom.named_apart(session, caller.business_id, text)
    recent = acts.recent(session, caller, Kind.CREDIT_WRITTEN)
    entries: Iterable[AccountEntry] = [
        entry for act in recent for entry in correcting.entries_of(session, act) if not people
    ]
    if len(people) == 1:
        entries = correcting.by_hand(session, caller, people[0].id)
    return [each for entry in entries for each in _of_entry(session, entry)]


def _of_entry(session: Session, entry: AccountEntry) -> list[Written]:
    if accounts.reversal_of(session, entry) is not None:
        return []
    held = stock.held(session, entry.business_id, entry.key)
    shelf = StockedShelf(session, entry.business_id)
    found = [(shelf.item(line.sku), line.quantity) for line in held]
    of = f"{correcting.ENTRY}{entry.id}"
    return [Written(of, item, quantity, entry.paise, len(held) == 1) for item, quantity in found if item]


def _shown(caller: Caller, written: Written, right: Decimal) -> Outcome[Any]:
    token = f"{TOKEN}|{written.of}|{written.item.sku}|{plain(right)}"
    return Outcome[str](
        outcome="confirm_goods_right", facts={**_facts(caller, written, right), "summary": token}
    )


def _facts(caller: Caller, written: Written, right: Decimal) -> dict[str, Any]:
    item = written.item
    return {
        "goods": item.name,
        "unit": item.measure.unit,
        "wrong_amount": plain(written.quantity),
        "right_amount": plain(right),
        "wrong_paise": written.paise,
        "right_paise": written.with_right(right),
    }


def _of_token(session: Session, caller: Caller, summary: str | None) -> tuple[Written, Decimal]:
    """What a token would put right, while it stands as it was shown."""
    _, of, sku, right = (summary or "").split("|")
    if of.startswith(correcting.ENTRY):
        entry = session.get_one(AccountEntry, (caller.business_id, int(of.removeprefix(correcting.ENTRY))))
        accounts.locked(session, caller.business_id, entry.person_id)
        there: Sequence[Written] = _of_entry(session, entry)
    else:
        there = [each for each in _sales(session, caller, None) if each.of == of]
    found = next((each for each in there if each.item.sku == sku), None)
    if found is None:
        raise Refusal("changed")
    return found, Decimal(right)


def _entry_anew(session: Session, caller: Caller, written: Written, right: Decimal) -> int:
    number = int(written.of.removeprefix(correcting.ENTRY))
    entry = session.get_one(AccountEntry, (caller.business_id, number))
    row = row_of(session, caller, entry, written.with_right(right))
    goods = tuple((sku, plain(right) if sku == written.item.sku else quantity) for sku, quantity in row.goods)
    note = _note(caller, entry.note, written, right)
    accounts.reverse(session, entry, caller.person)
    person = session.get_one(Person, (caller.business_id, entry.person_id))
    notices.tell_of_striking(session, caller.business, person, entry)
    return int(filing.write(session, caller, [replace(row, goods=goods, note=note)]).facts["act"])


def _note(caller: Caller, note: str | None, written: Written, right: Decimal) -> str:
    """The note with the right amount in the place of the wrong one; where that does not stand there, what they are."""
    words = (note or "").split()
    wrong = plain(written.quantity)
    if words.count(wrong) == 1:
        return " ".join(plain(right) if word == wrong else word for word in words)
    name = written.item.name[caller.business.language]
    return f"{name} {plain(right)} {written.item.measure.unit}"


def _sale_anew(session: Session, caller: Caller, written: Written, right: Decimal) -> int:
    act = acts.locked(session, caller, int(written.of))
    assert act is not None
    order = find(session, caller.business_id, act.references[0])
    assert order is not None
    lines = [
        replace(each, quantity=right) if each.item.sku == written.item.sku else each
        for each in _lines(session, order)
    ]
    customer = session.get_one(Person, (caller.business_id, order.person_id))
    selling.take_back(session, caller, act)
    act.undone_at = clock.now()
    sold = selling.sell(session, caller, customer, lines, Sale((), person=customer.id, way=order.payment))
    return int(sold.facts["act"])
