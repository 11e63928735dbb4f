"""Where one can go from a page of the Empowered System."""

from django.urls import reverse


def place(*steps):
    """Return what every page of the Empowered System has: its menu entry and the way back.

    `steps`: rows with a page of their own, or pairs of a label and an address.
    """
    index = ("Empowered System", reverse("empowered_system:index"))
    pairs = [s if isinstance(s, tuple) else (str(s), s.get_absolute_url()) for s in steps]
    return {"section": "empowered_system", "steps": [index, *pairs]}
