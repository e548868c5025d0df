"""Whatever customers and owners do, in any order: the stock ledger and the sums of every order add up."""

from collections import Counter
from decimal import Decimal
from itertools import count
from typing import Any

from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from munshi import database
from munshi.catalogue import stock
from munshi.catalogue.models import StockMove
from munshi.orders.models import Order
from munshi.orders.serving import held
from munshi.orders.serving.proposals import proposal
from munshi.orders.statuses import Status
from munshi.orders.totals import Priced, totals
from tests.backend.books import KIRANA, OWNER
from tests.backend.orders.conftest import MANAGER, Customer, at_home

SHELF = {"CHEENI-LOOSE": Decimal(40), "THUMSUP-750": Decimal(9), "COKE-750": Decimal(9)}
GOODS = ("{} kg chini", "{} bottle thums up", "{} bottle coke 750")
STEPS = ("accepted", "ready", "out_for_delivery", "delivered")

amounts = st.integers(1, 6)
goods = st.tuples(st.integers(0, 2), amounts)
which = st.integers(0, 3)
deeds = st.one_of(
    st.tuples(st.just("order"), st.lists(goods, min_size=1, max_size=3), st.none() | goods),
    st.tuples(st.just("move"), which, st.sampled_from(STEPS), st.sampled_from((OWNER, MANAGER))),
    st.tuples(st.just("words"), which, st.sampled_from(STEPS)),
    st.tuples(st.just("cancel"), which),
    st.tuples(st.just("refuse"), which),
    st.tuples(st.just("run_out"), which, st.integers(1, 4)),
    st.tuples(st.just("answer"), which, st.sampled_from(("replace", "leave_out", "cancel"))),
    st.tuples(st.just("found"), which),
    st.tuples(st.just("came"), st.integers(0, 2), amounts),
)
_people = count(919827000000)


class Evening:
    """The shop on fresh shelves, and the orders so far, each with its customer."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.owner = Customer(client, OWNER)
        self.orders: dict[str, Customer] = {}
        with database.transaction() as session:
            stock.count(session, KIRANA, SHELF)

    def does(self, deed: tuple[Any, ...]) -> None:
        """One deed, whether or not it is allowed just now."""
        getattr(self, deed[0])(*deed[1:])

    def order(self, goods: list[tuple[int, int]], edit: tuple[int, int] | None) -> None:
        """A new customer says the goods, perhaps changes one, and says yes where a bill is shown."""
        customer = at_home(Customer(self.client, str(next(_people))))
        bill = customer.says(*(GOODS[place].format(number) for place, number in goods))
        if edit is not None and bill.outcome == "confirm":
            bill = customer.changes("set", GOODS[edit[0]].format(edit[1]))
        if bill.outcome == "confirm":
            placed = customer.do("/orders", summary=bill.facts["summary"])
            if placed.outcome == "placed":
                self.orders[placed.facts["reference"]] = customer

    def move(self, which: int, step: str, who: str) -> None:
        self._taps(which, Customer(self.client, who), status=step)

    def words(self, which: int, step: str) -> None:
        if reference := self._named(which):
            self.owner.do("/orders/told", reference=reference, step=step)

    def cancel(self, which: int) -> None:
        if reference := self._named(which):
            self.orders[reference].do("/orders/cancelled", summary=reference)

    def refuse(self, which: int) -> None:
        self._taps(which, self.owner, status="cancelled", reason="closed")

    def run_out(self, which: int, line: int) -> None:
        self._taps(which, self.owner, line=line)

    def found(self, which: int) -> None:
        self._taps(which, self.owner, found=True)

    def came(self, place: int, number: int) -> None:
        quantity, unit, name = GOODS[place].format(number).split(maxsplit=2)
        line = {"name": name, "quantity": quantity, "unit": unit}
        self.owner.do("/stock/updates", lines=[line], marks=[{"kind": "came"}])

    def answer(self, which: int, take: str) -> None:
        if (reference := self._named(which)) is None:
            return
        with database.transaction() as session:
            order = session.scalars(select(Order).where(Order.reference == reference)).one()
            asked = held.asked_about(session, order)
            shown = proposal(session, order, asked[0]) if asked else None
        if shown:
            body = {"run_out": shown["run_out"], "take": take, "summary": shown["summary"]}
            self.orders[reference].do("/orders/run-outs/answers", **body)

    def adds_up(self) -> None:
        """The shelf is never below nought, an order holds just its lines, and its sums follow from them."""
        with database.transaction() as session:
            left = stock.on_hand(session, KIRANA, list(SHELF))
            assert all(number is not None and number >= 0 for number in left.values()), left
            for order in session.scalars(select(Order).where(Order.reference.in_(self.orders))):
                wanted: Counter[str] = Counter()
                for line in order.lines if order.status != Status.CANCELLED else ():
                    wanted[line.sku] += line.quantity  # type: ignore[assignment]
                assert _held(session, order.reference) == dict(wanted), order.reference
                priced = [Priced(line.quantity, line.price_paise, line.gst_rate) for line in order.lines]
                bill = totals(priced, order.gst_included, order.fee_paise)
                assert (order.goods_paise, order.total_paise) == (bill.goods_paise, bill.total_paise)
                assert order.status == order.moves[-1].status

    def _taps(self, which: int, who: Customer, **tap: Any) -> None:
        if reference := self._named(which):
            who.do("/orders/moved", reference=reference, **tap)

    def _named(self, which: int) -> str | None:
        references = list(self.orders)
        return references[which % len(references)] if references else None


def _held(session: Any, reference: str) -> dict[str, Decimal]:
    query = (
        select(StockMove.sku, -func.sum(StockMove.quantity))
        .where(StockMove.business_id == KIRANA, StockMove.reference == reference)
        .group_by(StockMove.sku)
    )
    return {sku: number for sku, number in session.execute(query) if number}


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(deeds, min_size=4, max_size=14))
def test_ledger_and_sums_always_add_up(books: None, client: TestClient, deeds: list[tuple[Any, ...]]) -> None:
    evening = Evening(client)
    for deed in [("order", [(0, 5), (1, 2)], None), *deeds]:
        evening.does(deed)
        evening.adds_up()
