"""By when an order comes, as the shop has last told its customer."""

from alembic import op

revision = "b0175"
down_revision = "b0165"


def upgrade() -> None:
    op.execute("ALTER TABLE orders ADD COLUMN promised_at timestamptz")
