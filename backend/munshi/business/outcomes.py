"""What the books answer to a greeting, a cry for help, or what was not understood: the kind of the business.

The examples of what to write differ: flour at the kirana, a plate of something at the restaurant, a day off for who
works where nothing is ordered (`at_work`).
"""

from typing import Literal

Greet = Literal["shop", "restaurant", "repair", "at_work"]
AskHelp = Literal["shop", "restaurant", "repair", "at_work"]
NluFallback = Literal["shop", "restaurant", "repair", "at_work"]
