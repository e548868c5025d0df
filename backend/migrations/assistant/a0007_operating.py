"""What whoever runs the assistant looks for: why a turn was given up, what is held, and what was dropped."""

from alembic import op

revision = "a0007"
down_revision = "a0006"
branch_labels = None
depends_on = None

TABLES = """
ALTER TABLE assistant.inbox ADD COLUMN fault text;
ALTER TABLE assistant.inbox DROP CONSTRAINT inbox_state_check;
ALTER TABLE assistant.inbox ADD CONSTRAINT inbox_state_check CHECK (state IN (
    'waiting', 'answered', 'ignored', 'unknown_number', 'malformed', 'dead', 'for_people', 'dropped'
));
ALTER TABLE assistant.outbox DROP CONSTRAINT outbox_state_check;
ALTER TABLE assistant.outbox ADD CONSTRAINT outbox_state_check CHECK (state IN (
    'waiting', 'sending', 'unsure', 'sent', 'held', 'failed', 'dropped'
));
CREATE INDEX outbox_kept ON assistant.outbox (id) WHERE state IN ('held', 'failed');
ALTER TABLE assistant.notices ADD COLUMN fault text;
CREATE INDEX notices_dead ON assistant.notices (id) WHERE state = 'dead';
"""


def upgrade() -> None:
    op.get_bind().connection.driver_connection.execute(TABLES)  # type: ignore[union-attr]
