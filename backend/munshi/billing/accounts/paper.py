"""The statement of a khata on paper."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from munshi import clock
from munshi.billing.accounts.facts import Facts
from munshi.billing.print.figures import day, rupees
from munshi.billing.print.wording import language_of
from munshi.business.models import Business
from munshi.printing import compiled

HERE = Path(__file__).with_name("print")


def printed(business: Business, found: Facts, language: str) -> bytes:
    """The PDF of what `statements.statement` has found."""
    said = _words()[language_of(language)]
    data = {
        "language": language,
        "words": said,
        "business": {"name": business.name, "address": business.address, "gstin": business.gstin},
        "customer": {"name": found["name"] or "", "phone": found["phone"]},
        "first": day(date.fromisoformat(found["first"]), language),
        "last": day(date.fromisoformat(found["last"]), language),
        "opening": rupees(found["opening_paise"]),
        "more": rupees(found["more_paise"]),
        "less": rupees(found["less_paise"]),
        "for_orders": rupees(found["for_orders_paise"]) if found["for_orders_paise"] else "",
        "closing": rupees(found["closing_paise"]),
        "due": rupees(abs(found["closing_paise"])),
        "ahead": found["closing_paise"] < 0,
        "printed": day(clock.now_in(business.timezone).date(), language),
        "rows": [_row(row, said, language) for row in found["rows"]],
    }
    return compiled(HERE / "statement.typ", data)


def _row(row: Facts, said: Mapping[str, Any], language: str) -> dict[str, str]:
    more, less = max(row["paise"], 0), max(-row["paise"], 0)
    about = [row["reference"], said["ways"][row["way"]] if row["way"] else None, row["note"]]
    return {
        "on": day(date.fromisoformat(row["on"]), language),
        "what": " · ".join([said["kinds"][row["kind"]], *filter(None, about)]),
        "more": rupees(more) if more else "",
        "less": rupees(less) if less else "",
        "balance": rupees(row["balance_paise"]),
    }


@cache
def _words() -> Mapping[str, Any]:
    said: Mapping[str, Any] = yaml.safe_load((HERE / "words.yml").read_text("utf-8"))
    return said
