"""The page that greets whoever opens the backend's address."""
