"""The forms of pages that join the apps."""
