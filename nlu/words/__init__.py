"""A message as words: its spelling, numbers, units, languages and courtesies."""
