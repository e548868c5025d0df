"""For which kinds of machines somebody here goes out."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from munshi.service.visits.models import TechnicianRow


def served(session: Session, business_id: str) -> list[str]:
    """The kinds of machines that somebody here can see to."""
    query = select(TechnicianRow.skills).where(TechnicianRow.business_id == business_id)
    return sorted({skill for skills in session.scalars(query) for skill in skills})
