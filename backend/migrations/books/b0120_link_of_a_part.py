"""A link to pay is of all that is open when it is opened, or of a part that was asked for."""

from alembic import op

revision = "b0120"
down_revision = "b0093"


def upgrade() -> None:
    op.execute("ALTER TABLE pay_links ADD COLUMN is_part boolean NOT NULL DEFAULT false")
