"""Tickets: what is broken, wrong or missing, until it is put right."""
