"""What a person changes of an earlier message, edited or taken back, is looked up at the turn of that message."""

from alembic import op

revision = "a0004"
down_revision = "a0003"
branch_labels = None
depends_on = None

TABLES = """
CREATE INDEX inbox_changes ON assistant.inbox (
    phone_number_id,
    left(coalesce(payload #>> '{edit,original_message_id}', payload #>> '{revoke,original_message_id}'), 200)
) WHERE kind IN ('edit', 'revoke');
"""


def upgrade() -> None:
    op.get_bind().connection.driver_connection.execute(TABLES)  # type: ignore[union-attr]
