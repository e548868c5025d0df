"""Yearly care: plans, the contracts that were sold, and the visits that are due."""
