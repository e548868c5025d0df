"""What who runs the shop says of the parts that are kept or ordered for customers: come, handed over, paid for.

Whatever names one of them is of it, and no purchase of theirs. A part that has come is noted at once; what leaves the
shop is shown with its money, and done by a yes.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from munshi.asking.heard import Heard, heard
from munshi.asking.reading import Asked, Reading
from munshi.billing.accounts import service as accounts
from munshi.callers import Caller
from munshi.catalogue import stock
from munshi.catalogue.stock import StockLine
from munshi.columns import plain
from munshi.outcomes import Outcome, Refusal
from munshi.people import service as people
from munshi.people.models import Person
from munshi.people.named import FIGURES, all_named_in
from munshi.people.rules import Role
from munshi.service.parts import cancelling, counting, giving
from munshi.service.parts.facts import request_facts
from munshi.service.parts.looking import Found, all_parts, left_of, named_in
from munshi.service.parts.models import PartRequest
from munshi.service.parts.moving import move, tell_customer
from munshi.service.parts.statuses import KEPT, LIVE, Status
from munshi.service.visits import words
from munshi.service.visits.models import Visit
from munshi.service.visits.references import PART, part_in

PAGE, QUESTION = "request_spare_part", "confirm_part_given"
CAME, GIVEN = "came", "given"
WAYS = ("cash", "upi", "later")
# Of other things.
REFERENCES = re.compile(r"\b(?:ord|order|vis|tkt|est|amc|pay|bl|bill)[- ]?\d+", re.IGNORECASE)
FEW_WORDS = 5  # of an answer that is a sum
MOST_SHOWN = 20  # parts in a list
PARTED = "|"  # between what a summary holds


class Told(NamedTuple):
    """What is said of a part: that it has come or was given, and what was paid for it in which way."""

    step: str
    paise: int | None = None
    way: str | None = None


@dataclass(frozen=True)
class Handing:
    """A part as it would be handed over: the token of what was shown."""

    request: PartRequest
    paise: int | None
    way: str | None

    @property
    def token(self) -> str:
        """Stands for the request as it is, and for its money."""
        kept = f"{self.request.reference}:{self.request.status}:{len(self.request.moves)}"
        return PARTED.join((kept, str(self.paise if self.paise is not None else ""), self.way or ""))


def interrupt(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What is said of a kept or ordered part, whatever else is asked."""
    text = reading.text or ""
    if reading.is_tap or not text or not runs_the_desk(caller):
        return None
    asks = text.rstrip().endswith("?") or words.says(text, "asking")
    told = None if asks else told_in(text)
    if (reference := part_in(text)) is not None:
        if words.says(text, "cancelling"):
            return heard(session, caller, PAGE, lambda here, by: cancelling.ask(here, by, reference))
        return heard(session, caller, PAGE, lambda here, by: tell(here, by, reference, told))
    if told is None or REFERENCES.search(text):
        return None
    meant = _meant(session, caller, text, told)
    if not meant:
        return None
    number = counting.came_in(reading) if told.step == CAME else None
    if number is not None and _is_beyond(session, caller, meant, number):
        waiting = [each.reference for each in meant]
        return heard(session, caller, PAGE, lambda here, by: came_all(here, by, waiting, number))
    if len(meant) > 1:
        references = [each.reference for each in meant]
        return heard(session, caller, PAGE, lambda here, by: which(here, by, references, told))
    only = meant[0].reference
    return heard(session, caller, PAGE, lambda here, by: tell(here, by, only, told))


def runs_the_desk(caller: Caller) -> bool:
    """Whether parts of others are theirs to see to."""
    return "service" in caller.business.skills and caller.may_act_as(Role.OWNER, Role.MANAGER)


def told_in(text: str) -> Told | None:
    """What a text says has become of a part; a sum alone is of one that was given."""
    sums, way = _sums(text), way_in(text)
    paid = sums[0] * 100 if len(sums) == 1 else None
    gives = words.says(text, "part_given") or words.says(text, "part_paid")
    if gives or (paid and (way or words.says(text, "was_paid"))):
        return Told(GIVEN, paid, way)
    return Told(CAME) if words.says(text, "part_came") else None


