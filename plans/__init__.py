"""Who plans together, for which year, who may do what, and when it is reported."""
