"""The shop may offer another amount of a line of an order; its customer takes it, or keeps what they ordered."""

from alembic import op

revision = "b0125"
down_revision = "b0121"

OUTCOMES = "'left_out', 'replaced', 'cancelled', 'found', 'other_amount', 'kept'"


def upgrade() -> None:
    op.execute("ALTER TABLE run_outs ADD COLUMN quantity numeric(14, 3) CHECK (quantity > 0)")
    op.execute("ALTER TABLE run_outs DROP CONSTRAINT run_outs_outcome_check")
    op.execute(f"ALTER TABLE run_outs ADD CONSTRAINT run_outs_outcome_check CHECK (outcome IN ({OUTCOMES}))")
