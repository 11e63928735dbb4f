"""What is to be done, how far it has got, and what it changed."""
