"""What the business says first: told to a person once, in the transaction of the fact that it tells of."""
