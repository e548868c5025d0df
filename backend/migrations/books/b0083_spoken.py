"""The language in which somebody writes, which nobody has said."""

from alembic import op

revision = "b0083"
down_revision = "b0082"

SPOKEN = """
ALTER TABLE persons
    ADD COLUMN spoken text,
    ADD CONSTRAINT persons_spoken_check CHECK (spoken IN ('hi', 'en', 'hinglish'));
"""


def upgrade() -> None:
    op.execute(SPOKEN)
