"""Reminders by e-mail: what each person owes, in one letter, and nothing twice."""
