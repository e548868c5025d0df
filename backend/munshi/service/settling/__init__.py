"""What is done about goods of an order that came wrong, broken or short: replaced, paid back, or credited."""
