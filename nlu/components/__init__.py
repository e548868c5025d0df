"""Thin Rasa components over the pure functions of `nlu`."""
