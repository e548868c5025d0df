"""What is held until the person writes is found by each message of theirs."""

from alembic import op

revision = "a0011"
down_revision = "a0010"
branch_labels = None
depends_on = None

INDEX = "CREATE INDEX outbox_held ON assistant.outbox (phone_number_id, person) WHERE state = 'held'"


def upgrade() -> None:
    op.execute(INDEX)
