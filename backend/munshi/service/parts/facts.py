"""What replies and notices need to know of a part that is kept or ordered."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.catalogue import service as catalogue
from munshi.columns import plain
from munshi.service.parts.models import PartRequest, SparePart


def request_facts(session: Session, request: PartRequest) -> dict[str, Any]:
    """The request, with the part as it is called."""
    product = catalogue.get(session, request.business_id, request.sku)
    part = session.get_one(SparePart, (request.business_id, request.sku))
    sku = request.sku
    return {
        "part_request": request.reference,
        "part_name": product.name if product else {"hi": sku, "en": sku, "hinglish": sku},
        "quality": part.quality,
        "quantity": plain(request.quantity),
        "part_total_paise": request.price_paise,
        "part_free": request.free,
        "guarantee_days": part.guarantee_days,
        "expected_on": request.expected_on.isoformat() if request.expected_on else None,
        "part_status": request.status,
    }
