"""Papers: what they say, their seal, and how they are read."""
