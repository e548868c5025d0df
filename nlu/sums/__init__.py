"""What each sum of a message is: paid, to be paid, owed, wanted back; learnt from examples."""
