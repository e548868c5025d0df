"""`python -m bench.bills [count]`: how long a bill takes to print, and what memory that many leave behind."""

import sys
import time
from datetime import UTC, date, datetime
from decimal import Decimal
from statistics import quantiles

import psutil

from munshi import app
from munshi.billing.bills import paper
from munshi.billing.bills.models import Bill
from munshi.billing.bills.rules import Item, Kind, Scheme, Terms, reckoned, sums
from munshi.billing.bills.service import row_of
from munshi.business.models import Business

LINES = 12
NAME = {"hi": "आशीर्वाद आटा 5 किलो", "en": "Aashirvaad wheat flour 5 kg", "hinglish": "Aashirvaad aata 5 kg"}


def main(count: int) -> None:
    """Prints the figures."""
    assert app.SKILLS  # every table is known
    business = _business()
    for number in range(5):
        paper.printed(business, [_bill(business, number)], "hi")
    process = psutil.Process()
    before, taken, worked = process.memory_info().rss, [], []
    half = before
    for number in range(count):
        bill = _bill(business, number)
        began, at_work = time.perf_counter(), time.process_time()
        made = paper.printed(business, [bill], ("hi", "en", "hinglish")[number % 3])
        taken.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - at_work))
        if number == count // 2:
            half = process.memory_info().rss
    after, cuts = process.memory_info().rss, quantiles(taken, n=100)
    print(f"{count} bills of {LINES} lines, {len(made)} bytes: p50 {cuts[49]:.1f} ms, p99 {cuts[98]:.1f} ms")
    print(f"of that on the processor: p50 {quantiles(worked, n=100)[49]:.1f} ms")
    print(f"memory: {before >> 20} MB after 5, {half >> 20} MB half-way, {after >> 20} MB in the end")


def _business() -> Business:
    return Business(
        id="bench", name="Sharma Kirana Store", address="14 Jawahar Marg, Indore", pincode="452007", state="MP",
        gstin="23AKVPS4821M1ZH", fssai=None, upi_id="sharmakirana@upi", timezone="Asia/Kolkata", skills=["billing"],
        prices_include_gst=True, settings={}, numbers=[],
    )  # fmt: skip


def _bill(business: Business, number: int) -> Bill:
    rates = (Decimal(0), Decimal(5), Decimal(18))
    items = [
        Item(
            NAME,
            Decimal(1 + (number + place) % 5),
            "kg",
            3000 + 37 * number + place,
            rates[place % 3],
            "1101",
        )
        for place in range(LINES)
    ]
    lines = reckoned(items, Terms(Scheme.REGULAR, True, True))
    supplier = {
        "name": business.name,
        "legal_name": None,
        "address": business.address,
        "pincode": business.pincode,
    }
    return Bill(
        business_id="bench", source_kind="order", source=f"ORD-{number}",
        number=f"INV/26-27/{number:04}", kind=Kind.MIXED, scheme=Scheme.REGULAR,
        supplier={**supplier, "state": "MP", "gstin": business.gstin, "fssai": None, "phone": "+91 90000 00001"},
        recipient={"name": "Priya Joshi", "phone": "919000000101", "gstin": None, "address": None, "pincode": None},
        place_of_supply="MP", about={"order": f"ORD-{number}", "payment": "upi", "prices_include_gst": True},
        issued_on=date(2026, 11, 28), issued_at=datetime(2026, 11, 28, 12, tzinfo=UTC), reason=None,
        lines=[row_of(position, line) for position, line in enumerate(lines, 1)], **vars(sums(lines)),
    )  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
