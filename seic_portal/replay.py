"""A form that came too late or without its token is shown again, to be sent by its author."""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from seic_portal.typed import Typed

# How Django's reasons begin where a form was not sent from a page of this portal.
ELSEWHERE = ("Origin checking failed", "Referer checking failed")


class SignInFirst(LoginRequiredMiddleware):
    """Signing in is the default; a form sent without it is not lost on the way there."""

    def handle_no_permission(self, request, view_func):
        if Typed(request):
            return send_again(request)
        return super().handle_no_permission(request, view_func)


def csrf_failure(request, reason=""):
    """Show a form again whose token is missing or stale: signing in gives everyone a new one.

    What another site sent is only shown, never offered to be saved.
    """
    return send_again(request, came_from_elsewhere=reason.startswith(ELSEWHERE))


@never_cache
def send_again(request, *, came_from_elsewhere=False):
    """Answer 403 with what was typed, and with a button that sends it to the same address.

    401 would ask browsers for a dialogue of their own, and 200 would say that it was saved.
    Nothing is sent without a press of the button, whose form carries a fresh token.
    """
    typed = Typed(request)
    view, person = request.resolver_match.func, request.user
    author = typed.author if person.is_authenticated else None
    context = {
        "typed": typed,
        "address": request.get_full_path(),
        "may_send": bool(typed) and typed.fits and not came_from_elsewhere,
        "came_from_elsewhere": came_from_elsewhere,
        "must_sign_in": getattr(view, "login_required", True) and not person.is_authenticated,
        "other_author": author if author != person else None,
    }
    return render(request, "seic_portal/send_again.html", context, status=403)


def signed_in(request):
    """Say to someone who has signed in in a second tab that their words are in the first."""
    return render(request, "seic_portal/signed_in.html")
