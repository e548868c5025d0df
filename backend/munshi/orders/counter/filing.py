"""Telling of a sale over the counter: what is open is asked, what it comes to is shown, and a yes writes it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.ordinals import by_number
from munshi.asking.reading import Reading
from munshi.billing.accounts import whom
from munshi.billing.accounts.facts import customer_facts, named
from munshi.billing.accounts.of_shelf import short_of
from munshi.billing.accounts.terms import standing
from munshi.callers import Caller
from munshi.columns import plain
from munshi.orders.bodies import LineBody
from munshi.orders.counter import drafts, selling, taking
from munshi.orders.counter.bargained import quotation_of
from munshi.orders.counter.coming import at
from munshi.orders.counter.drafts import Sale, SoldLine
from munshi.orders.counter.offer import IN_CHARGE, SKILL
from munshi.orders.counter.said import Told
from munshi.orders.counter.who_buys import with_unread_goods, with_whole_goods, without_seller
from munshi.orders.desk import is_marked, refuse_where_not_offered
from munshi.orders.facts import Facts, discount_rows, item_facts, line_facts
from munshi.orders.items import Item
from munshi.orders.kept import Kept, Payment
from munshi.orders.quantities import QuantityQuestion, quantity_for
from munshi.orders.quoting import Quotation, quoted
from munshi.orders.rules import Fulfilment, token
from munshi.orders.serving.duty import must_serve
from munshi.orders.shelf import StockedShelf, likely, named_among
from munshi.orders.told_entries import service as told_entries
from munshi.orders.wishes import Line
from munshi.outcomes import Outcome, Refusal
from munshi.people import walk_in
from munshi.people.models import Person

SOLD = "sold"  # tapped: it went over the counter after all
SHOWN = 10  # choices, as many as a list of WhatsApp holds


@dataclass(frozen=True)
class Asked:
    """What is open of a line: which of these it is, or how much."""

    outcome: str
    said: str
    items: Sequence[Item] = ()


def tell(session: Session, caller: Caller, told: Told) -> Outcome[Any]:
    """A sale as a message tells it."""
    refuse_others(session, caller, is_order=told.coming is not None)
    if told.choice or told.account:
        return go_on(session, caller, told)
    told = with_unread_goods(session, caller.business_id, told)
    if not told.lines or told.unread:
        raise Refusal("unclear")
    told = without_seller(session, caller.business_id, with_whole_goods(session, caller.business_id, told))
    if told.account is None and told.phone is None:
        _refuse_several(session, caller, told)
    if told.earlier and told.coming is None:
        raise Refusal("only_today")
    sale = Sale(
        told.lines, way=told.way, paise=told.paise, off=told.off, entry=told.entry, coming=told.coming
    )
    return _next(session, caller, _of_whom(session, caller, sale, told))


def _refuse_several(session: Session, caller: Caller, told: Told) -> None:
    """A sale is of one customer: what is told of several is never written as the first one's."""
    named = whom.named_apart(session, caller.business_id, told.text)
    if len(named) > 1:
        raise Refusal("one_customer", names=[each.called for each in named])


def go_on(session: Session, caller: Caller, told: Told) -> Outcome[Any]:
    """What was asked is told, or tapped."""
    sale = _begun(session, caller)
    shelf = StockedShelf(session, caller.business_id)
    for place, line in enumerate(sale.lines):
        if asked := _open(shelf, line):
            sale = _with_answer(sale, place, asked, told)
            break
    else:
        sale = replace(sale, way=sale.way or told.way)
        if sale.person is None:
            sale = _of_whom(session, caller, sale, told)
        elif told.choice == SOLD:
            sale = replace(sale, coming=None)
        elif sale.coming and told.choice in set(Fulfilment):
            sale = replace(sale, coming=replace(sale.coming, way=Fulfilment(told.choice)))
    return _next(session, caller, sale)


def come(session: Session, caller: Caller, reading: Reading) -> Outcome[Any]:
    """The way of an order, or where it goes, is told."""
    sale = _begun(session, caller)
    if sale.coming is not None:
        sale = replace(sale, coming=at(session, caller, sale.coming, reading))
    return _next(session, caller, sale)


def _begun(session: Session, caller: Caller) -> Sale:
    """What the person has begun to tell, where they may."""
    sale = drafts.load(session, caller)
    refuse_others(session, caller, is_order=sale is not None and sale.coming is not None)
    if sale is None:
        raise Refusal("unclear")
    return sale


