"""Networks that set their own agenda, pace and areas of focus."""
