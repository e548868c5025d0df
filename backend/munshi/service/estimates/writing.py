"""An estimate is written by the technician, sent as a version, and answered by the customer's tap."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from munshi import clock
from munshi.business.models import Business
from munshi.people.models import Person
from munshi.service.estimates import costless, keeping, naming
from munshi.service.estimates.editing import (
    each_with_its_sum,
    is_total,
    only_speaks,
    told_lines,
    whole_beside,
)
from munshi.service.estimates.kinds import LABOUR, PART, told_apart
from munshi.service.estimates.marks import stripped
from munshi.service.estimates.models import Estimate
from munshi.service.estimates.rules import Line, Written, total
from munshi.service.parts import looking
from munshi.service.parts.looking import Found
from munshi.service.visits import words
from munshi.service.visits.models import Visit
from munshi.service.visits.terms import said
from munshi.service.warranty.models import SoldProduct

NEEDED = ("has_to", "costs")
CHARGED = "charged"  # in the work of a visit: the lines that cost, whatever guarantee holds
WAITING, APPROVED, REJECTED, REPLACED = "waiting", "approved", "rejected", "replaced"


class Unclear(Exception):
    """Of these lines the amount is not known."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(names)
        self.names = names


def lines_of(session: Session, business: Business, visit: Visit, text: str) -> list[Line]:
    """What was written as lines; a part has the price of the shelf, what has none is asked about.

    Raises Unclear, naming.OfAnotherModel.
    """
    sold = session.get(SoldProduct, (business.id, visit.sold_id)) if visit.sold_id else None
    parts = naming.shelf(session, business.id, visit.machine, text)
    lines, unclear = [], []
    told = _told(session, visit, text, parts)
    pieces = [each for each in each_with_its_sum(told) if each.paise is not None or stripped(each.text)]
    totals = [each.paise for each in pieces if is_total(each) and each.paise is not None]
    pieces = _without_talk([each for each in pieces if not is_total(each)], parts)
    for written, found in _each_once(pieces, [naming.part_of(each, parts, sold) for each in pieces]):
        if found is None and words.is_of(written.text, "pieces") and written.paise is None:
            continue  # "2 nag": the unit of the number before
        if found is None and (written.paise is None or _may_be_pieces(written)):
            unclear.append(written.text)
        elif found is not None and written.paise is None and naming.so_many(written, found) is None:
            unclear.append(written.text)  # half of what is sold whole
        elif found is None:
            lines.append(_labour(session, business, visit, sold, written))
        else:
            lines.append(_of_part(session, business, visit, sold, written, found))
    if unclear or not lines:
        raise Unclear(unclear)
    if totals and totals[-1] != sum(line.amount_paise for line in lines):
        raise Unclear([each.text for each in told_lines(text) if is_total(each)])
    lines, charged = told_apart(lines), visit.work.get(CHARGED) or ()
    return [replace(each, free=False, why=None) if each.text in charged else each for each in lines]


def _without_talk(pieces: list[Written], parts: Sequence[Found]) -> list[Written]:
    """The lines without the parts that are only spoken of; where nothing else is told those are what it is about."""
    told = [each for each in pieces if not (only_speaks(each, parts) or _tells_of_later(each))]
    return told or pieces


def _told(session: Session, visit: Visit, text: str, parts: Sequence[Found]) -> list[Written]:
    """The lines in a text, its goods as the shelf calls them."""
    return told_lines(naming.as_on_shelf(session, visit, text, parts), naming.of_labour(parts))


def _tells_of_later(line: Written) -> bool:
    """Whether words without a sum tell that something is missing or comes later: "part kal launga"."""
    return line.paise is None and (words.says(line.text, "lacking") or words.says(line.text, "coming_again"))


def spoken_of(session: Session, business: Business, visit: Visit, text: str) -> list[str]:
    """The parts of which is only spoken beside the lines, in the technician's words: they are none of them."""
    parts = naming.shelf(session, business.id, visit.machine, text)
    pieces = _told(session, visit, text, parts)
    lines = _without_talk(pieces, parts)
    return [each.text for each in pieces if each not in lines]


def costs_beside(session: Session, business: Business, visit: Visit, fault: str) -> str:
    """What words about a fault say of its cost as well; empty where no labour or part has its sum."""
    parts = naming.shelf(session, business.id, visit.machine, fault)
    told = [(each, naming.is_any(each, parts)) for each in _told(session, visit, fault, parts)]
    costs = any(each.paise and (of_part or words.says(each.text, "labour")) for each, of_part in told)
    lines = [each.again for each, of_part in told if of_part or each.paise is not None or each.measured]
    if not costs and (whole := whole_beside(fault)) is not None:
        return whole.again
    return ", ".join(lines) if costs else ""


def without_price(session: Session, business: Business, visit: Visit, fault: str) -> list[str]:
    """What words about a fault say to be needed, while nothing says what it costs."""
    parts = naming.shelf(session, business.id, visit.machine, fault)
    told = _told(session, visit, fault, parts)
    needed = (each for each in told if any(words.says(each.text, wanted) for wanted in NEEDED))
    unpriced = (each for each in needed if each.paise is None and not naming.is_any(each, parts))
    return [each.text for each in unpriced if stripped(each.text) and not is_total(each)]


