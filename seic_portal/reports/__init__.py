"""A council's committee report: what the portal drafts for it, and how that is laid out."""
