"""The rates of GST by HSN that a business has said yes to, as a sheet; and the table of common goods."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from munshi.billing.bills.rates import Rate, proposed
from munshi.billing.bills.sections import HsnRate
from munshi.billing.bills.terms import SECTION, terms_of
from munshi.business import service
from munshi.business.models import Business
from munshi.columns import plain
from munshi.sheets.columns import Column, day, day_said, decimal
from munshi.sheets.sheet import Place, read
from munshi.sheets.tables import Row

REMARKS = ("only", "goods")  # of the table; a sheet that comes in may have them, and they say nothing

OWN: tuple[Column[HsnRate], ...] = (
    Column(
        "hsn",
        lambda cell: {"hsn": cell},
        lambda entry: entry.hsn,
        required=True,
        also=("sac", "hsn code", "hsn sac", "code"),
    ),
    Column(
        "gst_rate",
        lambda cell: {"gst_rate": decimal(cell.removesuffix("%"), "5 or 18")},
        lambda entry: plain(entry.gst_rate),
        required=True,
        also=("gst", "rate", "tax", "gst %", "जीएसटी"),
    ),
    Column(
        "since",
        lambda cell: {"since": day(cell)},
        lambda entry: day_said(entry.since),
        required=True,
        also=("from", "effective from", "with effect from", "wef", "कब से"),
    ),
    Column("source", lambda cell: {"source": cell or None}, lambda entry: entry.source or ""),
)
COLUMNS = (*OWN, *(Column[HsnRate](name, lambda _: {}, lambda _: "") for name in REMARKS))


def bring_in(session: Session, business: Business, content: bytes) -> tuple[int, int]:
    """Adds rates and changes those of the same code and day; how many rows there were, and how many did something.

    Raises BadSheet, and then has written nothing.
    """
    service.wait_for_others_who_bring_in(session, business.id)
    sheet = read(content, COLUMNS, "hsn")
    entries: dict[int, HsnRate] = {}
    for row in sheet.rows:
        said = sheet.said(row, {})
        entry = sheet.entry(row, HsnRate, said, _column_of) if said is not None else None
        if entry:
            entries[row] = entry
    sheet.blame_twice(entries, lambda entry: [(entry.hsn, entry.since)], "hsn")
    sheet.refuse()
    known = {(each.hsn, each.since): each for each in terms_of(business).hsn_rates}
    changed = [entry for entry in entries.values() if known.get((entry.hsn, entry.since)) != entry]
    known |= {(entry.hsn, entry.since): entry for entry in changed}
    held = [known[key].model_dump(mode="json") for key in sorted(known)]
    before = business.settings.get(SECTION)
    kept = before if isinstance(before, dict) else {}
    business.settings = {**business.settings, SECTION: {**kept, "hsn_rates": held}}
    return len(entries), len(changed)


def rows(_session: Session, business: Business) -> Iterator[Row]:
    """The heading, and a row for each rate."""
    yield [column.name for column in OWN]
    for entry in terms_of(business).hsn_rates:
        yield [column.write(entry) for column in OWN]


def common(_session: Session, _business: Business) -> Iterator[Row]:
    """The table of common goods in the same form; a row is taken over by who leaves it in and brings it in."""
    yield [column.name for column in COLUMNS]
    for rate in proposed():
        yield _row(rate)


def _row(rate: Rate) -> Row:
    return [rate.hsn, plain(rate.gst_rate), day_said(rate.since), "", rate.only or "", rate.goods]


def _column_of(place: Place) -> str:
    return str(place[0] if place else "hsn")
