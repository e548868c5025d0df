"""What the books answer to an intent whose page asks whether it is offered: `utter_<intent>_not_offered` says no.

`nlu/pages/check.py` holds each such page to that reply, and to being served by nobody: what the books serve has an
action of its own.
"""

from typing import Literal

# To a greeting, a cry for help, a yes to nothing, or what was not understood: the kind of the business, whose examples
# differ, flour at the kirana and a plate of something at the restaurant; or `staff` for who works there, where their
# leave and expenses are seen to.
Greet = Literal["shop", "restaurant", "repair", "workshop", "staff"]
AskHelp = Literal["shop", "restaurant", "repair", "workshop", "staff"]
Affirm = Literal["shop", "restaurant", "repair", "workshop", "staff"]
NluFallback = Literal["shop", "restaurant", "repair", "workshop", "staff"]

CheckOffer = Literal["offered", "not_offered"]
