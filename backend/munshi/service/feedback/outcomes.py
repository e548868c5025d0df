"""What the books may answer about feedback; `utter_<intent>_<outcome>` says each of them."""

from typing import Literal

GiveFeedback = Literal[
    "ask_rating",
    "ask_words",
    "ask_what_was_wrong",
    "ask_consent",
    "thanks",
    "noted",
    "offer_reopening",
    "reopened",
    "no_such_move",
    "quotable",
    "not_quotable",
    "not_offered",
    "for_customers",
    "no_opinion",
    "opinions",
    "no_opinions",
]

# What is told without being asked; `utter_notice_<name>` says it.
Notice = Literal["feedback_asked", "feedback_bad", "feedback_words", "feedback_good"]
