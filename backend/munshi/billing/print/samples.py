"""Samples of the papers whose figures come from elsewhere, for a designer to look at and for the tests."""

from typing import Any

from munshi.billing.print.sheets import TEMPLATES, beginning

__all__ = ["TEMPLATES", "sample"]

SUPPLIER = {
    "name": "Sharma Kirana Store", "legal_name": None, "address": "14 Jawahar Marg, Siyaganj, Indore",
    "pincode": "452007", "state": "Madhya Pradesh (23)", "gstin": "23AKVPS4821M1ZH", "fssai": None,
    "phone": "+91 90000 00001",
}  # fmt: skip
PARTS: dict[str, dict[str, Any]] = {
    "estimate": {
        "kind": "estimate",
        "number": "EST-12",
        "date": "28 Nov 2026",
        "valid_until": "5 Dec 2026",
        "lines": [
            {"name": "Compressor 1.5 ton", "note": "original, 12 months", "quantity": "1 pc", "rate": "8,500.00",
             "amount": "8,500.00"},
            {"name": "Gas R32", "note": None, "quantity": "1.2 kg", "rate": "1,500.00", "amount": "1,800.00"},
        ],
        "sums": [{"name": "GST 18%", "amount": "1,854.00"}],
        "tax_included": False,
        "total": "12,154.00",
        "in_words": "Rupees twelve thousand one hundred fifty-four only",
    },
    "receipt": {
        "number": "REC/26-27/0007",
        "date": "28 Nov 2026",
        "from": "Priya Joshi",
        "way": "UPI, 412345678901",
        "parts": [{"name": "INV/26-27/0042", "amount": "897.00"}, {"name": "INV/26-27/0040", "amount": "103.00"}],
        "total": "1,000.00",
        "in_words": "Rupees one thousand only",
        "balance": "250.00",
    },
    "statement": {
        "period": "1 – 28 Nov 2026",
        "opening": "1,240.00",
        "lines": [
            {"date": "3 Nov", "name": "INV/26-27/0039", "debit": "460.00", "credit": None, "balance": "1,700.00"},
            {"date": "9 Nov", "name": "UPI", "debit": None, "credit": "1,000.00", "balance": "700.00"},
            {"date": "17 Nov", "name": "INV/26-27/0042", "debit": "897.00", "credit": None, "balance": "1,597.00"},
        ],
        "sums": [],
        "closing": "1,597.00",
        "ahead": False,
    },
}  # fmt: skip


def sample(name: str, paper: str, language: str) -> dict[str, Any]:
    """All that the template of this name needs."""
    recipient = {"name": "Priya Joshi", "phone": "919000000101"}
    return {**beginning(SUPPLIER, recipient, language, paper), name: PARTS[name]}
