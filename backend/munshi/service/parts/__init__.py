"""Spare parts: which fit a model, what they cost, and how they reach the customer."""
