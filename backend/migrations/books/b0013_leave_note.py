"""What a person says beside their leave goes with the request: who does their work meanwhile, for one."""

from alembic import op

revision = "b0013"
down_revision = "b0012"


def upgrade() -> None:
    op.execute("ALTER TABLE leave_requests ADD COLUMN note text")
