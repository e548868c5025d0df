"""What the shop offers itself for a line that ran out, in place of the substitute that is set."""

from alembic import op

revision = "b0072"
down_revision = "b0071"


def upgrade() -> None:
    op.execute("ALTER TABLE run_outs ADD COLUMN instead text")
