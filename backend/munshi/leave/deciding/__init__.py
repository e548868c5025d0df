"""Who decides about leave, and what they decide."""
