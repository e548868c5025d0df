"""Which message opened a hand-off, so that its own turn is not silenced; and a conversation's messages, found fast."""

from alembic import op

revision = "a0006"
down_revision = "a0005"
branch_labels = None
depends_on = None

TABLES = """
ALTER TABLE assistant.handoffs ADD COLUMN opened_by text;
CREATE INDEX inbox_by_person ON assistant.inbox (phone_number_id, person, id);
CREATE INDEX outbox_by_person ON assistant.outbox (phone_number_id, person, id);
"""


def upgrade() -> None:
    op.get_bind().connection.driver_connection.execute(TABLES)  # type: ignore[union-attr]
