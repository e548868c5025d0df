"""Who asked hears first: an open question, and the skill that takes what answers it."""
