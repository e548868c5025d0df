"""What is done with each table when a person is erased. Every table that names a person stands here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

GONE = "…"  # in place of words that are gone where something has to stand


@dataclass(frozen=True)
class Kind:
    """`delete`: the rows of the person go. `strip`: they stay, cut down by `columns`. `keep`: they hold no words.

    `children` are tables of its rows' own, by the column that names the row; each is stripped or deleted with it.
    `owned`: the column that says whose a row is.
    """

    does: Literal["delete", "strip", "keep"]
    columns: Mapping[str, Any] = field(default_factory=dict)
    children: Mapping[str, tuple[str, Mapping[str, Any] | None]] = field(default_factory=dict)
    owned: str = "person_id"


KEEP = Kind("keep")
DELETE = Kind("delete")

# Orders, claims and leave are records that the law wants kept (docs/rights.md); of them stays who bought what for how
# much and when, without the words, and without a name.
KINDS: Mapping[str, Kind] = {
    "persons": KEEP,  # the row stays, without its name, for what the law wants kept
    "person_aliases": DELETE,
    "person_roles": KEEP,
    "accesses": KEEP,
    "acts": DELETE,
    "carts": DELETE,
    "shown_goods": DELETE,
    "stock_drafts": DELETE,
    "claim_drafts": DELETE,
    "leave_drafts": DELETE,
    "ticket_drafts": DELETE,
    "warranty_drafts": DELETE,
    "orders": Kind(
        "strip",
        {"address": None, "notes": [], "wanted": None, "prescription": None, "addition": None},
        {"order_lines": ("order_id", {"notes": []})},
    ),
    "order_moves": KEEP,
    "run_outs": KEEP,
    "named_addresses": DELETE,
    # A bill is what it was on the day on which it was issued, for as long as tax law says.
    "bills": KEEP,
    "bill_parties": DELETE,
    "accounts": KEEP,
    "account_entries": Kind("strip", {"note": None}),
    "credit_drafts": DELETE,
    "sale_drafts": DELETE,
    "told_entries": DELETE,
    "asked_tables": DELETE,
    "passed_photos": DELETE,
    "payments": Kind(
        "strip", {"note": None, "screenshot": None}, {"payment_moves": ("payment_id", {"reason": None})}
    ),
    "payment_moves": KEEP,
    "payment_refunds": KEEP,
    "payment_attempts": KEEP,
    "payment_drafts": DELETE,
    "pay_links": DELETE,
    "console_keys": DELETE,
    "claims": Kind("strip", {"purpose": None, "decision_reason": None}),
    "claim_grades": KEEP,
    "claim_moves": KEEP,
    "employments": KEEP,
    "leave_entries": KEEP,
    "leave_days": KEEP,
    "leave_moves": KEEP,
    "leave_requests": Kind(
        "strip", {"reason": None, "note": None, "certificate": None, "decision_reason": None}
    ),
    "sold_products": Kind("strip", {"bill_file": None, "person_id": None}),
    "tickets": Kind(
        "strip",
        {"problem": GONE, "product": None, "address": None, "pincode": None},
        {"ticket_media": ("ticket_id", None), "ticket_moves": ("ticket_id", {"reason": None})},
    ),
    "ticket_moves": KEEP,
    "ticket_settlements": Kind("keep", owned="by_person_id"),
    "feedback": DELETE,
    "visit_drafts": DELETE,
    "technicians": KEEP,
    "visits": Kind(
        "strip",
        {"product": None, "address": GONE, "pincode": GONE, "work": {}},
        {"visit_moves": ("visit_id", {"reason": None}), "visit_codes": ("visit_id", None)},
    ),
    "visit_moves": KEEP,
    "estimates": Kind("keep", owned="written_by"),
    "amc_contracts": Kind("strip", {"called": None}),
    "part_requests": KEEP,
    "part_moves": KEEP,
    "cash_handed_in": KEEP,
    "erasures": KEEP,
}
