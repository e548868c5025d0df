"""What billing prints: a folder of templates that a designer can read, and the words on them."""
