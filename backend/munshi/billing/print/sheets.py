"""What every paper of billing begins with: the business, the person, the words; whoever prints adds its own part."""

from functools import cache
from pathlib import Path
from typing import Any

from munshi.billing.print import figures
from munshi.billing.print.wording import words

TEMPLATES = Path(__file__).parent
NOBODY = {"name": None, "phone": None, "gstin": None, "address": None, "pincode": None}


def beginning(
    supplier: dict[str, Any], recipient: dict[str, Any], language: str, paper: str, logo: str | None = None
) -> dict[str, Any]:
    """The part that `estimate.typ`, `receipt.typ` and `statement.typ` share.

    `supplier` is as in a bill (name, legal_name, address, pincode, state in words, gstin, fssai, phone), `recipient`
    what is known of the person, `logo` a data URL.
    """
    return {
        "paper": paper,
        "language": language,
        "words": words(language),
        "logo": drawn(logo) if logo else None,
        "supplier": supplier,
        "recipient": {**NOBODY, **recipient},
        "terms": [],
        "qr": None,
        "upi_id": None,
    }


@cache
def drawn(data_url: str) -> str:
    """A logo as a template takes it."""
    return figures.logo(data_url)
