"""The pages that teach, and the reports for who writes them."""
