"""How it went: stars and words, asked once after closing or given unasked."""
