"""A turn: a message or a notice goes into the conversation, and its answer comes out as few messages."""
