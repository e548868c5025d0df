"""What a message says of credit, completed by the books: its goods, sums and customers, and what is in doubt."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.billing.accounts import goods_of_each, whom
from munshi.billing.accounts.drafts import Placed, Told
from munshi.billing.accounts.listed import in_words
from munshi.billing.accounts.said import holds as names
from munshi.billing.accounts.statements import today
from munshi.billing.payments.numbered import called
from munshi.billing.pieces import holds
from munshi.callers import Caller
from munshi.orders.behind_names import goods_named
from munshi.orders.shelf import StockedShelf
from munshi.undoing import acts
from munshi.undoing.rules import Kind as Act
from munshi.undoing.wording import bids_to_write, denies, points_at_a_sum

SEVERAL = 2


def with_whole_goods(session: Session, caller: Caller, told: Told) -> Told:
    """The message with its goods by their whole names, told from the names of customers."""
    return _with_whole_goods(session, caller, _with_goods_behind(session, caller, told))


def with_customers(session: Session, caller: Caller, told: Told) -> Told:
    """The message with its customers as they are known, told from goods, and without numbers of orders and phones."""
    told = goods_of_each.named_alone(session, caller.business_id, told)
    told = _with_ending(session, caller, _without_orders(session, caller, told))
    told = _of_whole_name(session, caller, _without_goods(session, caller, told))
    return _of_everybody(session, caller, told)


def is_in_doubt(session: Session, caller: Caller, told: Told) -> bool:
    """Whether words say more than the entry, or speak of money that was written or will be paid: it is shown first."""
    spoken_of = _was_spoken_of(session, caller, told.text) or _will_be_paid(told.text)
    return _has_more_to_say(caller, told) or spoken_of


def _with_goods_behind(session: Session, caller: Caller, told: Told) -> Told:
    """What was read as goods is of the customer's name, where others are named well behind it."""
    lines = [str(line.get("name") or "") for line in told.goods]
    goods = [goods_named(session, caller.business_id, told.text, each) if each else each for each in lines]
    if goods == lines:
        return told
    behind = [{**line, "name": name} if name else line for line, name in zip(told.goods, goods, strict=True)]
    note = ", ".join(_counted(told.text, name) for name in goods if name)
    return replace(told, goods=behind, note=note[:200] or None)


def _counted(text: str, name: str) -> str:
    """The goods as they stand in the words, with the amount before them."""
    at = text.casefold().find(name.casefold())
    before = text[: max(at, 0)].split()[-2:]
    return " ".join([*before, name]) if any(any(sign.isdigit() for sign in word) for word in before) else name


def _with_whole_goods(session: Session, caller: Caller, told: Told) -> Told:
    """What was read as a person is the first word of goods, where both name one product: *brown bread*."""
    shelf = StockedShelf(session, caller.business_id)
    for person in told.people:
        for line in told.goods:
            whole = f"{person.value} {line.get('name')}"
            if line.get("name") and whole.casefold() in told.text.casefold() and shelf.is_name(whole):
                people = [each for each in told.people if each is not person]
                goods = [{**each, "name": whole} if each is line else each for each in told.goods]
                return replace(told, people=people, goods=goods, note=_noted(told.note, line, whole))
    return told


def _noted(note: str | None, line: Mapping[str, Any], whole: str) -> str | None:
    """The note with all of the goods' name."""
    return note if note is None or whole in note else note.replace(str(line["name"]), whole)


def _without_orders(session: Session, caller: Caller, told: Told) -> Told:
    """Of several sums none is the number of an order of late."""
    sums = [each for each in told.sums if not is_an_order(session, caller, each.value)]
    return replace(told, sums=sums) if sums else told


def _with_ending(session: Session, caller: Caller, told: Told) -> Told:
    """Of several sums one may be the last figures of a customer's phone, who is meant: *8207 ke khate me 480*."""
    named = whom.with_ending(session, caller.business_id, told.text)
    if len(told.sums) < SEVERAL or told.people or told.phone or told.account or len(named) != 1:
        return told
    sums = [each for each in told.sums if each.value not in whom.endings(named[0], told.text)]
    return replace(told, sums=sums, account=named[0].id) if len(sums) < len(told.sums) else told


def _without_goods(session: Session, caller: Caller, told: Told) -> Told:
    """What is marked as one name too many, behind who is named and every sum, is what was bought: *likho wire ka*."""
    if len(told.people) <= max(len(told.sums), 1) or not told.sums:
        return told
    last_sum = max(each.start for each in told.sums)
    bought = [
        each
        for each in told.people
        if each.start > last_sum and not whom.meant(session, caller.business_id, each.value).people
    ]
    if any(names(" ".join(told.text[: each.start].split()[-1:]), "joins") for each in bought):
        return told
    people = [each for each in told.people if each not in bought]
    if not bought or not people:
        return told
    return replace(told, people=people, note=told.note or ", ".join(each.value for each in bought))


def _of_whole_name(session: Session, caller: Caller, told: Told) -> Told:
    """Of a name of which only a part is marked, the customer whom the words surely name by all of it."""
    if len(told.people) != 1 or told.phone or told.account is not None:
        return told
    named = whom.named_in(session, caller.business_id, told.text)
    may_be = whom.meant(session, caller.business_id, told.people[0].value).people
    if len(named) != 1 or named[0].id not in {each.id for each in may_be}:
        return told
    is_name = told.note is not None and whom.named_in(session, caller.business_id, told.note) == named
    note = None if is_name and len((told.note or "").split()) == 1 else told.note
    return replace(told, account=named[0].id, people=(), note=note)


def _of_everybody(session: Session, caller: Caller, told: Told) -> Told:
    """One sum beside a list of customers is of each, though not every name was marked as one."""
    found = in_words(session, caller.business_id, told.text)
    if found is None or len(told.sums) != 1 or told.phone or len(told.people) >= len(found.items):
        return told
    return replace(told, account=None, people=[Placed(each.said, each.start) for each in found.items])


def is_an_order(session: Session, caller: Caller, paise: int | None) -> bool:
    """Whether a sum may be the number of an order of late."""
    return paise is not None and called(session, caller.business_id, paise) is not None


def _was_spoken_of(session: Session, caller: Caller, text: str) -> bool:
    """Whether a sum is pointed at, right behind money that was written: it may be no new debt."""
    written = acts.recent(session, caller, Act.CREDIT_WRITTEN, Act.PAYMENT_RECORDED, Act.PAYMENT_DECIDED)
    return bool(written) and points_at_a_sum(text)


def _has_more_to_say(caller: Caller, told: Told) -> bool:
    """Whether words deny something, or say more of another day than goods: what was not understood is shown first."""
    gone_by = told.on is not None and told.on < today(caller.business)
    return denies(told.text) or (gone_by and bool(told.note) and not told.goods)


def _will_be_paid(text: str) -> bool:
    """Whether words only say that somebody will pay, and have nothing written: it may be what is owed already."""
    return holds(text, "they_will") and not (bids_to_write(text) or names(text, "khata_of_credit"))


def names_more(session: Session, caller: Caller, told: Told) -> bool:
    """Whether words that nobody has read name another customer: "Priya aur Arjun ke khate me 50"."""
    own = {word for each in told.people for word in each.value.casefold().split()}
    words = {word for piece in told.beside for word in piece.split() if word.casefold() not in own}
    return whom.are_named(session, caller.business_id, words)
