"""Several payments in one message: shown first, each with whose it is and how it came, and written by one yes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.clauses import whether
from munshi.asking.reading import Reading
from munshi.asking.sums import sums_in
from munshi.billing.accounts import filing, whom
from munshi.billing.accounts.drafts import Row
from munshi.billing.accounts.listed import listed
from munshi.billing.payments import claims, numbered, payers, recording, reporting, same, service
from munshi.billing.payments.drafts import Told
from munshi.billing.payments.facts import payment_facts
from munshi.billing.payments.models import Payment
from munshi.billing.payments.owed import left_of
from munshi.billing.payments.rules import Way, is_sound
from munshi.billing.payments.said import (
    are_joined,
    hands_over,
    holds,
    said_next,
    spoken_ways,
    was_taken,
    way_beside,
)
from munshi.billing.payments.takers import name_of, takers_of
from munshi.billing.payments.terms import SKILL
from munshi.billing.pieces import paid
from munshi.callers import Caller
from munshi.orders.looking import normalised, reference_in
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.people.rules import Role
from munshi.undoing.wording import did_not_pay, is_a_slip, tells_of_paying

WRITTEN = ("recorded", "confirmed", "reported")
TWO = 2
Holder = tuple[int, int | None, str | None]  # a place, and who or which order is named there


@dataclass(frozen=True)
class Sum:
    """A sum that was said, how it came, for which order or from whom, and who here has taken it, as far as is said.

    `again`: the same stands in the books already, so that it is asked about by itself.
    """

    paise: int
    way: str | None
    payer: int | None = None
    order: str | None = None
    taker: int | None = None
    again: bool = False

    def stored(self) -> str:
        """As the token of a yes has it."""
        said = (self.paise, self.way, self.payer, self.order, self.taker, int(self.again))
        return ":".join(str(each or "") for each in said)

    @classmethod
    def of(cls, stored: str) -> "Sum":
        """As `stored` has it."""
        paise, way, payer, order, taker, again, *_ = f"{stored}::".split(":")
        ids = [int(each) if each else None for each in (payer, taker)]
        return cls(int(paise), way or None, ids[0], order or None, ids[1], bool(again))


def recorded(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """What an owner would write down of several customers, orders or ways; None where it is one payment."""
    if not caller.may_act_as(Role.OWNER, Role.MANAGER):
        return None
    if of_each := of_list(session, caller, reading):
        return of_each
    if not _has_several(reading):
        return None
    named = holders(session, caller, reading)
    found = _sums(session, caller, reading, named)
    orders = {start for start, _, order in named if order}
    if len(found) < 2 or not (_one_each(found) or are_joined(reading, orders)):
        return None
    caller.must_be_offered(SKILL)
    if any(each.payer is None for each in found):
        raise Refusal("one_at_a_time")
    return _shown_once(session, caller, found)


def of_list(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """*Ashok aur Pooja ne 200 diye*: one sum of everybody in a list of names, the same of each, shown first."""
    text = reading.text or ""
    found = listed(session, caller.business_id, reading)
    sums = payers.sums(session, caller.business_id, text)
    tells = was_taken(text) or tells_of_paying(text) or spoken_ways(text)
    if found is None or len(sums) != 1 or not tells or did_not_pay(text) or is_a_slip(text):
        return None
    if whether(reading) or "?" in text:
        return None
    caller.must_be_offered(SKILL)
    if found.left_out:
        raise Refusal("one_at_a_time")
    if holds(text, "jointly"):
        raise Refusal(
            "how_shared", pay_who=" + ".join(each.called or "" for each in found.people), pay_paise=sums[0]
        )
    way = next(iter(spoken_ways(text)), None)
    return _shown_once(session, caller, [Sum(sums[0], way, each.id) for each in found.people])


def by_halves(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """One sum that came half by one way and half by another: two payments; of an order without a sum all that is left.

    Two ways and no word of a half say of neither how much: nothing is written, and that is asked.
    """
    text = reading.text or ""
    ways = spoken_ways(text)
    came = was_taken(text) or tells_of_paying(text) or hands_over(reading)
    if reading.is_tap or len(ways) != TWO or not came or is_a_slip(text) or whether(reading):
        return None
    if not caller.may_act_as(Role.OWNER, Role.MANAGER):
        return None
    order = numbered.order_named(session, caller.business_id, text)
    said = payers.sums(session, caller.business_id, text)
    sums = [each for each in said if not numbered.called(session, caller.business_id, each)]
    payer = (
        numbered.payer_of(session, caller.business_id, order) if order else _payer(session, caller, reading)
    )
    person = session.get(Person, (caller.business_id, payer)) if payer else None
    twice = [each for _, _, each in sums_in(text) if each in sums]
    if person is None or len(sums) > 1 or len(twice) > 1:  # "100 cash 100 upi" says how much by each
        return None
    paise = sums[0] if sums else left_of(session, person, order) if order else 0
    if paise <= 0:
        return None
    caller.must_be_offered(SKILL)
    if not holds(text, "half"):
        raise Refusal("how_much_each", pay_payer=person.called, pay_paise=paise)
    rest = paise // TWO // 100 * 100
    halves = zip((paise - rest, rest), ways, strict=True)
    return _shown(session, caller, [Sum(half, way, person.id, order) for half, way in halves])


def _payer(session: Session, caller: Caller, reading: Reading) -> int | None:
    who = reading.first("phone") or reading.first("person")
    found = payers.find(session, caller.business_id, str(who) if who else None, reading.text).one
    return found.id if found else None


def reported(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """What a customer would tell of several payments: of several sums that were paid, or of one by several ways."""
    if reading.is_tap:
        return None
    went, ways = paid(reading), spoken_ways(reading.text)
    other = ways[0] if len(ways) == 1 else Way.UPI
    takers = takers_of(session, caller, reading, went)
    found = [
        Sum(
            each.paise,
            way_beside(reading, each, went) or (Way.CASH if each.start in takers else other),
            taker=takers.get(each.start),
        )
        for each in went
        if is_sound(each.paise)
    ]
    apart = len(set(found)) > 1 or (len(found) > 1 and are_joined(reading))  # "200 kal aur 200 aaj"
    return _shown(session, caller, found) if apart else None


def write(session: Session, caller: Caller, shown: str) -> Outcome[Any]:
    """A yes to what an owner was shown."""
    caller.must_be(Role.OWNER, Role.MANAGER)
    return _written(session, caller, shown, "record", lambda told: recording.tell(session, caller, told))


def report(session: Session, caller: Caller, shown: str) -> Outcome[Any]:
    """A yes to what a customer was shown."""
    return _written(session, caller, shown, "report", lambda told: reporting.tell(session, caller, told))


def as_credit(session: Session, caller: Caller, shown: str) -> Outcome[Any]:
    """What an owner was shown as paid was taken on credit: it is written so, where every row has its customer."""
    rows = [Row(person=each.payer, paise=each.paise) for each in map(Sum.of, shown.split(","))]
    if any(row.person is None for row in rows):
        raise Refusal("one_at_a_time")
    return filing.tell_rows(session, caller, rows, plain=True)


def _written(
    session: Session, caller: Caller, shown: str, kind: Any, tell: Callable[[Told], Outcome[Any]]
) -> Outcome[Any]:
    rows, unheard = [], list[str]()
    said = [Sum.of(each) for each in shown.split(",")]
    for each in (each for each in said if not each.again):
        name = name_of(session, caller, each.taker)
        told = Told(
            kind, each.paise, each.way, named=each.order, payer=each.payer, once_more=True, is_sum=True,
            is_part=True,
            words=said_next(caller, "given_to", name=name) if name else None,
        )  # fmt: skip
        answer = tell(told)
        if answer.outcome not in WRITTEN:
            raise Refusal("one_at_a_time")
        payment = service.find(session, caller.business_id, answer.facts["pay_reference"])
        assert payment is not None
        rows.append(payment_facts(session, payment))
        unheard += [] if answer.facts.get("pay_told") else [str(answer.facts["pay_payer"])]
    unheard = list(dict.fromkeys(unheard))
    facts = {"pay_list": rows, "pay_listed": True, "pay_unheard": unheard}
    again = [_said_again(session, caller, each) for each in said if each.again]
    return Outcome[str](outcome="all_written", facts={**facts, **({"pay_then": again[0]} if again else {})})


def _said_again(session: Session, caller: Caller, each: Sum) -> str:
    """The words by which it is asked whether a sum that is written already came once more."""
    name = name_of(session, caller, each.payer) or ""
    return said_next(
        caller, "came_again", name=name, rupees=f"{each.paise / 100:g}", way=each.way or Way.CASH
    )


def _shown_once(session: Session, caller: Caller, found: Sequence[Sum]) -> Outcome[Any]:
    """What is not in the books yet is shown for one yes; what may be is asked about by itself."""
    known = {each: there for each in found if (there := _alike(session, caller, each)) is not None}
    if not known:
        return _shown(session, caller, found)
    new = [each for each in found if each not in known]
    if not new:
        each, *others = found
        told = Told("record", each.paise, each.way, named=each.order, payer=each.payer, is_sum=True)
        asked = recording.tell(session, caller, told)
        then = {"pay_then": _said_again(session, caller, others[0])} if others else {}
        return Outcome[str](outcome=asked.outcome, facts={**asked.facts, **then})
    shown = _shown(session, caller, [*new, *(replace(each, again=True) for each in known)])
    for row, each in zip(shown.facts["pay_sums"], [*new, *known], strict=True):
        row["pay_there"] = payment_facts(session, known[each]) if each in known else None
    return shown


def _alike(session: Session, caller: Caller, each: Sum) -> Payment | None:
    """The payment of the last day that this may be, where nothing waits with that sum."""
    payer = session.get(Person, (caller.business_id, each.payer)) if each.payer else None
    if payer is None or claims.of_sum(session, payer, each.paise) is not None:
        return None
    return same.alike(session, payer, each.paise, None, each.way)


def _shown(session: Session, caller: Caller, found: Sequence[Sum]) -> Outcome[Any]:
    rows = [
        {
            "pay_payer": name_of(session, caller, each.payer),
            "pay_taker": name_of(session, caller, each.taker),
            "pay_paise": each.paise,
            "pay_way": each.way or "cash",
            "pay_order": each.order,
        }
        for each in found
    ]
    facts = {"pay_sums": rows, "summary": ",".join(each.stored() for each in found)}
    return Outcome[str](outcome="confirm_several", facts=facts)


def holders(session: Session, caller: Caller, reading: Reading) -> Sequence[Holder]:
    """Who is named and which orders are, each with its place; of an order it is whose order it is."""
    people = [
        (each.start, payers.find(session, caller.business_id, str(each.value), None).one)
        for entity in ("person", "phone")
        for each in reading.all(entity)
    ]
    marked = [(each.start, each.end) for entity in ("person", "phone") for each in reading.all(entity)]
    people += [
        (start, found[0] if len(found) == 1 else None)
        for (start, end), found in whom.places_in(session, caller.business_id, reading.text or "")
        if not any(at < end and start < until for at, until in marked)
    ]
    named: list[Holder] = [(start, person.id if person else None, None) for start, person in people]
    for each in reading.all("money"):
        order = numbered.called(session, caller.business_id, int(each.value["paise"]))
        if order is not None:
            named.append((each.start, numbered.payer_of(session, caller.business_id, order), order))
    found = reference_in(reading.text or "")
    order = normalised(found.group()) if found else None
    payer = numbered.payer_of(session, caller.business_id, order) if order else None
    if found and payer is not None and all(order != each for _, _, each in named):
        named.append((found.start(), payer, order))
    return sorted(named, key=lambda each: each[0])


def _sums(
    session: Session,
    caller: Caller,
    reading: Reading,
    named: Sequence[Holder],
) -> list[Sum]:
    """Each sum with the last that was named before it, else the first that is."""
    places = {start for start, _, order in named if order}
    found = []
    for each in reading.all("money"):
        if each.start in places:
            continue
        before = [holder for holder in named if holder[0] < each.start]
        _, payer, order = (before or list(named) or [(0, None, None)])[-1 if before else 0]
        found.append(Sum(int(each.value["paise"]), way_beside(reading, each), payer, order))
    return found


def _has_several(reading: Reading) -> bool:
    """Whether several sums are said, none of them as a slip."""
    return not reading.is_tap and len(list(reading.all("money"))) > 1 and not is_a_slip(reading.text)


def _one_each(found: Sequence[Sum]) -> bool:
    """Whether every sum is of somebody or some order of its own."""
    return len({(each.payer, each.order) for each in found}) == len(found)
