"""What a message wants: the linear classifier, and what is known beside the words."""
