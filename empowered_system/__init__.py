"""The five strands, what they run, whom they reach and what they found."""
