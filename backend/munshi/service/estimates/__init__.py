"""Estimates: what a repair will cost, as versions that the customer says yes or no to."""
