"""The administration of plans, people, the register and the calendar."""

from plans.admin import audit, calendar, funding, people, plan, register

__all__ = ["audit", "calendar", "funding", "people", "plan", "register"]
