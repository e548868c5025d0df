"""The way of the terms and the orders from a file into the books and out again."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.business.part import Part
from munshi.business.stored_sections import of
from munshi.catalogue import service as catalogue
from munshi.catalogue import stock
from munshi.catalogue.stock import StockLine
from munshi.orders.filing import PREFIX
from munshi.orders.kept import Payment, Wanted
from munshi.orders.looking import WHOLE
from munshi.orders.models import Order, OrderLine, OrderMove, OrderSeries
from munshi.orders.rules import Fulfilment
from munshi.orders.sections import (
    OrderSections,
    PlacedDiscount,
    PlacedLine,
    PlacedMove,
    PlacedOrder,
    WantedHour,
)
from munshi.orders.serving import part as run_outs
from munshi.orders.serving import waits
from munshi.orders.statuses import OPEN, Status, may_follow
from munshi.orders.totals import Priced, line_amount, totals
from munshi.people import service as people
from munshi.people.models import Person
from munshi.problems import Fault
from munshi.series import count_on_from

ERASED = "…"  # in place of who placed an order and is known no more
SECTIONS = frozenset(OrderSections.model_fields)


def check(session: Session, file: OrderSections, business_id: str) -> Iterable[Fault]:
    """A reference is one order's, its persons are known, and its moves are moves that an order makes."""
    known = people.ids_with(session, business_id, file)
    yield from check_discounts(session, file, business_id)
    yield from _unknown_staff(file, known)
    seen: dict[str, int] = {}
    for place, order in enumerate(file.orders.placed):
        at = f"orders.placed[{place}]"
        if seen.setdefault(order.reference, place) != place:
            other = seen[order.reference]
            yield Fault(at=f"{at}.reference", problem=f"orders.placed[{other}] is {order.reference} too")
        for who in {order.person, *(move.person for move in order.moves if move.person)} - known:
            yield Fault(at=at, problem=f"there is nobody with the id {who}")
        if order.dining_table is not None and order.fulfilment != "dine_in":
            yield Fault(at=f"{at}.dining_table", problem="a table stands only with dine_in")
        if any(run_out.line > len(order.lines) for run_out in order.run_outs):
            yield Fault(at=f"{at}.run_outs", problem=f"there are only {len(order.lines)} lines")
        if all(line.dropped for line in order.lines):
            yield Fault(at=f"{at}.lines", problem="an order has a line that is not dropped")
        if not _is_a_life([move.status for move in order.moves]):
            yield Fault(at=f"{at}.moves", problem="an order begins as placed and does not move like this")


def check_discounts(session: Session, file: OrderSections, business_id: str) -> Iterable[Fault]:
    """A discount has an id and a code of its own, and is of goods that are sold here."""
    skus = {sku for entry in file.discounts for sku in entry.skus}
    known = set(catalogue.get_many(session, business_id, skus)) | {
        product.sku for product in getattr(file, "products", ())
    }
    said: set[str] = set()
    for place, entry in enumerate(file.discounts):
        for field, value in (("id", entry.id), ("code", (entry.code or "").upper())):
            if value and f"{field}:{value}" in said:
                yield Fault(at=f"discounts[{place}].{field}", problem=f"{value} stands here twice")
            said.add(f"{field}:{value}")
        for at, sku in enumerate(entry.skus):
            if sku not in known:
                yield Fault(at=f"discounts[{place}].skus[{at}]", problem=f"there is no product {sku}")


def _unknown_staff(file: OrderSections, known: set[str]) -> Iterable[Fault]:
    """Who is on duty, keeps the stock or cooks is somebody."""
    terms = file.orders
    named = {
        "on_duty": terms.on_duty,
        "stock_keepers": terms.stock_keepers,
        "kitchen.people": terms.kitchen.people,
    }
    for place, ids in named.items():
        for who in sorted(set(ids) - known):
            yield Fault(at=f"orders.{place}", problem=f"there is nobody with the id {who}")


def _is_a_life(statuses: list[Status]) -> bool:
    return statuses[0] is Status.PLACED and all(may_follow(now, then) for now, then in pairwise(statuses))


def write(session: Session, business: Business, file: OrderSections) -> None:
    """Keeps the terms, and adds the orders that the books do not have."""
    said = file.model_dump(mode="json", exclude_defaults=True, include=set(SECTIONS))
    said.get("orders", {}).pop("placed", None)
    others = {name: kept for name, kept in business.settings.items() if name not in SECTIONS}
    business.settings = {**others, **{name: section for name, section in said.items() if section}}
    there = set(session.scalars(select(Order.reference).where(Order.business_id == business.id)))
    ids = people.ids(session, business.id)
    for entry in file.orders.placed:
        if entry.reference not in there:
            _add(session, business, entry, ids)
    numbers = [int(entry.reference.removeprefix(PREFIX)) for entry in file.orders.placed]
    count_on_from(session, OrderSeries, business.id, max(numbers, default=0))


