"""What the pages of priorities let in."""
