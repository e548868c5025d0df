"""One call about one person's cart: the cart with its row locked, the shelf, the business's terms, and what is said."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from munshi import clock, kept_rows
from munshi.billing.bills.terms import collects_gst, price_is_all
from munshi.business.models import Business
from munshi.business.sections import WEEKDAYS
from munshi.business.stored_sections import of
from munshi.callers import Caller
from munshi.columns import plain
from munshi.orders import drafts, shown
from munshi.orders.discounts import Discount, Reckoned, Sold, reckon
from munshi.orders.drafts import Before, Cart
from munshi.orders.facts import (
    Facts,
    beside_facts,
    bill_facts,
    item_facts,
    line_facts,
    question_facts,
    where_facts,
)
from munshi.orders.hours import Stretch, is_open, next_opening
from munshi.orders.items import Item
from munshi.orders.kept import HourPast, Kept, Payment, SaidHour, Wanted, wanted_at
from munshi.orders.models import OpenCart
from munshi.orders.opening import hours_of
from munshi.orders.rules import Bill, Fulfilment, Terms, bill_for, token
from munshi.orders.sections import DiscountEntry, OrderSections
from munshi.orders.shelf import StockedShelf
from munshi.orders.slots import Slot
from munshi.orders.totals import DeliveryTerms
from munshi.orders.wishes import Ask, Gone, Removed, Settled, Wish
from munshi.outcomes import Refusal

SKILL = "orders"
KEPT_FOR = timedelta(hours=2)  # what was said of an order that nobody began


class Desk:
    """What a call works with; `notes` are said before its answer, `noted_before` those that the cart had then."""

    def __init__(self, session: Session, caller: Caller) -> None:
        refuse_where_not_offered(caller.business)
        self.session = session
        self.caller = caller
        self.business = caller.business
        self.shelf = StockedShelf(session, caller.business_id)
        self.notes: list[Facts] = []
        self._row = _locked_row(session, caller)
        self.cart = _read(self._row, self.shelf)
        self._terms_before = self._terms()
        self.lines_before, self.serial_before = tuple(self.cart.lines), self.cart.serial
        self.told_gone = set[str]()  # the keys of what has left the cart, and is said to have
        self.noted_before = tuple(self.cart.kept.notes)
        self.look_ahead()

    @property
    def marked(self) -> bool:
        """A menu carries the veg mark; a shop's shelf does not need it."""
        return is_marked(self.business)

    @property
    def language(self) -> str:
        """The language in which goods are named to the person."""
        return self.caller.person.language or self.business.language

    @property
    def now(self) -> datetime:
        """This moment in the business's zone."""
        return clock.now_in(self.business.timezone)

    def save(self) -> None:
        """Stores the cart as it is now."""
        row, cart = self._row, self.cart
        lines, wishes = drafts.lines_to_store(cart), [drafts.wish_to_store(wish) for wish in cart.wishes]
        if cart.serial != row.serial:
            row.before = None
        elif (lines, wishes) != (row.lines, row.wishes):
            row.before = {"lines": row.lines, "wishes": row.wishes}
            shown.forget(self.session, self.caller, {line.item.key for line in cart.lines})
        row.serial, row.pincode, row.address = cart.serial, cart.pincode, cart.address
        row.lines, row.wishes = lines, wishes
        row.kept = cart.kept.to_store()
        row.changed_at = clock.now()
        self.session.flush()

    def look_ahead(self, said: SaidHour | None = None) -> None:
        """Looks at the shelf as it will be when the goods are wanted: as was just `said`, or as the cart keeps it."""
        try:
            coming = wanted_at(said, self.now).moment if said else self.cart.kept.coming
        except HourPast:
            coming = None
        at = coming.replace(tzinfo=self.now.tzinfo) if coming else self.now
        self.shelf.look_at(max(at, self.now))

    def note(self, note: str, **facts: Any) -> None:
        """Something to be said before the answer; names of one kind are said together."""
        same = next((each for each in self.notes if each["note"] == note and "names" in each), None)
        if same and "names" in facts:
            same["names"] += facts["names"]
        else:
            self.notes.append({"note": note, **facts})

    def note_results(self, results: Iterable[Settled]) -> None:
        """What has left the cart, and why."""
        for result in results:
            if isinstance(result, Gone | Removed):
                self.note_gone(result.item, result.why if isinstance(result, Gone) else "removed")

    def note_gone(self, item: Item, why: str = "removed") -> None:
        """Says that something has left the cart."""
        self.told_gone.add(item.key)
        self.note(why, item=item_facts(item, self.marked))

    @property
    def near(self) -> list[list[str]]:
        """What is near at hand, the nearest first: in the cart, and asked about."""
        asked = [key for wish in self.cart.wishes for key in wish.items]
        return [[line.item.key for line in self.cart.lines], asked]

    def new_terms(self) -> Facts | None:
        """What this call has said of where, when and how the goods come and are paid; None for nothing."""
        now = self._terms()
        new = {name: now[name] for name in now if now[name] != self._terms_before[name]}
        if not any(new.values()):
            return None
        cart, shop = self.cart, self.business.address
        to, table = cart.kept.way or Fulfilment.DELIVERY, cart.kept.table
        is_said = new.keys() & {"way", "address", "pincode", "table"}
        where = where_facts(to, cart.address, cart.pincode, shop, table=table) if is_said else None
        return {"terms": {"where": where, "wanted": new.get("wanted"), "payment": new.get("payment")}}

    def _terms(self) -> Facts:
        kept = self.cart.kept
        wanted = kept.wanted.as_json() if kept.wanted else None
        said = {"way": kept.way, "wanted": wanted, "payment": kept.payment, "table": kept.table}
        return {**said, "address": self.cart.address, "pincode": self.cart.pincode}

    def lines(self) -> list[Facts]:
        """The lines of the cart, as they are said."""
        return [line_facts(line, self.marked, self.cart.kept) for line in self.cart.lines]

    def question(self) -> Facts:
        """What the open question is about."""
        wish = self.cart.open_wish
        assert wish
        facts = question_facts(wish, self.shelf, self.marked)
        return {**facts, **self._in_cart(wish)} if wish.question is Ask.IN_CART else facts

    def _in_cart(self, wish: Wish) -> Facts:
        """How much is in the cart, and both amounts that may be meant: in all, or more of it."""
        assert wish.offer
        held = sum(
            (line.quantity for line in self.cart.lines if line.item.key == wish.offer.item), start=Decimal(0)
        )
        in_all = held if wish.of_those else wish.offer.quantity - held
        amounts = {"set": in_all, "add": wish.offer.quantity}
        choices = [{"choice": how, "quantity": plain(amount)} for how, amount in amounts.items()]
        return {"held": plain(held), "amounts": choices}

    def bill(self) -> Bill:
        """The bill of the cart. Raises NoWay."""
        kept = self.cart.kept
        off = self.reckoned(self.now)
        return bill_for(self.cart.lines, terms_of(self.business), self.cart.pincode, kept.way, off)

    @cached_property
    def discounts(self) -> list[Discount]:
        """What the business takes off."""
        return discounts_of(self.business)

    def reckoned(self, moment: datetime) -> Reckoned:
        """What the goods of the cart have off at a moment."""
        return reckon(self.sold(), self.discounts, moment, self.cart.kept.code)

    def sold(self) -> list[Sold]:
        """The lines of the cart as discounts see them."""
        return [
            Sold(line.item.sku, line.item.category, line.quantity, line.each_paise)
            for line in self.cart.lines
        ]

    def opens_at(self) -> datetime | None:
        """When the order can be taken up; None while the business is open."""
        now = self.now
        return None if self.is_open(now) else next_opening(now, self.hours(), self.business.closed_days)

    def opens_after(self, wanted: Wanted) -> datetime | None:
        """When it opens the next time from a wanted hour at which it is closed."""
        hour = wanted.opens or wanted.closes or time()
        at = datetime.combine(wanted.day, hour, self.now.tzinfo)
        return next_opening(max(at, self.now), self.hours(), self.business.closed_days)

    def is_open(self, at: datetime) -> bool:
        """Whether somebody is there at a moment in the business's zone."""
        return is_open(at, self.hours(), self.business.closed_days)

    def hours(self) -> list[Stretch]:
        """When the business is open."""
        return hours_of(self.business)

    def shown(self, bill: Bill) -> Facts:
        """The bill with the token of exactly what is shown."""
        opens_at = self.opens_at()
        facts = {
            **bill_facts(bill, self.marked, self.cart.kept, collects_gst=collects_gst(self.business)),
            "where": where_facts(
                bill.fulfilment,
                self.cart.address,
                self.cart.pincode,
                self.business.address,
                proposed=not self.cart.kept.said_where,
                table=self.cart.kept.table,
            ),
            "beside": beside_facts(self.cart.kept),
            "opens_at": opens_at.isoformat() if opens_at else None,
        }
        who = [self.business.id, self.caller.person.id, self.cart.serial]
        today = self.now.date().isoformat()  # nobody says yes tomorrow to a bill of today
        return {**facts, "summary": token([who, today, facts])}

    def contents(self) -> str:
        """The token of what is in the cart, whatever it costs."""
        who = [self.business.id, self.caller.person.id, self.cart.serial]
        asked = [[wish.asked, list(wish.items)] for wish in self.cart.wishes]
        return token([who, drafts.lines_to_store(self.cart), asked])


