"""What is left of each type of leave: the ledger of days, and what comes into it."""
