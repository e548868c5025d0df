"""Why a shop has cancelled an order."""

from alembic import op

revision = "b0012"
down_revision = "b0011"

REASON = "ALTER TABLE order_moves ADD COLUMN reason text"


def upgrade() -> None:
    op.execute(REASON)
