"""The earlier day on which a payment was made, by the word of who tells of it."""

from alembic import op

revision = "b0225"
down_revision = "b0222"


def upgrade() -> None:
    op.execute("ALTER TABLE payments ADD COLUMN paid_on date")
