"""What the books may answer of a sale over the counter; `utter_record_sale_<outcome>` says each of it."""

from typing import Literal

RecordSale = Literal[
    "confirm",
    "changed",
    "sold",
    "kept",
    "choose_product",
    "ask_amount",
    "ask_person",
    "ask_name",
    "choose_customer",
    "unknown_person",
    "ask_way",
    "ask_way_walk_in",
    "unknown_goods",
    "unclear",
    "one_customer",
    "only_today",
    "sum_differs",
    "told_written",
    "told_left",
    "told_waits",
    "told_no",
    "not_allowed",
    "not_offered",
]