def way_in(text: str) -> str | None:
    """How it was paid."""
    return next((way for way in WAYS if words.says(text, f"paid_{way}")), None)


def tell(session: Session, caller: Caller, reference: str, told: Told | None) -> Outcome[Any]:
    """What becomes of the part that is named; without more it is shown with what can be done."""
    _must_run_the_desk(caller)
    request = locked(session, caller, reference)
    if told is None or request.status not in LIVE:
        return Outcome[str](outcome="part_of_customer", facts=facts_of(session, request))
    if told.step == CAME:
        return _came(session, caller, request)
    return _given(session, caller, request, told)


def which(session: Session, caller: Caller, references: Sequence[str], told: Told) -> Outcome[Any]:
    """Of which of several parts it is said."""
    _must_run_the_desk(caller)
    rows = [facts_of(session, locked(session, caller, each)) for each in references]
    paid = {"part_paid": told.paise, "how": told.way}
    return Outcome[str](outcome="which_part", facts={"requests": rows, "step": told.step, **paid})


def answer(session: Session, caller: Caller, asked: Asked, reading: Reading) -> Heard | None:
    """What is said to the part that is shown with its money: a yes, a no, how it was paid, another sum."""
    text, shown = reading.text or "", str(reading.first("summary") or asked.summary or "")
    reference, way, sums = shown.partition(":")[0], way_in(text), _sums(text)
    if reading.is_tap and reading.first("summary") is None:
        return None
    if way or (len(sums) == 1 and not reading.is_tap and len(text.split()) <= FEW_WORDS):
        before = _of_token(shown)
        paise = sums[0] * 100 if len(sums) == 1 else before.paise
        told = Told(GIVEN, paise, way or before.way)
        sure = way is not None and (not sums or paise == before.paise)
        return heard(session, caller, PAGE, lambda here, by: _with_way(here, by, reference, told, sure))
    if reading.agrees:
        return heard(session, caller, PAGE, lambda here, by: confirm(here, by, shown))
    if reading.is_no:
        return heard(session, caller, PAGE, lambda here, by: leave(here, by, reference))
    return None


def tapped(session: Session, caller: Caller, reading: Reading) -> Outcome[Any] | None:
    """A tap on a part of the list, on what has become of it, or on how it was paid; None where it is none of these."""
    reference, step = reading.first("reference"), reading.first("step")
    if not reading.is_tap or not str(reference or "").startswith("PRT-"):
        return None
    if summary := reading.first("summary"):
        return confirm(session, caller, str(summary))
    paid, how = reading.first("paid"), reading.first("how")
    told = Told(str(step), int(paid) if paid else None, how) if step in (CAME, GIVEN) else None
    return tell(session, caller, str(reference), told)


def confirm(session: Session, caller: Caller, shown: str) -> Outcome[Any]:
    """Hands over what was shown, bills it and notes the money, once."""
    _must_run_the_desk(caller)
    request = locked(session, caller, shown.partition(":")[0])
    told = _of_token(shown)
    handing = Handing(request, told.paise, told.way)
    if request.status not in KEPT:
        return Outcome[str](outcome="part_of_customer", facts=facts_of(session, request))
    if handing.token != shown or (told.way is None and not request.free):
        return _given(session, caller, request, told)
    giving.hand_over(session, caller.business, request, told.paise or 0, told.way, caller.person)
    return Outcome[str](outcome="part_given", facts={**facts_of(session, request), **_money(request, told)})


def in_shop(session: Session, caller: Caller, found: Sequence[Found]) -> Outcome[Any]:
    """What of a part there is and for whom it is kept: who runs the shop buys none from themselves."""
    left = left_of(session, caller.business_id, found)
    skus = {each.part.sku for each in found}
    rows = [facts_of(session, each) for each in live(session, caller) if each.sku in skus]
    facts = {"parts": [each.facts(left[each.part.sku]) for each in found], "requests": rows}
    item = found[0].facts(left[found[0].part.sku])
    return Outcome[str](outcome="part_in_shop", facts={**facts, "item": item})


