"""Approvals: leave and claims together, as whoever decides about them sees them."""
