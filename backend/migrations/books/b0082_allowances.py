"""A credit note can lower the price of goods that stay with the customer."""

from alembic import op

revision = "b0082"
down_revision = "b0081"

SORTS = """
ALTER TABLE bill_lines
    DROP CONSTRAINT bill_lines_sort_check,
    ADD CONSTRAINT bill_lines_sort_check CHECK (sort IN ('goods', 'service', 'delivery', 'allowance'));
"""


def upgrade() -> None:
    op.execute(SORTS)