def leave(session: Session, caller: Caller, reference: str) -> Outcome[Any]:
    """It stays kept, and nothing is noted."""
    _must_run_the_desk(caller)
    return Outcome[str](outcome="part_not_given", facts=facts_of(session, locked(session, caller, reference)))


def kept(session: Session, caller: Caller, wanted: Sequence[Status] = ()) -> Outcome[Any]:
    """Every part that is kept or ordered for somebody, the oldest first."""
    rows = [facts_of(session, each) for each in live(session, caller) if not wanted or each.status in wanted]
    return Outcome[str](outcome="kept" if rows else "none_kept", facts={"requests": rows[:MOST_SHOWN]})


def live(session: Session, caller: Caller) -> Sequence[PartRequest]:
    """What is kept or ordered, of everybody."""
    query = select(PartRequest).where(
        PartRequest.business_id == caller.business_id, PartRequest.status.in_(LIVE)
    )
    return session.scalars(query.order_by(PartRequest.id).options(selectinload(PartRequest.moves))).all()


def locked(session: Session, caller: Caller, reference: str) -> PartRequest:
    """The request of the business with this reference, locked. Refuses with `no_such_part`."""
    query = select(PartRequest).where(
        PartRequest.business_id == caller.business_id, PartRequest.reference == reference.upper()
    )
    request = session.scalar(query.with_for_update().execution_options(populate_existing=True))
    if request is None:
        raise Refusal("no_such_part", reference=reference.upper())
    return request


def facts_of(session: Session, request: PartRequest) -> dict[str, Any]:
    """The request with whose it is, and what can be done with it."""
    person = session.get_one(Person, (request.business_id, request.person_id))
    phones = people.phones(person)
    over_counter = request.visit_id is None
    may = [CAME] if request.status == Status.ORDERED else [GIVEN] if over_counter else []
    return {
        **request_facts(session, request),
        "customer_name": person.called or "?",
        "customer_phone": f"+{phones[0]}" if phones else None,
        "part_steps": may if request.status in LIVE else [],
    }


def _must_run_the_desk(caller: Caller) -> None:
    caller.must_be(Role.OWNER, Role.MANAGER)


def _meant(session: Session, caller: Caller, text: str, told: Told) -> list[PartRequest]:
    """The live parts that a text means by their names or by whose they are, of those that the step fits.

    Money alone means a part only where its very price was paid by whom owes nothing else.
    """
    there = [each for each in live(session, caller) if _fits(each, told)]
    skus = {each.part.sku for each in named_in(text, all_parts(session, caller.business_id))}
    holders = {each.person_id: session.get_one(Person, (each.business_id, each.person_id)) for each in there}
    whose = {each.id for each in all_named_in(text, holders.values())}
    found = [
        each
        for each in there
        if (not skus or each.sku in skus) and (not whose or each.person_id in whose) and (skus or whose)
    ]
    if skus or words.says(text, "parts") or words.says(text, "part_goods"):
        return found if whose or skus else []
    return [each for each in found if told.paise == each.price_paise and not _owes(session, each, told)]


def _fits(request: PartRequest, told: Told) -> bool:
    if told.step == CAME:
        return request.status == Status.ORDERED
    return request.status in KEPT and request.visit_id is None


def _owes(session: Session, request: PartRequest, told: Told) -> bool:
    return accounts.balance(session, request.business_id, request.person_id) >= (told.paise or 0)


def _came(session: Session, caller: Caller, request: PartRequest) -> Outcome[Any]:
    """It has come in and is kept for its customer, who hears so."""
    if request.status != Status.ORDERED:
        return Outcome[str](outcome="part_of_customer", facts=facts_of(session, request))
    line = StockLine(request.sku, request.quantity)
    stock.receive(session, request.business_id, [line], request.reference)
    stock.reserve(session, request.business_id, [line], request.reference)
    move(session, request, Status.ARRIVED, caller.person)
    tell_customer(session, request)
    facts = facts_of(session, request)
    if request.visit_id is not None:
        visit = session.get_one(Visit, (request.business_id, request.visit_id))
        return Outcome[str](outcome="part_came_for_visit", facts={**facts, "visit": visit.reference})
    return Outcome[str](outcome="part_came", facts=facts)


