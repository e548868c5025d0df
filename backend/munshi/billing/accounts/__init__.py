"""Accounts: the khata, one ledger of what each customer owes."""
