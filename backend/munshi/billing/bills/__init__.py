"""Bills: numbered without gaps, never changed, and corrected by credit notes."""
