"""What whoever runs the assistant sees and decides."""
