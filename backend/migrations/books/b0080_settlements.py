"""What was done about goods of an order that came wrong."""

from alembic import op

revision = "b0080"
down_revision = "b0073"

SETTLEMENTS = """
CREATE TABLE ticket_settlements (
    business_id text NOT NULL REFERENCES businesses,
    ticket_id bigint NOT NULL,
    position integer NOT NULL,
    way text NOT NULL,
    order_reference text NOT NULL,
    goods jsonb NOT NULL,
    paise bigint NOT NULL,
    replacement text,
    credit_note text,
    refunds jsonb NOT NULL,
    by_person_id bigint,
    at timestamptz NOT NULL,
    PRIMARY KEY (business_id, ticket_id, position),
    FOREIGN KEY (business_id, ticket_id) REFERENCES tickets,
    FOREIGN KEY (business_id, by_person_id) REFERENCES persons,
    CONSTRAINT ticket_settlements_way_check CHECK (way IN ('replace', 'refund', 'credit')),
    CONSTRAINT ticket_settlements_paise_check CHECK (paise >= 0),
    CONSTRAINT ticket_settlements_replacement_check CHECK ((replacement IS NOT NULL) = (way = 'replace'))
);
CREATE INDEX ticket_settlements_order_idx ON ticket_settlements (business_id, order_reference);
CREATE UNIQUE INDEX ticket_settlements_replacement_key ON ticket_settlements (business_id, replacement);
"""


def upgrade() -> None:
    op.execute(SETTLEMENTS)
