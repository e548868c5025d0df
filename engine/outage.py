"""What others need and what does not answer just now; it comes back, and nobody who waits for it is to blame."""

UNAVAILABLE = 503  # the HTTP status that says so from one process to the next


class Away(Exception):
    """Something does not answer that others need."""
