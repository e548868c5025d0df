"""The tables of people: one row each, with as many ids and roles as a person has."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from munshi.columns import BusinessId, Moment, Ref, RowId
from munshi.database import Base


class Person(Base):
    """Somebody whom one business knows. The same human at two businesses is two persons.

    `language` is what the business's file says, `spoken` the one in which they last wrote.
    From the day `left` on they are a customer like any other, whatever their roles were.
    """

    __tablename__ = "persons"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "manager_id"], ["persons.business_id", "persons.id"]),
        CheckConstraint("language IN ('hi', 'en', 'hinglish')", name="language"),
        CheckConstraint("spoken IN ('hi', 'en', 'hinglish')", name="spoken"),
        CheckConstraint("opted IN ('in', 'out')", name="opted"),
        CheckConstraint("(opted IS NULL) = (opted_at IS NULL)", name="opted_at"),
        CheckConstraint("manager_id <> id", name="manager"),
    )

    business_id: Mapped[BusinessId]
    id: Mapped[RowId]
    name: Mapped[str | None] = mapped_column(Text)
    profile_name: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str | None] = mapped_column(Text)
    spoken: Mapped[str | None] = mapped_column(Text)
    opted: Mapped[str | None] = mapped_column(Text)
    opted_at: Mapped[Moment | None]
    manager_id: Mapped[Ref | None]
    left: Mapped[date | None]
    created_at: Mapped[Moment]

    aliases: Mapped[list["Alias"]] = relationship(
        order_by="(Alias.kind.desc(), Alias.value)", cascade="all, delete-orphan", overlaps="person"
    )
    roles: Mapped[list["PersonRole"]] = relationship(order_by="PersonRole.role", cascade="all, delete-orphan")

    @property
    def called(self) -> str | None:
        """What the business calls the person, else what the person calls themself on WhatsApp."""
        return self.name or self.profile_name


class Alias(Base):
    """One id under which WhatsApp knows a person: a phone number in digits, or a business-scoped user id.

    Whoever buys over the counter and is not known has the one of the kind `walk_in`, which is none of WhatsApp's.
    """

    __tablename__ = "person_aliases"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        CheckConstraint("kind IN ('phone', 'user_id', 'walk_in')", name="kind"),
        Index("person_aliases_person_idx", "business_id", "person_id"),
    )

    business_id: Mapped[BusinessId]
    value: Mapped[str] = mapped_column(Text, primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    person_id: Mapped[Ref]


class PersonRole(Base):
    """A role that a person holds at the business."""

    __tablename__ = "person_roles"
    __table_args__ = (
        ForeignKeyConstraint(["business_id", "person_id"], ["persons.business_id", "persons.id"]),
        CheckConstraint("role IN ('customer', 'employee', 'manager', 'owner', 'trainer')", name="role"),
    )

    business_id: Mapped[BusinessId]
    person_id: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(Text, primary_key=True)
