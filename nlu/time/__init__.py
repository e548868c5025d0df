"""What a message says of days, hours and lengths of time."""
