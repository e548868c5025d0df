"""What leaves: the outbox, the Graph API, its limits and its verdicts, and the texts for after 24 hours."""
