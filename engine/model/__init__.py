"""The model: by what it is known, where it is kept, how it is learnt, and which one the assistants run."""
