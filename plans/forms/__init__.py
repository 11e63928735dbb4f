"""The forms of plans, meetings, rounds, funding and settings, and what every form extends."""
