"""Expenses: drafts, grades, claims with their bills, and every move of a claim."""

from alembic import op

revision = "b0004"
down_revision = "b0003"

STATUSES = "('pending', 'approved', 'rejected', 'paid')"
CATEGORIES = "('travel', 'fuel', 'food', 'lodging', 'phone', 'supplies', 'medical', 'other')"

TERMS = """
CREATE TABLE claim_drafts (
    business_id text NOT NULL REFERENCES businesses,
    person_id bigint NOT NULL,
    serial integer NOT NULL,
    claims jsonb NOT NULL,
    asked text,
    place integer NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (business_id, person_id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons
);

CREATE TABLE claim_grades (
    business_id text NOT NULL REFERENCES businesses,
    person_id bigint NOT NULL,
    grade text NOT NULL,
    PRIMARY KEY (business_id, person_id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons
);

CREATE TABLE claim_series (
    business_id text PRIMARY KEY REFERENCES businesses,
    last integer NOT NULL
);
"""

CLAIMS = f"""
CREATE TABLE claims (
    business_id text NOT NULL REFERENCES businesses,
    id bigint GENERATED ALWAYS AS IDENTITY,
    reference text NOT NULL,
    person_id bigint NOT NULL,
    status text NOT NULL,
    summary text,
    amount_paise bigint NOT NULL,
    category text NOT NULL,
    spent_on date NOT NULL,
    purpose text,
    over_limit jsonb,
    approver_id bigint,
    asked_at timestamptz NOT NULL,
    escalated_at timestamptz,
    decided_by bigint,
    decided_at timestamptz,
    decision_reason text,
    paid_on date,
    payment_reference text,
    PRIMARY KEY (business_id, id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    FOREIGN KEY (business_id, approver_id) REFERENCES persons,
    FOREIGN KEY (business_id, decided_by) REFERENCES persons,
    CONSTRAINT claims_reference_check CHECK (reference ~ '^EXP-[0-9]+$'),
    CONSTRAINT claims_status_check CHECK (status IN {STATUSES}),
    CONSTRAINT claims_category_check CHECK (category IN {CATEGORIES}),
    CONSTRAINT claims_amount_paise_check CHECK (amount_paise > 0),
    CONSTRAINT claims_own_check CHECK (decided_by IS DISTINCT FROM person_id),
    CONSTRAINT claims_paid_on_check CHECK (
        (status = 'paid') = (paid_on IS NOT NULL) AND (paid_on IS NULL) = (payment_reference IS NULL)
    )
);
CREATE UNIQUE INDEX claims_reference_key ON claims (business_id, reference);
CREATE INDEX claims_summary_idx ON claims (business_id, person_id, summary);
CREATE INDEX claims_person_idx ON claims (business_id, person_id, spent_on);
CREATE INDEX claims_month_idx ON claims (business_id, spent_on);
CREATE INDEX claims_pending_idx ON claims (business_id, asked_at) WHERE status = 'pending';

CREATE TABLE claim_receipts (
    business_id text NOT NULL REFERENCES businesses,
    claim_id bigint NOT NULL,
    position integer NOT NULL,
    path text NOT NULL,
    sha256 text NOT NULL,
    mime_type text NOT NULL,
    live boolean NOT NULL,
    PRIMARY KEY (business_id, claim_id, position),
    FOREIGN KEY (business_id, claim_id) REFERENCES claims,
    CONSTRAINT claim_receipts_sha256_check CHECK (sha256 ~ '^[0-9a-f]{{64}}$')
);
-- One bill is one claim's, until that claim is rejected.
CREATE UNIQUE INDEX claim_receipts_file_key ON claim_receipts (business_id, sha256) WHERE live;

CREATE TABLE claim_moves (
    business_id text NOT NULL REFERENCES businesses,
    claim_id bigint NOT NULL,
    position integer NOT NULL,
    status text NOT NULL,
    person_id bigint,
    at timestamptz NOT NULL,
    PRIMARY KEY (business_id, claim_id, position),
    FOREIGN KEY (business_id, claim_id) REFERENCES claims,
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    CONSTRAINT claim_moves_status_check CHECK (status IN {STATUSES})
);
CREATE TRIGGER claim_moves_append_only BEFORE UPDATE OR DELETE ON claim_moves
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_ledger();
"""


def upgrade() -> None:
    op.execute(TERMS)
    op.execute(CLAIMS)
