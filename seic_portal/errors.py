"""What the portal answers when it cannot do what was asked: plainly, and with the words sent."""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string

from seic_portal.typed import Typed

TRY_AGAIN_AFTER = 30  # seconds


def bad_request(request, exception):
    """Answer 400, or 413 where it is more than the portal takes at once."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return HttpResponse(render_to_string("413.html"), status=413)
    return HttpResponse(render_to_string("400.html"), status=400)


def permission_denied(request, exception):
    """Answer 403, with the reason where the rule gives one."""
    context = {"typed": Typed(request), "why": str(exception)}
    return render(request, "403.html", context, status=403)


def page_not_found(request, exception):
    return render(request, "404.html", {"typed": Typed(request)}, status=404)


def method_not_allowed(get_response):
    """Give a page to whoever opens an address that only takes what a form sends."""

    def middleware(request):
        response = get_response(request)
        if response.status_code == 405 and not response.content:
            response.content = render_to_string("405.html", request=request)
        return response

    return middleware


def server_error(request):
    """Answer 500, or 503 while the database does not answer or is locked for too long.

    Neither page asks the database for anything, so no context processor runs.
    """
    typed = Typed(request)
    if isinstance(sys.exception(), InterfaceError | OperationalError):
        # A form whose token has been checked may be sent again.
        was_checked = getattr(request, "csrf_processing_done", False)
        context = {
            "typed": typed,
            "address": request.get_full_path(),
            "may_send": bool(typed) and typed.fits and was_checked,
            "csrf_token": get_token(request),
        }
        page = render_to_string("seic_portal/unavailable.html", context)
        return HttpResponse(page, status=503, headers={"Retry-After": str(TRY_AGAIN_AFTER)})
    return HttpResponse(render_to_string("500.html", {"typed": typed}), status=500)