def _add(session: Session, business: Business, entry: PlacedOrder, ids: dict[str, int]) -> None:
    kept = [line for line in entry.lines if not line.dropped]
    priced = [Priced(line.quantity, line.price_paise, line.gst_rate, line.discount_paise) for line in kept]
    sums = totals(priced, entry.gst_included, entry.fee_paise)
    status = entry.moves[-1].status
    order = Order(
        **entry.model_dump(
            include={
                "reference",
                "fulfilment",
                "dining_table",
                "address",
                "pincode",
                "opens_at",
                "notes",
                "payment",
                "bill_name",
                "bill_wanted",
                "addition",
                "prescription",
                "discounts",
            }
        ),
        business_id=business.id,
        person_id=ids[entry.person],
        status=status,
        currency=business.currency,
        goods_paise=sums.goods_paise,
        gst_paise=sums.gst_paise,
        gst_included=entry.gst_included,
        fee_paise=entry.fee_paise,
        total_paise=sums.total_paise,
        discount_paise=sums.discount_paise,
        placed_at=entry.moves[0].at,
        wanted=_wanted(entry.wanted),
        lines=[_line(position, line) for position, line in enumerate(entry.lines, 1)],
        moves=[
            OrderMove(
                position=position,
                status=move.status,
                at=move.at,
                person_id=ids[move.person] if move.person else None,
                reason=move.reason,
            )
            for position, move in enumerate(entry.moves, 1)
        ],
    )
    session.add(order)
    session.flush()
    session.refresh(order, ["lines"])
    session.add_all(run_outs.rows_of(order, entry.run_outs, ids))
    if status is Status.PLACED:
        waits.begin(session, order)
    if status in OPEN:
        _reserve(session, order)


def _reserve(session: Session, order: Order) -> None:
    """What an open order holds is no longer in the stock of the file; cancelling must be able to return it."""
    lines = [StockLine(line.sku, line.quantity) for line in order.lines]
    stock.receive(session, order.business_id, lines, order.reference)
    stock.reserve(session, order.business_id, lines, order.reference)


def _wanted(said: WantedHour | None) -> dict[str, Any] | None:
    """As a cart has it, so that the order comes back into one just so."""
    return Wanted.of(said.model_dump(mode="json")).as_json() if said else None


def _line(position: int, line: PlacedLine) -> OrderLine:
    said: dict[str, Any] = line.model_dump(exclude={"pack", "quantity", "gst_rate"})
    return OrderLine(
        **said,
        position=position,
        quantity=line.quantity,
        gst_rate=line.gst_rate,
        pack_quantity=line.pack.quantity if line.pack else None,
        pack_unit=line.pack.unit if line.pack else None,
        amount_paise=line_amount(line.quantity, line.price_paise),
    )


def read(session: Session, business: Business) -> OrderSections:
    """The terms, and all orders in the order in which they were placed."""
    terms = of(business, OrderSections)
    query = select(Order).where(Order.business_id == business.id).order_by(Order.placed_at, Order.id)
    orders = session.scalars(query.options(*WHOLE)).all()
    ids = people.ids_in_file(session, business.id)
    placed = [entry_of(session, order, ids) for order in orders if order.person_id in ids]
    return terms.model_copy(update={"orders": terms.orders.model_copy(update={"placed": placed})})


def entry_of(session: Session, order: Order, ids: dict[int, str]) -> PlacedOrder:
    """An order as a file has it; `ids` names each person by one phone or user id, who was erased has none."""
    lines = _every_line(session, order)
    return PlacedOrder(
        reference=order.reference,
        person=ids.get(order.person_id, ERASED),
        fulfilment=Fulfilment(order.fulfilment).value,
        dining_table=order.dining_table,
        discounts=[PlacedDiscount.model_validate(each) for each in order.discounts],
        prescription=order.prescription,
        address=order.address,
        pincode=order.pincode,
        fee_paise=order.fee_paise,
        gst_included=order.gst_included,
        opens_at=order.opens_at,
        notes=order.notes,
        wanted=WantedHour.model_validate(order.wanted) if order.wanted else None,
        payment=Payment(order.payment) if order.payment else None,
        bill_name=order.bill_name,
        bill_wanted=order.bill_wanted,
        addition=order.addition,
        lines=[_line_entry(line) for line in lines],
        moves=[
            PlacedMove(
                status=Status(move.status),
                at=move.at,
                person=ids.get(move.person_id) if move.person_id else None,
                reason=move.reason,
            )
            for move in order.moves
        ],
        run_outs=run_outs.entries_of(session, order, [line.position for line in lines], ids),
    )


def _every_line(session: Session, order: Order) -> Sequence[OrderLine]:
    """What ran out and was left out since stands in a file too."""
    query = select(OrderLine).where(
        OrderLine.business_id == order.business_id, OrderLine.order_id == order.id
    )
    return session.scalars(query.order_by(OrderLine.position)).all()


def _line_entry(line: OrderLine) -> PlacedLine:
    said = {field: getattr(line, field) for field in PlacedLine.model_fields if field != "pack"}
    pack = {"quantity": line.pack_quantity, "unit": line.pack_unit} if line.pack_unit else None
    return PlacedLine.model_validate({**said, "pack": pack})


def name_of(person: Person) -> str:
    """The id by which a file names a person."""
    return people.id_in_file(person)


PART: Part[OrderSections] = Part(OrderSections, check, write, read)
