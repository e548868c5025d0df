"""What has to be true after a run, and what is not: pure comparisons of what was written, sent and booked."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bench.faults import money, script
from bench.faults.books import Bill, Money
from bench.faults.ledger import Ledger, Letter
from bench.faults.meta import Taken
from bench.faults.script import Line, Said

ORDER_TOLD = "✅"


@dataclass(frozen=True)
class Run:
    """What people wrote, by Meta's id of it; what lies on their phones as it came; what the database holds."""

    written: Mapping[str, tuple[str, Line]]  # person and line
    taken: Sequence[Taken]
    ledger: Ledger
    captured: Mapping[str, int] = field(default_factory=dict)  # at the gateway, in paise

    @property
    def money(self) -> Money:
        """What the books hold of money."""
        return self.ledger.money

    @property
    def said(self) -> Iterator[Said]:
        """What was said of money, in the order in which it was stored."""
        for letter in self.ledger.letters:
            if letter.wamid in self.written and (said := self.written[letter.wamid][1].money):
                yield said


def faults(run: Run) -> dict[str, list[str]]:
    """Each rule with what breaks it."""
    return {what: list(check(run)) for what, check in RULES.items()}


def _every_message_is_kept_once(run: Run) -> Iterator[str]:
    kept = Counter(letter.wamid for letter in run.ledger.letters)
    yield from (f"{wamid} was lost" for wamid in run.written if not kept[wamid])
    yield from (f"{wamid} was kept {times} times" for wamid, times in kept.items() if times > 1)
    for letter in run.ledger.letters:
        if letter.state != "answered":
            yield f"{letter.wamid} is {letter.state}"


def _every_message_is_answered_once(run: Run) -> Iterator[str]:
    """One message on the phone for each that was written."""
    turns = {sent.reference: sent.turn for sent in run.ledger.outbox}
    heard: dict[str, int] = Counter(turns.get(taken.reference, "nothing") for taken in run.taken)
    for letter in run.ledger.letters:
        if heard[letter.wamid] != 1:
            yield f"{letter.wamid} of {letter.person} was answered {heard[letter.wamid]} times"


def _nothing_is_sent_twice(run: Run) -> Iterator[str]:
    times = Counter(taken.reference for taken in run.taken)
    written = {sent.reference for sent in run.ledger.outbox}
    yield from (f"{reference} was sent {count} times" for reference, count in times.items() if count > 1)
    yield from (
        f"{reference} was sent and nobody wrote it" for reference in times if reference not in written
    )
    yield from (f"{sent.reference} was never sent" for sent in run.ledger.outbox if not times[sent.reference])


def _answers_come_in_order(run: Run) -> Iterator[str]:
    """To each person, in the order in which their messages were stored."""
    place = {letter.wamid: letter.id for letter in run.ledger.letters}
    rows = {
        sent.reference: (place[sent.turn], sent.position) for sent in run.ledger.outbox if sent.turn in place
    }
    last: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for taken in run.taken:
        here = rows.get(taken.reference)
        if here is None:
            continue
        if here < last[taken.person]:
            yield f"{taken.person} heard {taken.text[:40]!r} too late"
        last[taken.person] = max(here, last[taken.person])


def _orders_are_those_that_were_confirmed(run: Run) -> Iterator[str]:
    """For each yes to a bill one order of exactly what stood there, and none besides."""
    for person, letters in _letters_by_person(run).items():
        wanted = [dict(lines) for _, lines in script.orders(run.written[each.wamid][1] for each in letters)]
        booked = [dict(order.lines) for order in run.ledger.orders if order.person == person]
        if booked != wanted:
            yield f"{person} ordered {_shown(wanted)} and the books have {_shown(booked)}"
    known = set(_letters_by_person(run))
    yield from (f"{each.reference} is nobody's" for each in run.ledger.orders if each.person not in known)


def _orders_are_told_once(run: Run) -> Iterator[str]:
    """The answer to each yes that places an order names it, and no other answer does."""
    turns = {sent.reference: sent.turn for sent in run.ledger.outbox}
    told = Counter(
        order.reference
        for taken in run.taken
        for order in run.ledger.orders
        if taken.text.startswith(ORDER_TOLD)
        and taken.person == order.person
        and _is_yes(run, turns.get(taken.reference))
        and f"*{order.reference}*" in taken.text
    )
    for order in run.ledger.orders:
        if told[order.reference] != 1:
            yield f"{order.reference} of {order.person} was told {told[order.reference]} times"


def _is_yes(run: Run, turn: str | None) -> bool:
    return turn is not None and turn in run.written and run.written[turn][1].confirms


