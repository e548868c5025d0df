"""That a customer brings the machine of a complaint to the shop, and on which day and at what hour they said."""

from alembic import op

revision = "b0247"
down_revision = "b0244"


def upgrade() -> None:
    op.execute(
        "ALTER TABLE tickets ADD COLUMN brought boolean NOT NULL DEFAULT false,"
        " ADD COLUMN brought_on date, ADD COLUMN brought_at time"
    )
    op.execute(
        "ALTER TABLE tickets ADD CONSTRAINT tickets_brought_check"
        " CHECK (brought OR brought_on IS NULL), ADD CONSTRAINT tickets_brought_at_check"
        " CHECK (brought_on IS NOT NULL OR brought_at IS NULL)"
    )
