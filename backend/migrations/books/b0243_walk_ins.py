"""A customer without an id of WhatsApp's: whoever buys over the counter and is not known."""

from alembic import op

revision = "b0243"
down_revision = "b0240"

KINDS = "CHECK (kind IN ('phone', 'user_id', 'walk_in'))"


def upgrade() -> None:
    op.execute("ALTER TABLE person_aliases DROP CONSTRAINT person_aliases_kind_check")
    op.execute(f"ALTER TABLE person_aliases ADD CONSTRAINT person_aliases_kind_check {KINDS}")
