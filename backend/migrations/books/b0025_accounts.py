"""What customers owe: an account each, and the ledger of all of them."""

from alembic import op

revision = "b0025"
down_revision = "b0014"

TABLES = """
CREATE TABLE accounts (
    business_id text NOT NULL REFERENCES businesses,
    person_id bigint NOT NULL,
    paise bigint NOT NULL,
    open jsonb NOT NULL,
    since timestamptz,
    on_khata boolean,
    limit_paise bigint CHECK (limit_paise >= 0),
    reminded_at timestamptz,
    PRIMARY KEY (business_id, person_id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons
);
CREATE INDEX accounts_since_idx ON accounts (business_id, since) WHERE paise > 0;

CREATE TABLE account_entries (
    business_id text NOT NULL REFERENCES businesses,
    id bigint GENERATED ALWAYS AS IDENTITY,
    person_id bigint NOT NULL,
    kind text NOT NULL CHECK (
        kind IN ('opening', 'sale', 'credit', 'payment', 'refund', 'credit_note', 'reversal')
    ),
    paise bigint NOT NULL,
    at timestamptz NOT NULL,
    by_person_id bigint,
    order_reference text,
    bill_number text,
    payment_reference text,
    note text,
    reverses_id bigint,
    key text NOT NULL,
    PRIMARY KEY (business_id, id),
    FOREIGN KEY (business_id, person_id) REFERENCES accounts,
    FOREIGN KEY (business_id, by_person_id) REFERENCES persons,
    FOREIGN KEY (business_id, reverses_id) REFERENCES account_entries,
    CONSTRAINT account_entries_paise_check CHECK (
        paise <> 0 AND CASE WHEN kind IN ('sale', 'credit', 'refund') THEN paise > 0
        WHEN kind IN ('payment', 'credit_note') THEN paise < 0 ELSE true END
    ),
    CONSTRAINT account_entries_reverses_id_check CHECK ((kind = 'reversal') = (reverses_id IS NOT NULL))
);
CREATE UNIQUE INDEX account_entries_key ON account_entries (business_id, key);
CREATE UNIQUE INDEX account_entries_reverses_key ON account_entries (business_id, reverses_id);
CREATE INDEX account_entries_person_idx ON account_entries (business_id, person_id, at);
CREATE INDEX account_entries_at_idx ON account_entries (business_id, at);
CREATE TRIGGER account_entries_append_only BEFORE UPDATE OR DELETE ON account_entries
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_ledger();
"""


def upgrade() -> None:
    op.execute(TABLES)
