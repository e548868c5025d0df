"""Which words of a message are an address, learnt from examples."""
