"""Whether a line for which the shop offers something else is on the shelf."""

from alembic import op

revision = "b0176"
down_revision = "b0175"


def upgrade() -> None:
    op.execute("ALTER TABLE run_outs ADD COLUMN is_there boolean NOT NULL DEFAULT false")
