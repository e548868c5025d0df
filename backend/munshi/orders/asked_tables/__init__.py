"""Tables that guests ask for: the shop answers each by a tap, and the guest hears it."""
