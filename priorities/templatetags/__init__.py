"""What the pages about priorities share."""
