"""What the books answer to who wants a person, or was not understood; to who answers them; and to the operator."""

from typing import Literal

TalkToHuman = Literal["handed_over", "handed_over_closed", "called_again", "yourself"]
NluFallback = Literal["offered", "waiting", "yourself"]
HandBack = Literal["handed_back", "not_open", "not_allowed", "not_found", "which", "none_open"]
AnswerCustomer = Literal["write", "window_closed", "not_allowed", "not_found"]
PassOnAnswer = Literal["passed_on", "no_words", "window_closed", "nobody", "not_allowed"]

# For programs: the operator of the deployment, and the channel.
HandOver = Literal["handed_over", "already"]
AnswerPerson = Literal["written", "not_open", "window_closed"]
HandedBack = Literal["handed_back", "not_open"]
HeardPerson = Literal["told", "nobody"]

# What owners are told unasked, whoever answers, and the customer once nobody does.
Notice = Literal["handoff_opened", "handoff_heard", "handoff_over", "handoff_unanswered"]
