"""Which words of a message are an address, and which the name of a person, learnt from examples."""
