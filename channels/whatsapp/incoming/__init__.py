"""What Meta brings: webhooks, the inbox, files, and what became of our messages."""
