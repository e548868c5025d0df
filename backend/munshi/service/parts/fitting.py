"""Whether a part fits a machine, asked of the part that is shown: by its models, else only the shop knows."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.asking.reading import Asked
from munshi.callers import Caller
from munshi.outcomes import Outcome
from munshi.service.parts import looking
from munshi.service.parts import wanting as parts
from munshi.service.parts.naming import KIND
from munshi.service.tickets.makers import makers
from munshi.service.tickets.words import brands_in
from munshi.service.visits import words
from munshi.service.visits.drafts import Draft

FITS, FITS_NOT, UNKNOWN = "part_fits", "part_fits_not", "part_fit_asked"


def asked(session: Session, caller: Caller, question: Asked, text: str) -> Outcome[Any] | None:
    """The answer to whether the shown part fits; None where that is not asked."""
    if question.question != parts.SHOWN_ALL or not words.says(text, "fits"):
        return None
    sku = Draft(session, caller, KIND).get("sku")
    every = looking.all_parts(session, caller.business_id)
    found = next((each for each in every if each.part.sku == sku), None)
    if found is None:
        return None
    models = looking.models_named(session, caller.business_id, found.part.models)
    facts = {"item": found.facts(), "models": [each.name for each in models]}
    said, brands = looking.model_in(session, caller.business_id, text), brands_in(text)
    if not found.part.models or not (said or brands):
        return Outcome[str](outcome=UNKNOWN, facts=facts)
    made = {brand for each in models for brand in brands_in(" ".join([*makers(each), each.name]))}
    fits = found.fits(said.model) if said else not made.isdisjoint(brands)
    return Outcome[str](outcome=FITS if fits else FITS_NOT, facts=facts)
