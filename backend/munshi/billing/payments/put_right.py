"""A customer puts right what they have told of a payment, or gives its bank's reference, whatever else it sounds like.

No second payment comes of it.
"""

from sqlalchemy.orm import Session

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Reading, SumRole
from munshi.billing import pieces
from munshi.billing.payments import amending, of_late, overheard, reporting
from munshi.billing.payments.drafts import Told
from munshi.billing.payments.models import Payment
from munshi.billing.payments.said import holds, is_another, names_reference, refuses_a_way, told_of
from munshi.billing.payments.statuses import Status
from munshi.callers import Caller
from munshi.undoing.wording import admits_a_slip, replaces

REPORT = "report_payment"
BOTH = 2  # the sum that was told, and the right one
LEAST_SUM = 1000  # in paise; less is a count


def of_customer(session: Session, caller: Caller, reading: Reading) -> Heard | None:
    """What surely is of a payment of the customer's, whatever is asked."""
    text = reading.text or ""
    told = told_of(reading, "report")
    denied = reading.sums_of(SumRole.DENIED)
    if reading.is_tap or not (told.utr or denied or admits_a_slip(text) or refuses_a_way(text)):
        return None
    sums = _said(reading)
    if told.utr and (names_reference(text) or sums):
        went = pieces.paid_sums(reading)
        return _with_reference(session, caller, reading, told, went)
    if told.utr or not pieces.paid(reading) or (replaces(text) and not denied):
        return None  # *this not that* is of the khata, whose entry is doubted
    return _of_waiting(session, caller, reading, sums) or _of_confirmed(
        session, caller, reading, sums, told.way
    )


def _said(reading: Reading) -> list[int]:
    """The sums that were paid, and the one that was not, as is said; beside a reference only the former."""
    went = pieces.paid(reading)
    every = [*reading.sums_of(SumRole.DENIED), *went] if went else []
    return list(dict.fromkeys(each.paise for each in every if each.paise >= LEAST_SUM))


def _with_reference(
    session: Session, caller: Caller, reading: Reading, told: Told, sums: list[int]
) -> Heard | None:
    """A payment with its bank's reference, whatever shall come back of it, and what is wished of a bill beside it."""
    if not sums and is_another(reading.text):
        sums = list({each.paise for each in reading.sums})  # what went once more, whatever shall become of it
    if len(sums) > 1 or (told.back and not sums):
        return None
    if said := overheard.of_others(session, caller, reading):
        return said
    more = Told(
        "report", sums[0] if sums else None, told.way, told.utr, told.named, told.screenshot,
        back=told.back, words=told.words, is_sum=bool(sums),
    )  # fmt: skip
    rest = pieces.of_a_bill(reading)
    return heard(session, caller, REPORT, lambda here, by: reporting.tell(here, by, more), rest)


def _of_waiting(session: Session, caller: Caller, reading: Reading, sums: list[int]) -> Heard | None:
    """The other of two sums is that of the claim which waits, as is said: it is asked whether it takes its place."""
    slip = admits_a_slip(reading.text) or reading.sums_of(SumRole.DENIED)
    waits = reporting.waiting(session, caller) if slip and len(sums) == BOTH else None
    if waits is None or waits.paise not in sums:
        return None
    right = next(each for each in sums if each != waits.paise)
    more = Told("report", right, words=reading.text, is_sum=True)
    return heard(session, caller, REPORT, lambda here, by: reporting.tell(here, by, more))


def _of_confirmed(
    session: Session, caller: Caller, reading: Reading, sums: list[int], way: str | None
) -> Heard | None:
    """That a payment which the shop has confirmed had another sum, or came by another way: the shop hears it."""
    text, found = reading.text or "", _meant(session, caller, reading, sums, way)
    if found is None:
        return None
    return heard(session, caller, REPORT, lambda here, by: amending.ask_of_shop(here, by, found, text))


def _meant(
    session: Session, caller: Caller, reading: Reading, sums: list[int], way: str | None
) -> Payment | None:
    """The confirmed payment whose sum is said, with its right sum or way; else the last: so much is all."""
    text = reading.text or ""
    slip = admits_a_slip(text) or reading.sums_of(SumRole.DENIED)
    for paise in sums:
        found = of_late.of_late(session, caller, paise)
        if found is not None and found.status == Status.CONFIRMED:
            other_way = refuses_a_way(text) and way not in (None, found.way)
            return found if other_way or (slip and len(sums) >= BOTH) else None
    if len(sums) != 1 or not (slip and holds(text, "only")):
        return None
    last = of_late.of_late(session, caller, None)
    return last if last is not None and last.status == Status.CONFIRMED else None
