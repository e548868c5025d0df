"""Numbers that a business gives one after the other, without gaps: each kind of reference counts in a table of its own.

Orders, leave and claims have their series beside their tables, and put their prefix before the number.
"""

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session

from munshi.columns import BusinessId
from munshi.database import Base


class Series(Base):
    """The last number that a business has given."""

    __abstract__ = True

    business_id: Mapped[BusinessId]
    last: Mapped[int]


def reference(prefix: str, said: str) -> str:
    """How the books write what is said: `7`, `ord 7` and `ORD-7` are one reference; without a number, in capitals."""
    digits = "".join(str(int(sign)) for sign in said if sign.isdecimal())
    return f"{prefix}{digits.lstrip('0')}" if digits else said.upper()


def next_number(session: Session, series: type[Series], business_id: str, first: int = 1) -> int:
    """The business's next number, `first` where it has given none; whoever asks at the same time waits."""
    statement = insert(series).values(business_id=business_id, last=first)
    counted = statement.on_conflict_do_update(
        index_elements=[series.business_id], set_={"last": series.last + 1}
    )
    return session.execute(counted.returning(series.last)).scalar_one()


def count_on_from(session: Session, series: type[Series], business_id: str, number: int) -> None:
    """The next number is above this one, which came with a file; zero changes nothing."""
    if not number:
        return
    statement = insert(series).values(business_id=business_id, last=number)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=[series.business_id], set_={"last": number}, where=series.last < number
        )
    )
