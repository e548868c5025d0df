"""What a customer can choose: a table, a slot, an address by its name; what discounts take off; prescriptions."""

from alembic import op

revision = "b0060"
down_revision = "b0045"

PRODUCTS = """
ALTER TABLE products
    ADD COLUMN min_quantity numeric(14, 3) CHECK (min_quantity >= step),
    ADD COLUMN special boolean NOT NULL DEFAULT false,
    ADD COLUMN prescription boolean NOT NULL DEFAULT false,
    ADD COLUMN photo text
"""

ORDERS = """
ALTER TABLE orders
    DROP CONSTRAINT orders_fulfilment_check,
    DROP CONSTRAINT orders_total_paise_check,
    ADD COLUMN dining_table text,
    ADD COLUMN discount_paise bigint NOT NULL DEFAULT 0,
    ADD COLUMN discounts jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN prescription jsonb,
    ADD CONSTRAINT orders_fulfilment_check CHECK (fulfilment IN ('delivery', 'pickup', 'dine_in')),
    ADD CONSTRAINT orders_dining_table_check CHECK ((dining_table IS NOT NULL) = (fulfilment = 'dine_in')),
    ADD CONSTRAINT orders_total_paise_check CHECK (
        goods_paise >= 0 AND gst_paise >= 0 AND fee_paise >= 0 AND discount_paise BETWEEN 0 AND goods_paise
        AND total_paise = goods_paise - discount_paise + fee_paise + CASE WHEN gst_included THEN 0 ELSE gst_paise END
    )
"""

LINES = """
ALTER TABLE order_lines
    ADD COLUMN discount_paise bigint NOT NULL DEFAULT 0,
    ADD CONSTRAINT order_lines_discount_paise_check CHECK (discount_paise BETWEEN 0 AND amount_paise)
"""

SLOTS = """
CREATE INDEX orders_slot_idx ON orders (business_id, (wanted->>'day'), (wanted->>'opens'))
    WHERE (wanted->>'slot')::boolean
"""

ADDRESSES = """
CREATE TABLE named_addresses (
    business_id text NOT NULL REFERENCES businesses,
    person_id bigint NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    pincode text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (business_id, person_id, name),
    FOREIGN KEY (business_id, person_id) REFERENCES persons
)
"""

SEEN = """
ALTER TABLE accesses
    DROP CONSTRAINT accesses_kind_check,
    ADD CONSTRAINT accesses_kind_check CHECK (kind IN (
        'leave_reason', 'certificate', 'receipt', 'ticket', 'sold', 'person', 'prescription'
    ))
"""

# Whoever writes a row says what is in it; the rows that were there had none of it.
WITHOUT_DEFAULTS = """
ALTER TABLE products ALTER COLUMN special DROP DEFAULT, ALTER COLUMN prescription DROP DEFAULT;
ALTER TABLE orders ALTER COLUMN discount_paise DROP DEFAULT, ALTER COLUMN discounts DROP DEFAULT;
ALTER TABLE order_lines ALTER COLUMN discount_paise DROP DEFAULT
"""


def upgrade() -> None:
    for change in (PRODUCTS, ORDERS, LINES, SLOTS, ADDRESSES, SEEN, WITHOUT_DEFAULTS):
        op.execute(change)
