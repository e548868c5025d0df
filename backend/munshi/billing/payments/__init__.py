"""Payments: the ways to pay, what was reported, and what became of it."""
