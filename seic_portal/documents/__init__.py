"""Documents to hand on: what they are made of, and the same as Word and as PDF files."""
