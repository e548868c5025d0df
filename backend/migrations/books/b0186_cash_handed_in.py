"""Cash that technicians hand to who runs the shop."""

from alembic import op

revision = "b0186"
down_revision = "b0176"


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE cash_handed_in (
            business_id text NOT NULL REFERENCES businesses,
            id bigint GENERATED ALWAYS AS IDENTITY,
            person_id bigint NOT NULL,
            paise bigint NOT NULL CONSTRAINT ck_cash_handed_in_paise CHECK (paise > 0),
            by_id bigint NOT NULL,
            at timestamptz NOT NULL,
            seen_at timestamptz,
            struck_at timestamptz,
            PRIMARY KEY (business_id, id),
            FOREIGN KEY (business_id, person_id) REFERENCES persons,
            FOREIGN KEY (business_id, by_id) REFERENCES persons
        )
        """
    )
    op.execute("CREATE INDEX cash_handed_in_person_idx ON cash_handed_in (business_id, person_id, at)")
