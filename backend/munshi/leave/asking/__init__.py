"""Asking for leave: what is said is put together, held against the rules, and filed."""
