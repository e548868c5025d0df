"""What the books answer to who wants a person, or was not understood; and to the operator."""

from typing import Literal

TalkToHuman = Literal["handed_over", "handed_over_closed", "yourself"]
NluFallback = Literal["handed_over", "handed_over_closed"]
HandBack = Literal["handed_back", "not_open", "not_allowed", "not_found"]

# For programs: the operator of the deployment.
HandOver = Literal["handed_over", "already"]
AnswerPerson = Literal["written", "not_open", "window_closed"]
HandedBack = Literal["handed_back", "not_open"]

# What owners are told unasked.
Notice = Literal["handoff_opened"]
