"""What shall be otherwise: changes of an order, and what a message takes back of itself."""
