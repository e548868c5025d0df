"""Numbers without gaps: the row of a series is locked from the moment a number is taken until its bill is there.

Whoever dies in between has taken none. A sequence of the database would leave gaps.
"""

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from munshi.billing.bills.models import BillSeries


def take(session: Session, business_id: str, prefix: str, year: str) -> int:
    """The next number of the series; whoever asks at the same time waits."""
    statement = insert(BillSeries).values(business_id=business_id, prefix=prefix, year=year, last=1)
    counted = statement.on_conflict_do_update(
        index_elements=[BillSeries.business_id, BillSeries.prefix, BillSeries.year],
        set_={"last": BillSeries.last + 1},
    )
    return session.execute(counted.returning(BillSeries.last)).scalar_one()


def count_on_from(session: Session, business_id: str, prefix: str, year: str, serial: int) -> None:
    """The next number is above this one, which came with a file."""
    statement = insert(BillSeries).values(business_id=business_id, prefix=prefix, year=year, last=serial)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=[BillSeries.business_id, BillSeries.prefix, BillSeries.year],
            set_={"last": serial},
            where=BillSeries.last < serial,
        )
    )
