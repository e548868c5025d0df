"""What is offered to whom: by the business's skills, the books as far as they are written, and the person's roles."""
