"""The shop's side of an order: who is told of it, what they do next, what ran out of it, and the kitchen's ticket."""
