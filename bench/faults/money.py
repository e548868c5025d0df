"""What has to be true of bills, payments and khatas after a run, and what is not."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from bench.faults.books import Money
from bench.faults.script import Said

VERDICTS = {"confirm": "confirmed", "reject": "rejected"}
COUNTS = ("confirmed", "refunded")


def orders_without_one_bill(money: Money) -> Iterator[str]:
    """Each order that arrived has one bill, of what was agreed to the rupee; no other has any."""
    bills = Counter(bill.source for bill in money.bills)
    yield from (f"{of} has {bills[of]} bills" for of in money.delivered if bills[of] != 1)
    yield from (f"{of} is billed and not delivered" for of in bills if of not in money.delivered)
    for bill in money.bills:
        if abs(bill.paise - money.delivered.get(bill.source, bill.paise)) >= 100:
            yield f"{bill.number} is of {bill.paise}, {bill.source} of {money.delivered[bill.source]}"


def gaps_and_twins(money: Money) -> Iterator[str]:
    """Each series counts from 1 on."""
    serials: dict[str, list[int]] = defaultdict(list)
    for bill in money.bills:
        serials[bill.series].append(bill.serial)
    for series in serials.keys() | money.last.keys():
        given, last = sorted(serials[series]), money.last.get(series, 0)
        if given != list(range(1, last + 1)):
            yield f"series {series} has {len(given)} bills, {len(set(given))} numbers, the last {last}"


def gateway_payments_not_booked_once(money: Money, captured: Mapping[str, int]) -> Iterator[str]:
    """What was paid at the gateway is one payment each, and what was not is none."""
    booked = Counter(each.gateway_id for each in money.payments if each.gateway_id)
    yield from (f"{id_} was booked {booked[id_]} times" for id_ in captured if booked[id_] != 1)
    for each in money.payments:
        if each.gateway_id and captured.get(each.gateway_id) != each.paise:
            yield f"{each.reference} is of {each.paise}, the gateway has {captured.get(each.gateway_id)}"


def told_payments_not_booked_once(money: Money, said: Iterable[Said]) -> Iterator[str]:
    """Each payment that somebody told of is one, of its sum; a report stands as the first who decided has said."""
    said = list(said)
    wanted = Counter((each.of, each.paise) for each in said if each.what == "report")
    booked = Counter((each.utr, each.paise) for each in money.payments if each.utr and not each.gateway_id)
    yield from _differences("report", wanted, booked)
    wanted = Counter((each.of, each.paise) for each in said if each.what == "record")
    booked = Counter((each.person, each.paise) for each in money.payments if each.way == "cash")
    yield from _differences("record", wanted, booked)
    first: dict[str, str] = {}
    for each in said:
        if each.what in VERDICTS:
            first.setdefault(each.of, VERDICTS[each.what])
    for payment in money.payments:
        told = first.get(payment.reference, "reported")
        if payment.utr and not payment.gateway_id and payment.status != told:
            yield f"{payment.reference} is {payment.status}, and was {told}"


def credits_not_written_once(money: Money, said: Iterable[Said]) -> Iterator[str]:
    """Each word of what was taken on khata is one entry, and no entry is nobody's word."""
    wanted = Counter((each.of, each.paise) for each in said if each.what == "credit")
    written = Counter((each.person, each.paise) for each in money.entries if each.kind == "credit")
    yield from _differences("khata", wanted, written)


def accounts_that_do_not_add_up(money: Money) -> Iterator[str]:
    """What somebody owes is the sum of their entries and of what is open; sales are bills, payments are payments."""
    owed = Counter[str]()
    for entry in money.entries:
        owed[entry.person] += entry.paise
    for account in money.accounts:
        if not account.paise == account.open == owed[account.person]:
            yield f"{account.person}: {account.paise} owed, {account.open} open, {owed[account.person]} written"
    bills = Counter({f"sale:{bill.source}": bill.paise for bill in money.bills})
    sold = Counter[str]()
    for entry in money.entries:
        if entry.kind == "sale":
            sold[entry.key] += entry.paise
    yield from (
        f"{key}: {sold[key]} for a bill of {bills[key]}" for key in bills | sold if bills[key] != sold[key]
    )
    for each in money.payments:
        if each.booked != (each.paise if each.status in COUNTS else 0):
            yield f"{each.reference} of {each.paise} is {each.status}, and {each.booked} are in the ledger"


def _differences(
    what: str, wanted: Counter[tuple[str, int]], found: Counter[tuple[str, int]]
) -> Iterator[str]:
    for key in wanted.keys() | found.keys():
        if wanted[key] != found[key]:
            yield f"{what} of {key[0]}, {key[1]} paise: said {wanted[key]} times, in the books {found[key]}"
