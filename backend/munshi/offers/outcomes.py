"""What the books answer to an intent whose page asks whether it is offered: `utter_<intent>_not_offered` says no.

`nlu/check.py` holds each such page to that reply, and to being served by nobody: what the books serve has an action of
its own.
"""

from typing import Literal

CheckOffer = Literal["offered", "not_offered"]
