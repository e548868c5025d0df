"""Access to what is private: why somebody was away, their certificates and receipts; every look is written down."""
