"""Leave: policies, employments, drafts, requests with their days and moves, and the ledger of days."""

from alembic import op

revision = "b0003"
down_revision = "b0002"

TYPES = "('casual', 'sick', 'earned', 'comp_off', 'unpaid', 'maternity', 'paternity', 'bereavement')"
STATUSES = "('pending', 'approved', 'rejected', 'cancelled', 'withdrawn')"
PORTIONS = "('full', 'first', 'second')"

TERMS = f"""
CREATE TABLE leave_policies (
    business_id text NOT NULL REFERENCES businesses,
    type text NOT NULL,
    effective_from date NOT NULL,
    name jsonb NOT NULL,
    terms jsonb NOT NULL,
    PRIMARY KEY (business_id, type, effective_from),
    CONSTRAINT leave_policies_type_check CHECK (type IN {TYPES})
);

CREATE TABLE employments (
    business_id text NOT NULL REFERENCES businesses,
    person_id bigint NOT NULL,
    joined date,
    weekly_offs jsonb,
    delegate_id bigint,
    PRIMARY KEY (business_id, person_id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    FOREIGN KEY (business_id, delegate_id) REFERENCES persons,
    CONSTRAINT employments_delegate_check CHECK (delegate_id <> person_id)
);

CREATE TABLE leave_drafts (
    business_id text NOT NULL REFERENCES businesses,
    person_id bigint NOT NULL,
    serial integer NOT NULL,
    said jsonb NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (business_id, person_id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons
);

CREATE TABLE leave_series (
    business_id text PRIMARY KEY REFERENCES businesses,
    last integer NOT NULL
);
"""

REQUESTS = f"""
CREATE TABLE leave_requests (
    business_id text NOT NULL REFERENCES businesses,
    id bigint GENERATED ALWAYS AS IDENTITY,
    reference text NOT NULL,
    person_id bigint NOT NULL,
    type text NOT NULL,
    first date NOT NULL,
    last date NOT NULL,
    portion text NOT NULL,
    count numeric(6, 1) NOT NULL,
    unpaid numeric(6, 1) NOT NULL,
    reason text,
    certificate jsonb,
    status text NOT NULL,
    summary text,
    approver_id bigint,
    asked_at timestamptz NOT NULL,
    escalated_at timestamptz,
    decided_by bigint,
    decided_at timestamptz,
    decision_reason text,
    PRIMARY KEY (business_id, id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    FOREIGN KEY (business_id, approver_id) REFERENCES persons,
    FOREIGN KEY (business_id, decided_by) REFERENCES persons,
    CONSTRAINT leave_requests_reference_check CHECK (reference ~ '^LV-[0-9]+$'),
    CONSTRAINT leave_requests_status_check CHECK (status IN {STATUSES}),
    CONSTRAINT leave_requests_type_check CHECK (type IN {TYPES}),
    CONSTRAINT leave_requests_portion_check CHECK (portion IN {PORTIONS}),
    CONSTRAINT leave_requests_span_check CHECK (first <= last AND (portion = 'full' OR first = last)),
    CONSTRAINT leave_requests_count_check CHECK (count > 0 AND unpaid BETWEEN 0 AND count),
    CONSTRAINT leave_requests_own_check CHECK (decided_by IS DISTINCT FROM person_id)
);
CREATE UNIQUE INDEX leave_requests_reference_key ON leave_requests (business_id, reference);
CREATE UNIQUE INDEX leave_requests_summary_key ON leave_requests (business_id, person_id, summary)
    WHERE summary IS NOT NULL;
CREATE INDEX leave_requests_person_idx ON leave_requests (business_id, person_id, first);
CREATE INDEX leave_requests_pending_idx ON leave_requests (business_id, asked_at) WHERE status = 'pending';

CREATE TABLE leave_days (
    business_id text NOT NULL REFERENCES businesses,
    request_id bigint NOT NULL,
    date date NOT NULL,
    person_id bigint NOT NULL,
    portion text NOT NULL,
    counted boolean NOT NULL,
    why text,
    charged numeric(6, 1) NOT NULL,
    leave_year text NOT NULL,
    live boolean NOT NULL,
    PRIMARY KEY (business_id, request_id, date),
    FOREIGN KEY (business_id, request_id) REFERENCES leave_requests,
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    CONSTRAINT leave_days_portion_check CHECK (portion IN {PORTIONS}),
    CONSTRAINT leave_days_why_check CHECK (why IN ('weekly_off', 'holiday')),
    CONSTRAINT leave_days_charged_check CHECK (
        charged BETWEEN 0 AND CASE WHEN NOT counted THEN 0 WHEN portion = 'full' THEN 1 ELSE 0.5 END
    )
);
-- Nobody is away twice: a whole day holds both halves.
CREATE UNIQUE INDEX leave_days_first_half_key ON leave_days (business_id, person_id, date)
    WHERE live AND portion IN ('full', 'first');
CREATE UNIQUE INDEX leave_days_second_half_key ON leave_days (business_id, person_id, date)
    WHERE live AND portion IN ('full', 'second');

CREATE TABLE leave_moves (
    business_id text NOT NULL REFERENCES businesses,
    request_id bigint NOT NULL,
    position integer NOT NULL,
    status text NOT NULL,
    person_id bigint,
    at timestamptz NOT NULL,
    PRIMARY KEY (business_id, request_id, position),
    FOREIGN KEY (business_id, request_id) REFERENCES leave_requests,
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    CONSTRAINT leave_moves_status_check CHECK (status IN {STATUSES})
);
CREATE TRIGGER leave_moves_append_only BEFORE UPDATE OR DELETE ON leave_moves
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_ledger();
"""

LEDGER = f"""
CREATE TABLE leave_entries (
    business_id text NOT NULL REFERENCES businesses,
    id bigint GENERATED ALWAYS AS IDENTITY,
    person_id bigint NOT NULL,
    type text NOT NULL,
    leave_year text NOT NULL,
    days numeric(6, 1) NOT NULL,
    kind text NOT NULL,
    day date NOT NULL,
    reference text,
    key text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (business_id, id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    CONSTRAINT leave_entries_type_check CHECK (type IN {TYPES}),
    CONSTRAINT leave_entries_kind_check CHECK (
        kind IN ('opening', 'accrual', 'carried', 'lapsed', 'taken', 'returned', 'encashed',
                 'comp_off_earned', 'comp_off_expired', 'correction')
    ),
    CONSTRAINT leave_entries_days_check CHECK (days * 2 = trunc(days * 2))
);
CREATE UNIQUE INDEX leave_entries_key ON leave_entries (business_id, person_id, key);
CREATE INDEX leave_entries_person_idx ON leave_entries (business_id, person_id, type, leave_year);
CREATE TRIGGER leave_entries_append_only BEFORE UPDATE OR DELETE ON leave_entries
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_ledger();
"""


def upgrade() -> None:
    for tables in (TERMS, REQUESTS, LEDGER):
        op.execute(tables)
