"""The one kind of error that ends a start: a line that says what is wrong and what to do."""


class Stop(Exception):
    """The start ends here; the message is one line for the person at the terminal."""
