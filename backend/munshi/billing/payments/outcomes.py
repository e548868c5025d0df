"""What the books may answer about payments; `utter_<intent>_<outcome>` says each of them."""

from typing import Literal

PayBill = Literal["owed", "owed_by_hand", "card_sent", "nothing_owed", "not_found", "not_offered"]
ReportPayment = Literal[
    "ask_amount",
    "bad_amount",
    "bad_utr",
    "utr_used",
    "sum_or_order",
    "claim_waits",
    "reported",
    "reported_already",
    "dropped",
    "nothing_open",
    "not_offered",
]
RecordPayment = Literal[
    "ask_who",
    "choose_who",
    "who_unknown",
    "ask_amount",
    "bad_amount",
    "bad_utr",
    "utr_used",
    "twice",
    "sum_or_order",
    "claim_waits",
    "one_at_a_time",
    "recorded",
    "confirmed",
    "rejected",
    "refunded",
    "decided_already",
    "not_refundable",
    "not_found",
    "dropped",
    "nothing_open",
    "not_allowed",
    "not_offered",
]

# What is told without being asked; `utter_notice_<name>` says it.
Notice = Literal[
    "payment_reported",
    "payment_report_withdrawn",
    "payment_confirmed",
    "payment_rejected",
    "payment_recorded",
    "payment_undone",
    "payment_came",
    "payment_received",
    "payment_refunded",
    "payment_refund_due",
    "payment_refund_refused",
    "payment_link_ready",
    "payment_differences",
    "payment_card_refused",
    "payment_card_closed",
    "bill_doubted",
]