def confirm(session: Session, caller: Caller, summary: str) -> Outcome[Any]:
    """A yes to exactly what was shown."""
    sale = _begun(session, caller)
    selling.lock(session, caller, sale)
    shown = _next(session, caller, sale)
    if shown.outcome not in ("confirm", "order_confirm"):
        return shown
    if shown.facts["summary"] != summary:
        return shown if sale.coming else Outcome[str](outcome="changed", facts=shown.facts)
    drafts.drop(session, caller)
    told_entries.decide(session, caller, sale.entry, written=True)
    write = taking.take if sale.coming else selling.sell
    return write(session, caller, _person(session, caller, sale), _lines(session, caller, sale), sale)


def keep(session: Session, caller: Caller) -> Outcome[Any]:
    """Nothing is written; who has told it hears so."""
    sale = drafts.load(session, caller)
    drafts.drop(session, caller)
    told_entries.decide(session, caller, sale.entry if sale else None, written=False)
    return Outcome[str](outcome="order_kept" if sale and sale.coming else "kept")


def refuse_others(session: Session, caller: Caller, *, is_order: bool = False) -> None:
    """Who runs a shop that bills tells of its sales; who sees to orders tells of an order."""
    refuse_where_not_offered(caller.business)
    if is_order:
        must_serve(session, caller)
        return
    caller.must_be_offered(SKILL)
    if not caller.may_act_as(*IN_CHARGE):
        raise Refusal("not_allowed")


def _next(session: Session, caller: Caller, sale: Sale) -> Outcome[Any]:
    """What is asked next, else what would be written."""
    shelf = StockedShelf(session, caller.business_id)
    shelf.expect(line.said for line in sale.lines)
    if unknown := [line.said for line in sale.lines if not _may_be(shelf, line)]:
        drafts.drop(session, caller)
        raise Refusal("unknown_goods", names=unknown)
    drafts.keep(session, caller, sale)
    if asked := next((each for line in sale.lines if (each := _open(shelf, line))), None):
        options = [
            {**item_facts(each, is_marked(caller.business)), "choice": each.key} for each in asked.items
        ]
        return Outcome[str](outcome=asked.outcome, facts={"said": asked.said, "options": options[:SHOWN]})
    if sale.person is None:
        return _ask_whom(session, caller, sale)
    is_walk_in = walk_in.is_walk_in(_person(session, caller, sale))
    if is_walk_in and sale.way == Payment.KHATA:
        return _next(session, caller, replace(sale, person=None, who=None))
    lines = _lines(session, caller, sale)
    if sale.coming is not None:
        return taking.show(session, caller, _person(session, caller, sale), lines, sale)
    quotation = quotation_of(caller.business, lines, sale)
    facts = _facts(session, caller, sale, quotation or quoted(caller.business, lines))
    if quotation is None:
        drafts.drop(session, caller)
        said = facts["total_paise"] - (sale.off or 0) if sale.paise is None else sale.paise
        raise Refusal("sum_differs", **{**facts, "paise": said})
    if sale.way is None:
        return Outcome[str](outcome="ask_way_walk_in" if is_walk_in else "ask_way", facts=facts)
    who = [caller.business_id, caller.person.id]
    return Outcome[str](outcome="confirm", facts={**facts, "summary": token([who, facts])})


def has_kinds(session: Session, business_id: str, lines: Sequence[SoldLine]) -> bool:
    """Whether all goods are sold here, and some of them are not surely one product, or are one by their size."""
    shelf = StockedShelf(session, business_id)
    shelf.expect(line.said for line in lines)
    meant = [_may_be(shelf, line) for line in lines]
    sized = any(line.pack for line in lines)
    return all(meant) and (sized or any(len(items) > 1 for items in meant))


def _may_be(shelf: StockedShelf, line: SoldLine) -> list[Item]:
    """What the goods may be: the one that is known, else all that the name and the amount allow."""
    if line.item is not None:
        known = shelf.item(line.item)
        return [known] if known else []
    said = _said(line)
    meant = shelf.meant(line.said)
    items = likely(meant.items, said.quantity, said.unit, said.pack) if not meant.against else []
    return [each for item in items for each in _portions(shelf, item)]


def _portions(shelf: StockedShelf, item: Item) -> list[Item]:
    return [each for key in item.variants if (each := shelf.item(key))] or [item]


def _open(shelf: StockedShelf, line: SoldLine) -> Asked | None:
    items = _may_be(shelf, line)
    if len(items) != 1:
        return Asked("choose_product", line.said, items)
    return None if _amount(line, items[0]) else Asked("ask_amount", line.said)