def _is_beyond(session: Session, caller: Caller, meant: Sequence[PartRequest], number: Decimal) -> bool:
    """Whether more came of one part than is waited for, or just that for several who wait; and its stock is kept."""
    waited = sum(each.quantity for each in meant)
    on_hand = stock.on_hand(session, caller.business_id, [each.sku for each in meant])
    counts = len(on_hand) == 1 and None not in on_hand.values()
    return counts and (number > waited or (number == waited and len(meant) > 1))


def came_all(session: Session, caller: Caller, references: Sequence[str], number: Decimal) -> Outcome[Any]:
    """So many have come: each who waits has theirs kept and hears so, and the rest goes onto the shelf."""
    _must_run_the_desk(caller)
    requests = [locked(session, caller, each) for each in references]
    for request in requests:
        _came(session, caller, request)
    beyond = number - sum(each.quantity for each in requests)
    sku = requests[0].sku
    if beyond:
        stock.receive(session, caller.business_id, [StockLine(sku, beyond)])
    left = stock.on_hand(session, caller.business_id, [sku])[sku]
    rows = [facts_of(session, each) for each in requests]
    counted = {"quantity": plain(number), "parts_left": plain(left or Decimal(0))}
    return Outcome[str](
        outcome="parts_came", facts={"requests": rows, "part_name": rows[0]["part_name"], **counted}
    )


def _given(session: Session, caller: Caller, request: PartRequest, told: Told) -> Outcome[Any]:
    """What a yes hands over, with its money."""
    facts = facts_of(session, request)
    if request.visit_id is not None:
        return Outcome[str](outcome="part_of_visit", facts=facts)
    if request.status == Status.ORDERED:
        return Outcome[str](outcome="part_not_here", facts=facts)
    due = request.price_paise
    if told.paise is not None and told.paise > due:
        return Outcome[str](outcome="part_too_much", facts={**facts, "said_paise": told.paise})
    way = None if request.free else told.way
    paise = None if request.free or way == "later" else due if told.paise is None else told.paise
    handing = Handing(request, paise, way)
    ways = [] if way or request.free else [Handing(request, paise, each).token for each in WAYS[:2]]
    if ways:
        ways.append(Handing(request, None, "later").token)
    money = _money(request, Told(GIVEN, paise, way))
    return Outcome[str](
        outcome="confirm_part_given", facts={**facts, **money, "summary": handing.token, "ways": ways}
    )


def _with_way(session: Session, caller: Caller, reference: str, told: Told, sure: bool) -> Outcome[Any]:
    """How it was paid, in answer to the question: that is the yes; another sum is shown first."""
    _must_run_the_desk(caller)
    answer = _given(session, caller, locked(session, caller, reference), told)
    if not sure or answer.outcome != "confirm_part_given":
        return answer
    return confirm(session, caller, answer.facts["summary"])


def _money(request: PartRequest, told: Told) -> Mapping[str, Any]:
    """What is paid and what stays owed, as it is said."""
    if request.free:
        return {}
    paid = told.paise or 0
    return {"part_paid": paid, "how": told.way, "part_owed": request.price_paise - paid}


def _of_token(shown: str) -> Told:
    _, paise, way = (*shown.split(PARTED), "", "")[:3]
    return Told(GIVEN, int(paise) if paise.isdecimal() else None, way or None)


def _sums(text: str) -> list[int]:
    """The rupees that stand in a text, beside references and whose phone it is."""
    plain = PART.sub(" ", text).replace(",", "")
    ends = [found for found in FIGURES.finditer(plain) if words.says(plain[found.end() :][:6], "of_whom")]
    for found in reversed(ends):
        plain = plain[: found.start()] + plain[found.end() :]
    return [int(each) for each in re.findall(r"\d+", plain) if int(each) >= LEAST]


LEAST = 10  # rupees; below that it is how many
