"""Everything fails while people order; afterwards nothing may be lost, doubled or out of order."""
