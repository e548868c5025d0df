"""Hobs and cooktops are one kind of machine with stoves."""

from alembic import op

revision = "b0209"
down_revision = "b0202"


def upgrade() -> None:
    for table in ("amc_plans", "amc_contracts", "spare_parts", "visits"):
        op.execute(f"UPDATE {table} SET machine = 'stove' WHERE machine IN ('hob', 'cooktop')")
    for kind in ("hob", "cooktop"):
        op.execute(f"UPDATE technicians SET skills = array_replace(skills, '{kind}', 'stove')")
