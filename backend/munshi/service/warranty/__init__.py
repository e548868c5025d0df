"""What was sold, by serial, and until when it is guaranteed."""