def _amount(line: SoldLine, item: Item) -> Line | None:
    said = _said(line)
    try:
        return Line(item, quantity_for(said.quantity, said.unit, said.pack, item.measure))
    except QuantityQuestion:
        return None


def _said(line: SoldLine) -> Any:
    body = {"name": line.said, "quantity": line.quantity, "unit": line.unit, "pack": line.pack}
    return LineBody.model_validate(body).said()


def _with_answer(sale: Sale, place: int, asked: Asked, told: Told) -> Sale:
    """The line with which one it is, or how much of it."""
    if asked.items:
        chosen = next((each for each in asked.items if each.key == told.choice), None)
        chosen = chosen or by_number(asked.items, told.text) or named_among(asked.items, told.text)
        return sale.with_line(place, item=chosen.key) if chosen else sale
    amount = next((each for each in told.lines if each.quantity), None)
    known = {"quantity": amount.quantity, "unit": amount.unit, "pack": amount.pack} if amount else {}
    return sale.with_line(place, **known)


def _of_whom(session: Session, caller: Caller, sale: Sale, told: Told) -> Sale:
    """Whose sale it is: by tap, phone or name, else who alone surely stands in the words."""
    if told.account is not None:
        return replace(sale, person=told.account)
    if told.phone is not None:
        return replace(sale, person=whom.of_phone(session, caller.business_id, told.phone, told.who).id)
    surely = whom.named_in(session, caller.business_id, told.text)
    if len(surely) == 1:
        return replace(sale, person=surely[0].id)
    if told.is_walk_in and not told.who and not surely:
        return replace(sale, person=walk_in.of(session, caller.business).id, who=None)
    if sale.coming and sale.coming.table and not surely:
        return _at_table(session, caller, sale, told)
    name = told.who or (told.text.strip() if not told.lines else None)
    return replace(sale, who=name or _name_of(session, caller, told, surely) or sale.who)


def _name_of(session: Session, caller: Caller, told: Told, surely: Sequence[Person]) -> str | None:
    """The name in the words: of one that several have, as it was said, for it is asked which of them it is."""
    if len(surely) == 1:
        return surely[0].called
    places = whom.places_in(session, caller.business_id, told.text)
    return told.text[slice(*places[0][0])] if places else None


def _at_table(session: Session, caller: Caller, sale: Sale, told: Told) -> Sale:
    """Who sits at a table need not be known; what they are called is a note."""
    assert sale.coming is not None
    coming = replace(sale.coming, notes=[*sale.coming.notes, told.who]) if told.who else sale.coming
    return replace(sale, person=walk_in.of(session, caller.business).id, who=None, coming=coming)


def _ask_whom(session: Session, caller: Caller, sale: Sale) -> Outcome[Any]:
    """Whose it is, where nobody is known yet; one who is meant for sure is taken."""
    if not sale.who:
        return Outcome[str](outcome="ask_name" if sale.way == Payment.KHATA else "ask_person")
    found = whom.meant(session, caller.business_id, sale.who)
    if found.one is not None:
        return _next(session, caller, replace(sale, person=found.one.id))
    options = [customer_facts(session, caller.business, person) for person in found.people]
    facts = {"said": sale.who, "customers": options}
    return Outcome[str](outcome="choose_customer" if options else "unknown_person", facts=facts)


def _person(session: Session, caller: Caller, sale: Sale) -> Person:
    return session.get_one(Person, (caller.business_id, sale.person))


def _lines(session: Session, caller: Caller, sale: Sale) -> list[Line]:
    """The lines of a sale of which nothing is open."""
    shelf = StockedShelf(session, caller.business_id)
    return [found for line in sale.lines if (found := _amount(line, _may_be(shelf, line)[0]))]


def _facts(session: Session, caller: Caller, sale: Sale, quotation: Quotation) -> Facts:
    """What is sold, what it comes to, how it is paid, what the stock has less of, and where a khata comes to."""
    person, total = _person(session, caller, sale), quotation.totals.total_paise
    where = standing(session, caller.business, person.id)
    on_khata = sale.way == Payment.KHATA
    goods = tuple((line.item.sku, plain(line.quantity)) for line in quotation.lines)
    return {
        **named(person),
        "lines": [line_facts(line, is_marked(caller.business), Kept()) for line in quotation.lines],
        "discounts": discount_rows(quotation.off),
        "total_paise": total,
        "payment": sale.way,
        "balance_paise": where.balance_paise + total if on_khata else None,
        "beyond": on_khata and not where.has_room_for(total),
        "limit_paise": where.limit_paise,
        "short": short_of(session, caller.business_id, goods),
    }
