"""Whether everything that the assistant consists of is there and answers."""
