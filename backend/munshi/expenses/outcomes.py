"""What the books may answer about claims; `utter_<intent>_<outcome>` says each of them."""

from typing import Literal

ClaimReimbursement = Literal[
    "ask_amount",
    "ask_category",
    "ask_date",
    "ask_purpose",
    "ask_receipt",
    "confirm",
    "changed",
    "filed",
    "filed_already",
    "dropped",
    "nothing_open",
    "same_receipt",
    "same_facts",
    "too_old",
    "future_date",
    "nobody_decides",
    "not_allowed",
    "not_offered",
]
CheckClaimStatus = Literal[
    "status", "spent", "spent_yours", "none", "not_found", "not_allowed", "not_offered"
]
PayClaim = Literal["paid", "paid_already", "not_approved", "future_date", "not_found"]

# What is told without being asked; `utter_notice_<name>` says it.
Notice = Literal[
    "claim_requested",
    "claim_decided",
    "claim_decision_undone",
    "claim_withdrawn",
    "claim_paid",
]
