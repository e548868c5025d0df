"""The guarantee card of a piece as a PDF."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from babel.dates import format_date
from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.callers import Caller
from munshi.outcomes import Outcome, Refusal
from munshi.people.models import Person
from munshi.printing import compiled
from munshi.service.tickets.desk import refuse_where_not_offered
from munshi.service.warranty.models import SoldProduct
from munshi.service.warranty.standing import guarantees_of, names, policy_of

TEMPLATE, WORDS = Path(__file__).with_name("card.typ"), Path(__file__).with_name("card_words.yml")
LOCALES = {"hinglish": "en_IN", "hi": "hi_IN", "en": "en_IN"}


def send(session: Session, caller: Caller, piece_id: int) -> Outcome[Any]:
    """Where the card of one's own piece is fetched."""
    refuse_where_not_offered(caller)
    piece = session.get(SoldProduct, (caller.business_id, piece_id))
    if piece is None or piece.person_id != caller.person.id or piece.standing != "held":
        raise Refusal("not_found")
    source = f"/api/businesses/{caller.business_id}/warranty/{piece.id}/card.pdf"
    file = {"kind": "document", "source": source, "filename": f"{piece.serial or piece.model}.pdf"}
    name = dict(names(session, caller.business_id, piece.model))
    return Outcome[str](outcome="sent", facts={"files": [file], "name": name})


def as_pdf(session: Session, business: Business, piece: SoldProduct) -> bytes:
    """The card in the language of whose it is."""
    person = session.get(Person, (business.id, piece.person_id)) if piece.person_id else None
    language = (person.language if person else None) or business.language
    said = _words()[language]
    days = {
        each.part: said["until"].format(date=_day(each.last, language))
        for each in guarantees_of(session, piece)
    }
    policy = policy_of(session, piece)
    excluded = policy.excluded if policy else []
    values = {
        "product": names(session, business.id, piece.model)[language],
        "model": piece.model,
        "serial": piece.serial,
        "owner": person.called if person else None,
        "sold_on": _day(piece.sold_on, language),
        "bill": piece.bill,
    }
    data = {
        "language": language,
        "title": said["title"],
        "business": business.name,
        "address": business.address,
        "rows": [[said["rows"][name], value] for name, value in values.items() if value],
        "guarantees": [[part or said["whole"], until] for part, until in days.items()],
        "excluded": said["excluded"].format(things=", ".join(excluded)) if excluded else None,
    }
    return compiled(TEMPLATE, data)


@cache
def _words() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(WORDS.read_text("utf-8"))
    return content


def _day(on: Any, language: str) -> str:
    return format_date(on, "d MMM y", LOCALES[language])
