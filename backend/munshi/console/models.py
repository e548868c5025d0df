"""The table of who may look: links, and the browsers that they have let in."""

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from munshi.columns import BusinessId, Moment, Ref, RowId
from munshi.database import Base


class ConsoleKey(Base):
    """A token that shows one person's console until it lapses; only its hash is kept.

    A `link` was sent in chat and lets browsers in; a `browser` holds the other kind as its cookie.
    """

    __tablename__ = "console_keys"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        CheckConstraint("token_hash ~ '^[0-9a-f]{64}$'", name="token_hash"),
        CheckConstraint("kind IN ('link', 'browser')", name="kind"),
        Index("console_keys_token_key", "token_hash", unique=True),
        Index("console_keys_person_idx", "business_id", "person_id"),
    )

    business_id: Mapped[BusinessId]
    id: Mapped[RowId]
    person_id: Mapped[Ref]
    kind: Mapped[str] = mapped_column(Text)
    token_hash: Mapped[str] = mapped_column(Text)
    expires_at: Mapped[Moment]