def _moves_are_told_once(run: Run) -> Iterator[str]:
    """What the shop does with an order its customer hears once."""
    turns = {sent.reference: sent.turn for sent in run.ledger.outbox}
    heard = Counter(turns.get(taken.reference) for taken in run.taken)
    told = Counter[str]()
    for notice in run.ledger.notices:
        told[notice.key] += heard[notice.turn]
    for move in run.ledger.moves:
        if told[move] != 1:
            yield f"{move} was told {told[move]} times"
    orders = {each.reference for each in run.ledger.orders}
    ours = {key for key in told if key.partition(":")[0] in orders and key.count(":") == 1}
    yield from (f"{key} was told and never was" for key in ours - set(run.ledger.moves))


def _money_is_told_once(run: Run) -> Iterator[str]:
    """Every notice lies on one phone once, a delivery's with its bill; what came online both sides are told."""
    turns = {sent.reference: sent.turn for sent in run.ledger.outbox}
    heard = Counter(turns.get(taken.reference) for taken in run.taken)
    for notice in run.ledger.notices:
        if heard[notice.turn] != 1:
            yield f"{notice.key} of {notice.turn} was told {heard[notice.turn]} times"
    bills = Counter(bill.number for taken in run.taken for bill in run.money.bills if _tells_of(taken, bill))
    yield from (
        f"{bill.number} came {bills[bill.number]} times"
        for bill in run.money.bills
        if bills[bill.number] != 1
    )
    keys = Counter(notice.key for notice in run.ledger.notices)
    for each in run.money.payments:
        told = keys[f"{each.reference}:came"], keys[f"{each.reference}:payment_received:1:0"]
        if each.gateway_id and told != (1, 1):
            yield f"{each.reference} has {told[0]} notices for the owner, {told[1]} for the customer"


def _tells_of(taken: Taken, bill: Bill) -> bool:
    return f"*{bill.number}*" in taken.text and f"*{bill.source}*" in taken.text


def _the_ledger_adds_up(run: Run) -> Iterator[str]:
    sold: dict[str, Decimal] = defaultdict(Decimal)
    for order in run.ledger.orders:
        for sku, quantity in order.lines.items():
            sold[sku] += quantity
        if dict(order.reserved) != dict(order.lines):
            yield f"{order.reference} reserves {_shown(order.reserved)} for {_shown(order.lines)}"
        if order.placings != 1:
            yield f"{order.reference} was placed {order.placings} times"
    if dict(run.ledger.sold) != dict(sold):
        yield f"the stock ledger has sold {_shown(run.ledger.sold)}, the orders say {_shown(sold)}"


def _each_turn_is_remembered_once(run: Run) -> Iterator[str]:
    for wamid in run.written:
        if (times := run.ledger.uttered.get(wamid, 0)) != 1:
            yield f"{wamid} stands {times} times in its conversation"


def _nothing_is_left_open(run: Run) -> Iterator[str]:
    left = {**run.ledger.open, **run.ledger.given_up}
    yield from (f"{count} {what}" for what, count in left.items() if count)


RULES: dict[str, Callable[[Run], Iterator[str]]] = {
    "messages lost, doubled or without a turn": _every_message_is_kept_once,
    "messages not answered exactly once": _every_message_is_answered_once,
    "answers doubled, lost or invented": _nothing_is_sent_twice,
    "answers out of order": _answers_come_in_order,
    "people whose orders are not what they confirmed": _orders_are_those_that_were_confirmed,
    "orders not told exactly once": _orders_are_told_once,
    "moves of the shop not told exactly once": _moves_are_told_once,
    "orders and stock ledger that disagree": _the_ledger_adds_up,
    "turns not remembered exactly once": _each_turn_is_remembered_once,
    "delivered orders without exactly one bill": lambda run: money.orders_without_one_bill(run.money),
    "gaps and twins in the numbers of bills": lambda run: money.gaps_and_twins(run.money),
    "payments at the gateway not booked exactly once": lambda run: money.gateway_payments_not_booked_once(
        run.money, run.captured
    ),
    "payments told of and not booked exactly once": lambda run: money.told_payments_not_booked_once(
        run.money, run.said
    ),
    "khata entries not written exactly once": lambda run: money.credits_not_written_once(run.money, run.said),
    "accounts and payments that do not add up": lambda run: money.accounts_that_do_not_add_up(run.money),
    "bills and payments not told exactly once": _money_is_told_once,
    "kinds of work left open or given up": _nothing_is_left_open,
}


def _letters_by_person(run: Run) -> dict[str, list[Letter]]:
    """What each person wrote, as it was stored, one after the other."""
    found: dict[str, list[Letter]] = defaultdict(list)
    for letter in run.ledger.letters:
        if letter.wamid in run.written:
            found[letter.person].append(letter)
    return found


def _shown(quantities: object) -> str:
    if isinstance(quantities, Mapping):
        return " ".join(f"{sku}:{quantity:f}" for sku, quantity in sorted(quantities.items())) or "nothing"
    if isinstance(quantities, list):
        return "; ".join(map(_shown, quantities)) or "nothing"
    return str(quantities)
