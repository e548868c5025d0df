"""What a person says beside their leave goes with the request: who does their work meanwhile, for one."""

from alembic import op

revision = "b0006_leave_note"
down_revision = "b0005"


def upgrade() -> None:
    op.execute("ALTER TABLE leave_requests ADD COLUMN note text")
