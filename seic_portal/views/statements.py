"""Who runs the site, how far it is accessible, and what it knows about people."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render


@login_not_required
def about(request):
    """What the collaborative is, where it comes from and what it is for."""
    return render(request, "statements/about.html")


@login_not_required
def accessibility(request):
    """The accessibility statement that the law asks of a public site."""
    return render(request, "statements/accessibility.html")


@login_not_required
def privacy(request):
    """What is kept about people, for how long, and their rights."""
    return render(request, "statements/privacy.html")