def other_prices(lines: Sequence[Line], text: str) -> list[dict[str, Any]]:
    """The parts for which another price was written than that of the shelf, which holds."""
    parts = {line.text: line for line in lines if line.sku}
    said = [(parts[each.text], each.counted.paise) for each in told_lines(text) if each.text in parts]
    return [
        {"text": line.text, "said_paise": paise, "paise": line.amount_paise}
        for line, paise in said
        if paise is not None and paise not in (line.amount_paise, line.amount_paise // line.quantity)
    ]


def _each_once(
    written: Sequence[Written], found: Sequence[Found | None]
) -> Iterator[tuple[Written, Found | None]]:
    """A part that is named twice is charged twice only where each has its sum or its number."""
    told = {each.part.sku for line, each in zip(written, found, strict=True) if each and _says_how_much(line)}
    for line, part in zip(written, found, strict=True):
        if part is None or _says_how_much(line):
            yield line, part
        elif part.part.sku not in told:
            told.add(part.part.sku)
            yield line, part


def _says_how_much(line: Written) -> bool:
    return line.paise is not None or line.quantity != 1


def _may_be_pieces(written: Written) -> bool:
    return written.may_be_a_number and not words.says(written.text, "labour")


def send(session: Session, business: Business, visit: Visit, lines: Sequence[Line], by: Person) -> Estimate:
    """A new version; one that nobody has answered is replaced by it."""
    last = _last_version(session, visit)
    for before in waiting(session, visit):
        before.standing = REPLACED
    now = clock.now()
    estimate = Estimate(
        business_id=visit.business_id,
        visit_id=visit.id,
        version=last + 1,
        lines=[asdict(line) for line in lines],
        total_paise=total(lines),
        written_by=by.id,
        written_at=now,
        valid_until=now + timedelta(days=said(business).estimate_days),
        standing=WAITING,
    )
    session.add(estimate)
    session.flush()
    return estimate


def approve(session: Session, business: Business, visit: Visit, estimate: Estimate, customer: Person) -> None:
    """The customer wants it so: the parts are kept or ordered now, and those of an older version go back."""
    keeping.keep(session, business, visit, lines_in(estimate), customer)
    _answer(session, estimate, APPROVED)


def reject(session: Session, estimate: Estimate) -> None:
    """The customer does not want it."""
    _answer(session, estimate, REJECTED)


def named(session: Session, visit: Visit, version: int) -> Estimate | None:
    """The version of a visit's estimate."""
    return session.get(Estimate, (visit.business_id, visit.id, version), populate_existing=True)


def approved(session: Session, visit: Visit) -> Estimate | None:
    """What the customer has said yes to last."""
    query = select(Estimate).where(
        Estimate.business_id == visit.business_id,
        Estimate.visit_id == visit.id,
        Estimate.standing == APPROVED,
    )
    return session.scalars(query.order_by(Estimate.version.desc())).first()


def last(session: Session, visit: Visit) -> Estimate | None:
    """The last version, whatever was said to it."""
    version = _last_version(session, visit)
    return named(session, visit, version) if version else None


def lines_in(estimate: Estimate) -> list[Line]:
    """The lines of a version."""
    return [Line(**line) for line in estimate.lines]


def facts(lines: Sequence[Line]) -> dict[str, Any]:
    """Lines as replies show them."""
    return {"estimate_lines": [asdict(line) for line in lines], "estimate_paise": total(lines)}


def _answer(session: Session, estimate: Estimate, standing: str) -> None:
    estimate.standing, estimate.answered_at = standing, clock.now()
    session.flush()


def _labour(
    session: Session, business: Business, visit: Visit, sold: SoldProduct | None, written: Written
) -> Line:
    assert written.paise is not None
    text = stripped(written.text) or written.text
    name = words.called(LABOUR) if words.is_of(text, "pure_labour") else None
    why = costless.work(session, business, visit, sold, text)
    return Line(
        LABOUR, text, round(written.paise * written.quantity), free=why is not None, name=name, why=why
    )


def _of_part(
    session: Session,
    business: Business,
    visit: Visit,
    sold: SoldProduct | None,
    written: Written,
    found: Found,
) -> Line:
    quantity = naming.so_many(written.counted, found) or written.counted.quantity
    why = costless.part(session, business, visit, sold, found)
    return Line(
        PART,
        naming.called(written, found),
        round(found.product.price_paise * quantity),
        quantity,
        found.part.sku,
        found.part.quality or None,
        found.part.guarantee_days,
        why is not None,
        found.product.name,
        found.part.order_days if _is_to_order(session, business, found, quantity) else None,
        why,
    )


def _is_to_order(session: Session, business: Business, found: Found, quantity: float) -> bool:
    left = looking.left_of(session, business.id, [found])[found.part.sku]
    return left is not None and left < quantity


def _last_version(session: Session, visit: Visit) -> int:
    query = select(func.max(Estimate.version)).where(
        Estimate.business_id == visit.business_id, Estimate.visit_id == visit.id
    )
    return session.scalar(query) or 0


def waiting(session: Session, visit: Visit) -> Sequence[Estimate]:
    """The versions that nobody has answered."""
    query = select(Estimate).where(
        Estimate.business_id == visit.business_id,
        Estimate.visit_id == visit.id,
        Estimate.standing == WAITING,
    )
    return session.scalars(query).all()