def is_marked(business: Business) -> bool:
    """Whether customers eat what it cooks, and look for the veg mark."""
    return business.kind == "restaurant"


def refuse_where_not_offered(business: Business) -> None:
    """A repair shop takes no orders on its number."""
    if SKILL not in business.skills:
        raise Refusal("not_offered")


def terms_of(business: Business) -> Terms:
    """How the business brings goods, and whether GST comes on top of its prices."""
    said = of(business, OrderSections)
    delivery = said.delivery
    return Terms(
        delivery.pincodes,
        DeliveryTerms(delivery.fee_paise, delivery.minimum_paise, delivery.free_above_paise),
        delivery.pickup,
        price_is_all(business),
        said.dine_in.tables,
        any_table=is_marked(business) and not said.dine_in.tables,
    )


def discounts_of(business: Business) -> list[Discount]:
    """What the business takes off, lapsed or not, in the order of its file."""
    return [_discount(entry) for entry in of(business, OrderSections).discounts]


def slots_of(business: Business) -> list[Slot]:
    """When the business brings goods, where it has set hours for that."""
    return [
        Slot(
            _weekdays(entry.days),
            time.fromisoformat(entry.opens),
            time.fromisoformat(entry.closes),
            entry.capacity,
            timedelta(minutes=entry.lead_minutes),
        )
        for entry in of(business, OrderSections).delivery.slots
    ]


