"""How a sold piece stands: until when what is guaranteed, and what a visit costs where nothing is."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from munshi.catalogue import service as catalogue
from munshi.service.visits.skills import served
from munshi.service.visits.words import kind_of
from munshi.service.warranty.models import ProductModel, SoldProduct, WarrantyPolicy
from munshi.service.warranty.rules import Until, guarantees

LANGUAGES = ("hi", "en", "hinglish")

Facts = dict[str, Any]


def policy_of(session: Session, piece: SoldProduct) -> WarrantyPolicy | None:
    """What holds for the piece; None for goods of which the shop has told no model."""
    model = session.get(ProductModel, (piece.business_id, piece.model))
    return session.get_one(WarrantyPolicy, (piece.business_id, model.policy)) if model else None


def guarantees_of(session: Session, piece: SoldProduct) -> list[Until]:
    """Until when what of it is guaranteed; of what waits for the owner's word too, which is said."""
    policy = policy_of(session, piece)
    return guarantees(piece.sold_on, policy.months, policy.parts) if policy else []


def is_guaranteed(session: Session, piece: SoldProduct, on: date) -> bool:
    """Whether the whole of it is, by what the shop has sold or the owner has confirmed."""
    return piece.standing == "held" and any(each.holds(on) for each in guarantees_of(session, piece)[:1])


def is_visited(session: Session, model: ProductModel) -> bool:
    """Whether somebody comes for it: it is repaired where it stands, or somebody goes out for its kind."""
    return model.at_home or kind_of(model.appliance) in served(session, model.business_id)


def coming_costs(session: Session, business_id: str, code: str) -> int | None:
    """What coming for a model costs by its policy, in paise; None where nobody comes for it, or the shop says none."""
    model = session.get(ProductModel, (business_id, code))
    if model is None or not is_visited(session, model):
        return None
    return session.get_one(WarrantyPolicy, (business_id, model.policy)).visit_paise


def piece_facts(session: Session, piece: SoldProduct, on: date) -> Facts:
    """The piece with its guarantees on a day; `until` is None where none is known."""
    policy = policy_of(session, piece)
    known = guarantees_of(session, piece)
    whole, parts = next(iter(known), None), known[1:]
    return {
        "id": piece.id,
        "name": names(session, piece.business_id, piece.model),
        "model": piece.model,
        "serial": piece.serial,
        "bill": piece.bill,
        "sold_on": piece.sold_on.isoformat(),
        "standing": piece.standing,
        "until": whole.last.isoformat() if whole else None,
        "holds": whole.holds(on) if whole else False,
        "parts": [
            {"part": each.part, "until": each.last.isoformat(), "holds": each.holds(on)} for each in parts
        ],
        "excluded": policy.excluded if policy else [],
        "visit_paise": coming_costs(session, piece.business_id, piece.model),
    }


def names(session: Session, business_id: str, code: str) -> Mapping[str, str]:
    """What a model, or a product by its sku, is called in each language, by the catalogue where it is sold."""
    model = session.get(ProductModel, (business_id, code))
    sku = model.sku if model else code
    product = catalogue.get(session, business_id, sku) if sku else None
    return product.name if product else dict.fromkeys(LANGUAGES, model.name if model else code)
