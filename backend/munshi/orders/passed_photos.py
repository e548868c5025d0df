"""Photos and documents that customers have the shop shown: nothing here reads them, who sees to orders does."""

from sqlalchemy import ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, Session, mapped_column

from munshi import clock
from munshi.access.files import sendable
from munshi.asking.reading import Reading
from munshi.callers import Caller
from munshi.columns import BusinessId, Moment, Ref, RowId
from munshi.database import Base
from munshi.orders.facts import Facts

SHOWN = ("image", "document")


class PassedPhoto(Base):
    """Where a file lies that somebody has sent, and of which type it is."""

    __tablename__ = "passed_photos"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        Index("passed_photos_person_idx", "business_id", "person_id"),
    )

    business_id: Mapped[BusinessId]
    id: Mapped[RowId]
    person_id: Mapped[Ref]
    path: Mapped[str] = mapped_column(Text)
    mime_type: Mapped[str] = mapped_column(Text)
    at: Mapped[Moment]


def came(reading: Reading) -> bool:
    """Whether a photo or a document came along that is kept."""
    sent = reading.attachment or {}
    return sent.get("kind") in SHOWN and bool(sent.get("path")) and not sent.get("fault")


def keep(session: Session, caller: Caller, reading: Reading) -> int:
    """Keeps what `came` along; its number."""
    sent = reading.attachment or {}
    photo = PassedPhoto(
        business_id=caller.business_id,
        person_id=caller.person.id,
        path=sent["path"],
        mime_type=sent["mime_type"],
        at=clock.now(),
    )
    session.add(photo)
    session.flush()
    return photo.id


def find(session: Session, business_id: str, number: int) -> PassedPhoto | None:
    """The one of this number."""
    return session.get(PassedPhoto, (business_id, number))


def files_of(session: Session, caller: Caller, number: int) -> list[Facts]:
    """The caller's own photo of this number, as a notice carries it."""
    photo = find(session, caller.business_id, number)
    if photo is None or photo.person_id != caller.person.id:
        return []
    source = f"/api/businesses/{photo.business_id}/passed-photos/{photo.id}"
    return [dict(each) for each in sendable(source, f"photo-{photo.id}", photo.path, photo.mime_type)]
