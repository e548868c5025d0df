"""What in a message of orders is of an item and what is outside of all of them, learnt from examples."""
