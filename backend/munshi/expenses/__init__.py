"""Expenses: what people have spent for the business, who allows it, and when they are paid."""
