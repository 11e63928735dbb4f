"""What is done for networks from the command line."""