def _discount(entry: DiscountEntry) -> Discount:
    return Discount(
        **entry.model_dump(include={"id", "off_paise", "buy", "get", "above_paise", "code", "first", "last"}),
        name=entry.name.model_dump(),
        percent=entry.percent,
        skus=frozenset(entry.skus),
        categories=frozenset(entry.categories),
        weekdays=_weekdays(entry.days),
        opens=time.fromisoformat(entry.opens) if entry.opens else None,
        closes=time.fromisoformat(entry.closes) if entry.closes else None,
    )


def _weekdays(days: Sequence[str]) -> frozenset[int]:
    return frozenset(WEEKDAYS.index(day) for day in days)


def payments_of(business: Business) -> tuple[Payment, ...]:
    """How one can pay for what is ordered here."""
    return tuple(Payment(each) for each in of(business, OrderSections).orders.payments)


def _locked_row(session: Session, caller: Caller) -> OpenCart:
    """The person's cart, locked: two messages of one person change it one after the other."""
    fresh = {"serial": 0, "lines": [], "wishes": [], "kept": {}, "changed_at": clock.now()}
    return kept_rows.locked(session, OpenCart, kept_rows.of_person(caller), fresh)


def _read(row: OpenCart, shelf: StockedShelf) -> Cart:
    before = Before(row.before["lines"], row.before["wishes"]) if row.before else None
    shelf.fetch(drafts.skus_in(row.lines, row.wishes))
    return Cart(
        row.serial,
        list(drafts.lines_from_store(row.lines, shelf)),
        [drafts.wish_from_store(each) for each in row.wishes],
        row.pincode,
        row.address,
        before,
        _kept(row),
    )


def _kept(row: OpenCart) -> Kept:
    """What was said of a cart, or a while ago of one that nobody has begun since."""
    is_old = not (row.lines or row.wishes) and clock.now() - row.changed_at > KEPT_FOR
    return Kept() if is_old else Kept.from_store(row.kept)
