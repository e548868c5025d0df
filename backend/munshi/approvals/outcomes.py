"""What the books may answer to who decides about others; `utter_<intent>_<outcome>` says each of them."""

from typing import Literal

ListApprovals = Literal["list", "others", "none", "not_allowed", "not_offered"]
ApproveRequest = Literal[
    "approved",
    "decided",
    "confirm",
    "ask_reason",
    "decided_already",
    "decided_just_now",
    "own_request",
    "choose_request",
    "nobody",
    "none",
    "not_found",
    "handed_on",
    "not_allowed",
    "not_offered",
]
RejectRequest = Literal[
    "rejected",
    "decided",
    "confirm",
    "ask_reason",
    "ask_reason_again",
    "kept",
    "decided_already",
    "decided_just_now",
    "own_request",
    "choose_request",
    "nobody",
    "none",
    "not_found",
    "handed_on",
    "not_allowed",
    "not_offered",
]
AskTeamLeave = Literal["team", "nobody", "not_away", "unknown_person", "not_allowed", "not_offered"]

# What is told without being asked; `utter_notice_<name>` says it.
Notice = Literal["approval_escalated"]
