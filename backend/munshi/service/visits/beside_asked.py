"""What is told beside the next question of a visit: where the shop is, what comes next, what a part costs."""

from typing import Any

from sqlalchemy.orm import Session

from munshi.business.models import Business
from munshi.service.parts.looking import only_named
from munshi.service.visits.drafts import Draft

WORK = "work"


def facts(session: Session, business: Business, draft: Draft, asked: str) -> dict[str, Any]:
    """The answer to what was asked, which names the part that is told of where the work's price is asked."""
    part = only_named(session, business.id, draft.get("problem") or "") if asked == WORK else None
    return {
        "asked_whether": asked,
        "second": draft.get("second"),
        "shop_place": business.place or business.name,
        "asked_part": part.facts() if part else None,
    }
