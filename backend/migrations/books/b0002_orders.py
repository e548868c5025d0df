"""Orders: the open cart of each person, the orders with their lines, and every move of an order."""

from alembic import op

revision = "b0002"
down_revision = "b0001"

STATUSES = "('placed', 'accepted', 'ready', 'out_for_delivery', 'delivered', 'cancelled')"

CARTS = """
CREATE TABLE carts (
    business_id text NOT NULL REFERENCES businesses,
    person_id bigint NOT NULL,
    serial integer NOT NULL,
    lines jsonb NOT NULL,
    wishes jsonb NOT NULL,
    pincode text,
    address text,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (business_id, person_id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons
);
"""

ORDERS = f"""
CREATE TABLE order_series (
    business_id text PRIMARY KEY REFERENCES businesses,
    last integer NOT NULL
);

CREATE TABLE orders (
    business_id text NOT NULL REFERENCES businesses,
    id bigint GENERATED ALWAYS AS IDENTITY,
    reference text NOT NULL,
    person_id bigint NOT NULL,
    status text NOT NULL,
    summary text,
    fulfilment text NOT NULL,
    address text,
    pincode text,
    currency text NOT NULL,
    goods_paise bigint NOT NULL,
    gst_paise bigint NOT NULL,
    gst_included boolean NOT NULL,
    fee_paise bigint NOT NULL,
    total_paise bigint NOT NULL,
    placed_at timestamptz NOT NULL,
    opens_at timestamptz,
    PRIMARY KEY (business_id, id),
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    CONSTRAINT orders_reference_check CHECK (reference ~ '^ORD-[0-9]+$'),
    CONSTRAINT orders_status_check CHECK (status IN {STATUSES}),
    CONSTRAINT orders_fulfilment_check CHECK (fulfilment IN ('delivery', 'pickup')),
    CONSTRAINT orders_currency_check CHECK (currency ~ '^[A-Z]{{3}}$'),
    CONSTRAINT orders_total_paise_check CHECK (
        goods_paise >= 0 AND gst_paise >= 0 AND fee_paise >= 0
        AND total_paise = goods_paise + fee_paise + CASE WHEN gst_included THEN 0 ELSE gst_paise END
    )
);
CREATE UNIQUE INDEX orders_reference_key ON orders (business_id, reference);
CREATE UNIQUE INDEX orders_summary_key ON orders (business_id, person_id, summary) WHERE summary IS NOT NULL;
CREATE INDEX orders_person_idx ON orders (business_id, person_id, placed_at);
CREATE INDEX orders_status_idx ON orders (business_id, status, placed_at);

CREATE TABLE order_lines (
    business_id text NOT NULL REFERENCES businesses,
    order_id bigint NOT NULL,
    position integer NOT NULL,
    sku text NOT NULL,
    name jsonb NOT NULL,
    variant jsonb,
    add_ons jsonb NOT NULL,
    quantity numeric(14, 3) NOT NULL,
    unit text NOT NULL,
    pack_quantity numeric(14, 3),
    pack_unit text,
    price_paise bigint NOT NULL,
    amount_paise bigint NOT NULL,
    gst_rate numeric(5, 2) NOT NULL,
    hsn text,
    veg boolean,
    PRIMARY KEY (business_id, order_id, position),
    FOREIGN KEY (business_id, order_id) REFERENCES orders,
    CONSTRAINT order_lines_quantity_check CHECK (quantity > 0),
    CONSTRAINT order_lines_price_paise_check CHECK (price_paise >= 0 AND amount_paise >= 0),
    CONSTRAINT order_lines_pack_check CHECK ((pack_quantity IS NULL) = (pack_unit IS NULL))
);

CREATE TABLE order_moves (
    business_id text NOT NULL REFERENCES businesses,
    order_id bigint NOT NULL,
    position integer NOT NULL,
    status text NOT NULL,
    person_id bigint,
    at timestamptz NOT NULL,
    PRIMARY KEY (business_id, order_id, position),
    FOREIGN KEY (business_id, order_id) REFERENCES orders,
    FOREIGN KEY (business_id, person_id) REFERENCES persons,
    CONSTRAINT order_moves_status_check CHECK (status IN {STATUSES})
);
CREATE TRIGGER order_moves_append_only BEFORE UPDATE OR DELETE ON order_moves
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_ledger();
CREATE TRIGGER order_lines_append_only BEFORE UPDATE OR DELETE ON order_lines
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_ledger();
"""


def upgrade() -> None:
    op.execute(CARTS)
    op.execute(ORDERS)
