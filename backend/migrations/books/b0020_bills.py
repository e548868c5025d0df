"""Bills: series without gaps, bills with their lines, and the names in which customers want them."""

from alembic import op

revision = "b0020"
down_revision = "b0014"

KINDS = "('tax_invoice', 'bill_of_supply', 'invoice_cum_bill_of_supply', 'bill', 'credit_note')"

SERIES = """
CREATE TABLE bill_series (
    business_id text NOT NULL REFERENCES businesses,
    prefix text NOT NULL,
    year text NOT NULL,
    last integer NOT NULL,
    PRIMARY KEY (business_id, prefix, year)
);

CREATE TABLE bill_parties (
    business_id text NOT NULL REFERENCES businesses,
    person_id bigint NOT NULL,
    gstin text NOT NULL,
    name text,
    at timestamptz NOT NULL,
    PRIMARY KEY (business_id, person_id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons
);
"""

BILLS = f"""
CREATE TABLE bills (
    business_id text NOT NULL REFERENCES businesses,
    id bigint GENERATED ALWAYS AS IDENTITY,
    number text NOT NULL,
    prefix text NOT NULL,
    year text NOT NULL,
    serial integer NOT NULL,
    kind text NOT NULL,
    person_id bigint NOT NULL,
    source_kind text NOT NULL,
    source text NOT NULL,
    edition integer NOT NULL,
    corrects_id bigint,
    reason text,
    by_person_id bigint,
    issued_at timestamptz NOT NULL,
    issued_on date NOT NULL,
    scheme text NOT NULL,
    supplier jsonb NOT NULL,
    recipient jsonb NOT NULL,
    place_of_supply text NOT NULL,
    about jsonb NOT NULL,
    taxable_paise bigint NOT NULL,
    exempt_paise bigint NOT NULL,
    cgst_paise bigint NOT NULL,
    sgst_paise bigint NOT NULL,
    igst_paise bigint NOT NULL,
    round_off_paise bigint NOT NULL,
    total_paise bigint NOT NULL,
    PRIMARY KEY (business_id, id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    FOREIGN KEY (business_id, by_person_id) REFERENCES persons,
    FOREIGN KEY (business_id, corrects_id) REFERENCES bills,
    CONSTRAINT bills_kind_check CHECK (kind IN {KINDS}),
    CONSTRAINT bills_number_check CHECK (number ~ '^[A-Z0-9][A-Z0-9/-]{{0,15}}$'),
    CONSTRAINT bills_corrects_id_check CHECK ((kind = 'credit_note') = (corrects_id IS NOT NULL)),
    CONSTRAINT bills_total_paise_check CHECK (
        total_paise = taxable_paise + exempt_paise + cgst_paise + sgst_paise + igst_paise + round_off_paise
        AND total_paise >= 0 AND cgst_paise = sgst_paise
    )
);
CREATE UNIQUE INDEX bills_number_key ON bills (business_id, number);
CREATE UNIQUE INDEX bills_serial_key ON bills (business_id, prefix, year, serial);
CREATE UNIQUE INDEX bills_source_key ON bills (business_id, source_kind, source, edition);
CREATE INDEX bills_person_idx ON bills (business_id, person_id, issued_at);
CREATE INDEX bills_corrects_idx ON bills (business_id, corrects_id) WHERE corrects_id IS NOT NULL;

CREATE TABLE bill_lines (
    business_id text NOT NULL REFERENCES businesses,
    bill_id bigint NOT NULL,
    position integer NOT NULL,
    sort text NOT NULL,
    name jsonb NOT NULL,
    hsn text,
    quantity numeric(14, 3) NOT NULL,
    unit text NOT NULL,
    price_paise bigint NOT NULL,
    discount_paise bigint NOT NULL,
    gst_rate numeric(5, 2) NOT NULL,
    taxable_paise bigint NOT NULL,
    cgst_paise bigint NOT NULL,
    sgst_paise bigint NOT NULL,
    igst_paise bigint NOT NULL,
    PRIMARY KEY (business_id, bill_id, position),
    FOREIGN KEY (business_id, bill_id) REFERENCES bills,
    CONSTRAINT bill_lines_sort_check CHECK (sort IN ('goods', 'service', 'delivery')),
    CONSTRAINT bill_lines_quantity_check CHECK (quantity > 0),
    CONSTRAINT bill_lines_halves_check CHECK (cgst_paise = sgst_paise)
);
CREATE TRIGGER bills_never_change BEFORE UPDATE OR DELETE ON bills
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_ledger();
CREATE TRIGGER bill_lines_never_change BEFORE UPDATE OR DELETE ON bill_lines
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_ledger();
"""


def upgrade() -> None:
    op.execute(SERIES)
    op.execute(BILLS)
