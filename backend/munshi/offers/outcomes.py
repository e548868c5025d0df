"""What the books answer to an intent whose page asks whether it is offered: `utter_<intent>_not_offered` says no.

`nlu/pages/check.py` holds each such page to that reply, and to being served by nobody: what the books serve has an
action of its own.
"""

from typing import Literal

# To a greeting, a cry for help, a yes to nothing, or what was not understood: the kind of the business, with some of
# its own goods; `bare` where it sells nothing here, or has nothing on its shelf; or `staff` for who runs it, and where
# leave and expenses are seen to for who works there.
Greet = Literal["shop", "restaurant", "repair", "workshop", "bare", "staff"]
AskHelp = Literal["shop", "restaurant", "repair", "workshop", "bare", "staff"]
Affirm = Literal["shop", "restaurant", "repair", "workshop", "bare", "staff"]
NluFallback = Literal["shop", "restaurant", "repair", "workshop", "bare", "staff"]

CheckOffer = Literal["offered", "not_offered"]
