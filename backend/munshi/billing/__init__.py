"""Billing: bills, what everybody owes, and how it is paid."""
