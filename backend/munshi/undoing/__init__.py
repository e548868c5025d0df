"""Undoing: what a bare *cancel* can mean, and what was just done and can be taken back."""
