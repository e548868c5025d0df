"""Visits: who comes when, and what they do there."""
