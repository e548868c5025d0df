"""The columns of the sheets of a service desk. Several things in a cell stand between semicolons, sums are rupees."""

import re
from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from munshi.business.sections import WEEKDAYS, Week
from munshi.service.tickets.looking import normalised
from munshi.service.tickets.sections import RaisedTicket
from munshi.service.visits.sections import PlanEntry, SparePartEntry, TechnicianEntry
from munshi.service.warranty.sections import ModelEntry, PartMonths, WarrantyPolicyEntry
from munshi.setup import cells
from munshi.sheets.columns import BadCell, Column, day, day_said, decimal, name_in, parts, text, yes_or_no


def _several[Entry](name: str, *, required: bool = False) -> Column[Entry]:
    """The column of a list of words."""
    return Column(
        name, lambda cell: {name: parts(cell)}, lambda entry: "; ".join(getattr(entry, name)), required
    )


def _counted[Entry](name: str, unsaid: int | None) -> Column[Entry]:
    """The column of a whole number."""
    return Column(
        name,
        lambda cell: {name: cells.whole(cell) if cell else unsaid},
        lambda entry: cells.written(getattr(entry, name)),
    )


def _sum[Entry](name: str, *, required: bool = False) -> Column[Entry]:
    """The column of a sum in rupees."""
    field = f"{name}_paise"
    return Column(
        name,
        lambda cell: {field: _paise(cell) if cell else None},
        lambda entry: _rupees(getattr(entry, field)),
        required,
    )


def _agreed[Entry](name: str, *, unsaid: bool) -> Column[Entry]:
    """The column of a yes or no."""
    return Column(
        name,
        lambda cell: {name: yes_or_no(cell) if cell else unsaid},
        lambda entry: cells.written(getattr(entry, name)),
    )


def _chosen[Entry](name: str, unsaid: str | None) -> Column[Entry]:
    """The column of one of a few words."""
    return Column(
        name, lambda cell: {name: cell.casefold() or unsaid}, lambda entry: getattr(entry, name) or ""
    )


def _phone[Entry]() -> Column[Entry]:
    """The column of whose it is."""

    def write(entry: Any) -> str:
        return cells.phone_said(entry.person)

    return Column(
        "phone", lambda cell: {"person": cells.phone(cell)}, write, required=True, also=("mobile", "फ़ोन")
    )


def _paise(cell: str) -> int:
    rupees = decimal(cell.removeprefix("₹").strip())
    if not rupees.is_finite() or rupees < 0 or rupees * 100 % 1:
        raise BadCell("must be rupees with at most two decimals, such as 350 or 349.50")
    return int(rupees * 100)


def _rupees(paise: int | None) -> str:
    return "" if paise is None else f"{paise // 100}.{paise % 100:02}"


def _months(cell: str) -> list[dict[str, Any]]:
    """`compressor: 120; drum: 24`."""
    found = []
    for piece in parts(cell):
        part, colon, months = piece.rpartition(":")
        if not colon or not part.strip():
            raise BadCell("must be parts with their months, such as compressor: 120; drum: 24")
        found.append({"part": part.strip(), "months": cells.whole(months)})
    return found


def _months_said(said: list[PartMonths]) -> str:
    return "; ".join(f"{each.part}: {each.months}" for each in said)


def _week(cell: str) -> dict[str, list[str]] | None:
    """`mon 10:00-19:00; sat 10:00-13:00, 15:00-18:00`; nothing are the hours of the business."""
    week: dict[str, list[str]] = {}
    for piece in parts(cell):
        name, _, stretches = piece.partition(" ")
        if name.casefold()[:3] not in WEEKDAYS or not stretches:
            raise BadCell("must be days with their hours, such as mon 10:00-19:00; sat 10:00-14:00")
        week[name.casefold()[:3]] = re.split(r"\s*,\s*", stretches.strip())
    return week or None


def _week_said(week: Week | None) -> str:
    days = week.model_dump(exclude_defaults=True) if week else {}
    return "; ".join(f"{name} {', '.join(stretches)}" for name, stretches in days.items())


def _opened(cell: str) -> datetime:
    return datetime.combine(day(cell), time())


def _in_words(name: str, reader: Callable[[str], Any]) -> Callable[[str], dict[str, Any]]:
    return lambda cell: {name: reader(cell)}


POLICIES: tuple[Column[WarrantyPolicyEntry], ...] = (
    text("code", required=True),
    Column("months", _in_words("months", cells.whole), lambda entry: str(entry.months), required=True),
    Column("parts", _in_words("parts", _months), lambda entry: _months_said(entry.parts)),
    _several("excluded"),
    _sum("visit"),
    _counted("repair_days", 30),
)
MODELS: tuple[Column[ModelEntry], ...] = (
    text("model", required=True),
    text("name", required=True),
    text("brand"),
    text("appliance", required=True),
    _several("called"),
    text("sku"),
    text("policy", required=True),
    _agreed("at_home", unsaid=True),
    text("serial_form"),
    Column("since", lambda cell: {"since": day(cell) if cell else None}, lambda entry: day_said(entry.since)),
)
TECHNICIANS: tuple[Column[TechnicianEntry], ...] = (
    _phone(),
    _several("skills", required=True),
    _several("pincodes", required=True),
    Column("hours", _in_words("hours", _week), lambda entry: _week_said(entry.hours)),
    _counted("most", 6),
)
PARTS: tuple[Column[SparePartEntry], ...] = (
    text("sku", required=True),
    text("part", required=True),
    text("machine", required=True),
    _several("models"),
    _chosen("quality", "original"),
    _counted("guarantee_days", 0),
    _counted("order_days", None),
)
PLANS: tuple[Column[PlanEntry], ...] = (
    text("code", required=True),
    name_in("hi"),
    name_in("en"),
    name_in("hinglish"),
    text("machine", required=True),
    _counted("months", 12),
    _counted("visits", 2),
    _agreed("parts", unsaid=False),
    _sum("price", required=True),
)
OPEN_TICKETS: tuple[Column[RaisedTicket], ...] = (
    Column("reference", _in_words("reference", normalised), lambda entry: entry.reference, required=True),
    _phone(),
    text("problem", required=True),
    Column(
        "opened_on",
        _in_words("opened_at", _opened),
        lambda entry: day_said(entry.moves[0].at.date()),
        required=True,
    ),
    text("serial"),
    text("product"),
    text("order"),
    _chosen("priority", "normal"),
    _chosen("hazard", None),
    text("address"),
    text("pincode"),
    _agreed("free", unsaid=False),
)
