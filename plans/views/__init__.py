"""Pages of plans: every session's, and the writing of a draft."""
