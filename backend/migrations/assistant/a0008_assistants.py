"""Where the assistants that run are found, so that a model can be brought to each of them."""

from alembic import op

revision = "a0008"
down_revision = "a0007"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE assistant.assistants (
    machine text NOT NULL,
    address text NOT NULL,
    seen_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (machine, address)
);
"""


def upgrade() -> None:
    op.get_bind().connection.driver_connection.execute(TABLES)  # type: ignore[union-attr]
