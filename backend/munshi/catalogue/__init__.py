"""The catalogue: products, their names and terms, their stock, and how they are found."""
